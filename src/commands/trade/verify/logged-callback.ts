import { jsonIn, member } from '../../../protocol/json/json.js'
import { printedHeaders } from '../../../recorded/printed-headers.js'
import { objectsIn } from '../../../recorded/unwrap.js'
import type { TradeCallback } from '../../../trade/callback/check-callback.js'

/** In UTF-16 units: a line of a log with a callback is far shorter. */
const LONGEST = 1_048_576

/**
 * A callback in a text that has its headers and its body somewhere: a line of a log, the output of a client of HTTP, an
 * object with the parsed body. Its signature shows whether the body is the original.
 *
 * @returns nothing unless the three headers that sign and one body are in it
 */
export function loggedCallback(text: string): TradeCallback | undefined {
  if (text.length > LONGEST) return undefined
  const headers = printedHeaders(text)
  if (headers.length === 0) return undefined
  const [body, ...others] = new Set(bodiesIn(text))
  return body === undefined || others.length > 0 ? undefined : { headers, body: Buffer.from(body) }
}

function bodiesIn(text: string): string[] {
  const value = jsonIn(text)
  if (value?.kind !== 'object') return objectsIn(text, isBody)
  return value.members.map((one) => text.slice(one.value.start, one.value.end)).filter(isBody)
}

function isBody(text: string): boolean {
  const value = jsonIn(text)
  return value?.kind === 'object' && member(value, 'msg') !== undefined && member(value, 'version') !== undefined
}
