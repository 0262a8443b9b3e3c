import { type JsonValue, jsonIn, member, memberText } from '../protocol/json/json.js'
import type { Given } from './given.js'

/**
 * Reads `fetch("…", {…})` as a browser copies it, where both arguments are JSON.
 *
 * @returns nothing if they are not
 */
export function fetchRequest(text: string): Given | undefined {
  const at = text.indexOf('fetch(')
  const list = at < 0 ? undefined : argumentList(text.slice(at + 'fetch('.length))
  if (list?.kind !== 'array') return undefined
  const [address, options] = list.items
  if (address?.kind !== 'string') return undefined
  const given: Given = { address: address.text, headers: [], method: 'GET' }
  if (options?.kind !== 'object') return given
  const headers = member(options, 'headers')
  if (headers?.kind === 'object')
    given.headers = headers.members.map(({ key, value }) => [key, 'text' in value ? value.text : ''])
  const body = member(options, 'body')
  if (body?.kind === 'string') given.body = body.text
  given.method = memberText(options, 'method')?.toUpperCase() ?? 'GET'
  return given
}

/** The arguments as one list: the text up to each `)`, until one is JSON. */
function argumentList(text: string): JsonValue | undefined {
  for (let end = text.indexOf(')'); end >= 0; end = text.indexOf(')', end + 1)) {
    const list = jsonIn(`[${text.slice(0, end)}]`)
    // Without a list, this `)` is inside a string.
    if (list) return list
  }
  return undefined
}
