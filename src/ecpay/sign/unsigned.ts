import { type JsonObject, member } from '../../protocol/json/json.js'
import { rawMembers, setMembers } from '../../protocol/json/members.js'
import type { Endpoint } from '../endpoints/endpoint.js'

/** The members of a body that its call does not sign, beside those that no call signs. */
export function unsignedKeys({ fields }: Endpoint, body: JsonObject): string[] {
  return fields.filter(({ key, unsigned }) => unsigned && member(body, key) !== undefined).map(({ key }) => key)
}

/** The text of an object without these members; the same bytes where there is none of them. */
export function withoutMembers(body: string, keys: readonly string[]): string {
  if (keys.length === 0) return body
  return setMembers(
    undefined,
    rawMembers(body).filter(({ key }) => !keys.includes(key))
  )
}
