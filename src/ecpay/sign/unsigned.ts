import { type MemberList, member } from '../../protocol/json/json.js'
import { Members } from '../../protocol/json/members.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'

/** The members of a body that its call does not sign, in addition to those that no call signs. */
export function unsignedKeys({ fields }: Endpoint, body: MemberList): string[] {
  return fields.filter(({ key, unsigned }) => unsigned && member(body, key) !== undefined).map(({ key }) => key)
}

/** The text of an object without these members; unchanged if it has none of them. */
export function withoutMembers(body: string, keys: readonly string[]): string {
  return keys.length === 0 ? body : Members.read(body).without(keys).toText()
}
