import { type Endpoint, isSigned } from './endpoint.js'
import type { KeyName } from './keys.js'
import type { System } from './system.js'

/** The keys that a call is signed with; none if it has no signature. */
export function signingKeys(
  { keys }: Pick<System, 'keys'>,
  endpoint: Pick<Endpoint, 'fields' | 'signed'>
): readonly KeyName[] {
  return isSigned(endpoint) ? keys.sign : []
}

/** Whether an access token is among these keys that can be asked for when the call is sent. */
export function isAskedFor({ clientToken }: Pick<System, 'clientToken'>, keys: readonly KeyName[]): boolean {
  return clientToken === true && keys.includes('access_token')
}
