import type { Members } from '../../protocol/json/members.js'

/**
 * The members of an object as the query of an address, in their order: each value is its text, and an
 * object or array the source text that was signed. Space is `%20`, for `+` is not read alike everywhere.
 *
 * @param body signed
 * @example queryText(Members.read('{"bill_date":"20261122","n":1}')) // 'bill_date=20261122&n=1'
 */
export function queryText(body: Members): string {
  return body
    .texts()
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
}
