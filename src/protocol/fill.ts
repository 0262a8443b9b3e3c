import { type JsonObject, readObject } from './json.js'

/**
 * Puts a signature into the text of a request body, every other byte as it was: in the place of its
 * `sign`, or as the last member, laid out as the member before it.
 *
 * @param body the JSON text of an object
 * @throws Failure (exit 2) what reading JSON finds
 * @example fillSign('{"out_order_no":"no_1"}', '54f1…') // '{"out_order_no":"no_1","sign":"54f1…"}'
 */
export function fillSign(body: string, sign: string): string {
  const object = readObject(body)
  const text = JSON.stringify(sign)
  const present = object.members.findLast(({ key }) => key === 'sign')?.value
  if (present) return body.slice(0, present.start) + text + body.slice(present.end)
  const last = object.members.at(-1)?.value
  const at = last ? last.end : object.start + 1
  return body.slice(0, at) + (last ? layoutOfLast(body, object) : '"sign":') + text + body.slice(at)
}

/** A comma and the key, with the white space that the last member has before its key and round its colon. */
function layoutOfLast(body: string, { start, members }: JsonObject): string {
  const [before, last] = [members.at(-2)?.value, members.at(-1)?.value]
  const indentation = /[{,]([ \t\r\n]*)/y
  indentation.lastIndex = before ? body.indexOf(',', before.end) : start
  const colon = body.slice(body.lastIndexOf('"', (last?.start ?? 0) - 1) + 1, last?.start)
  return `,${indentation.exec(body)?.[1] ?? ''}"sign"${colon}`
}
