import type { Members } from '../../protocol/json/members.js'

/**
 * The members of an object as the query of an address, in order. The value of an object or array is the
 * source text that was signed. Space is `%20`, because not every server reads `+` as a space.
 *
 * @param body the signed body
 * @example queryText(Members.read('{"bill_date":"20261122","n":1}')) // 'bill_date=20261122&n=1'
 */
export function queryText(body: Members): string {
  return body
    .texts()
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
}
