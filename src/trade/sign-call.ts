import { damagedMembers } from '../protocol/damaged-text.js'
import type { Keys } from '../protocol/system/keys.js'
import type { SignedCall, UnsignedCall } from '../protocol/system/system.js'
import { TOKEN_HEADER } from './check-token.js'

/** Authorizes a call by its access token; the body stays as it is. Without a token, the header is empty. */
export function signCall({ members }: UnsignedCall, { access_token = '' }: Keys): SignedCall {
  return { members, headers: { [TOKEN_HEADER]: access_token }, warnings: damagedMembers(members) }
}
