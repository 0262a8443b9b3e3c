import { type JsonValue, readObject } from './json.js'

/**
 * Puts a signature into the text of a request body without changing any other byte. It replaces the value of `sign`,
 * or becomes the last member, with the same layout as the member before it.
 *
 * @param body the JSON text of an object
 * @throws EcpayError like `readObject`
 * @example fillSign('{"out_order_no":"no_1"}', '54f1…') // '{"out_order_no":"no_1","sign":"54f1…"}'
 */
export function fillSign(body: string, sign: string): string {
  const { start, members } = readObject(body)
  const text = JSON.stringify(sign)
  const present = members.findLast(({ key }) => key === 'sign')?.value
  if (present) return body.slice(0, present.start) + text + body.slice(present.end)
  const [before, last] = members.length > 1 ? members.slice(-2) : [undefined, members[0]]
  if (!last) return `${body.slice(0, start + 1)}"sign":${text}${body.slice(start + 1)}`
  const begin = before ? body.indexOf(',', before.value.end) : start
  return body.slice(0, last.value.end) + layout(body, begin, last.value) + text + body.slice(last.value.end)
}

/** A comma and the key, with the white space that the last member has before its key and around its colon. */
function layout(body: string, begin: number, value: JsonValue): string {
  const indentation = body.slice(begin + 1, body.indexOf('"', begin))
  const colon = body.slice(body.lastIndexOf('"', value.start - 1) + 1, value.start)
  return `,${indentation}"sign"${colon}`
}
