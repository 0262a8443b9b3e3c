import { fileKeys } from '../../protocol/system/endpoint.js'
import type { Keys } from '../../protocol/system/keys.js'
import type { SignedCall, UnsignedCall } from '../../protocol/system/system.js'
import { traceMembers } from './request-signature.js'
import { unsignedKeys } from './unsigned.js'

/**
 * Puts `sign` into the members of a call.
 *
 * @throws EcpayError as {@link traceMembers}
 */
export function signCall({ endpoint, members, nested }: UnsignedCall, { salt = '' }: Keys): SignedCall {
  const signed = members.without([...fileKeys(endpoint), ...unsignedKeys(endpoint, members)])
  const { sign, warnings } = traceMembers(signed, salt, { nested })
  return { members: members.with([{ key: 'sign', json: JSON.stringify(sign) }]), headers: {}, warnings }
}
