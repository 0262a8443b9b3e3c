import { readObject } from '../../protocol/json/json.js'

/**
 * The members of an object as the query of an address, in their order: each value is its text, and an
 * object or array the source text that was signed. Space is `%20`, for `+` is not read alike everywhere.
 *
 * @param body the JSON text of an object, signed
 * @example queryText('{"bill_date":"20261122","n":1}') // 'bill_date=20261122&n=1'
 */
export function queryText(body: string): string {
  return readObject(body)
    .members.map(({ key, value }) => {
      const text = 'text' in value ? value.text : body.slice(value.start, value.end)
      return `${encodeURIComponent(key)}=${encodeURIComponent(text)}`
    })
    .join('&')
}
