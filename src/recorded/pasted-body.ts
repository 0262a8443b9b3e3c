import { compactJson } from '../protocol/json/compact-json.js'
import { type JsonValue, jsonIn, memberText } from '../protocol/json/json.js'
import { printedText } from '../protocol/printed-bytes.js'
import { byteLists, fromCsv, fromHexBytes, fromHtml } from './escapings.js'
import { quotedObjects, readTextLiteral } from './literal.js'
import {
  ESCAPED_OBJECT,
  fromBase64,
  fromBrokenLines,
  fromCopiedLines,
  fromEscapes,
  fromPercents,
  insideOf,
  objectsIn,
  objectsOf,
  present
} from './unwrap.js'

/** A request body that was found in another text. */
export interface PastedBody {
  text: string
  /** Where it was: a form of `findings/wrappings.ts`. */
  form: string
}

/** How deep forms may be nested: a log line with a JSON text that has the body. */
const DEEPEST = 3

/** In UTF-16 units: a body is far shorter, and so is the line of a log that has it. */
const LONGEST = 1_048_576
/** In UTF-16 units: a longer text is not read as one body in another form, but only searched. */
const LONGEST_WHOLE = 65_536

/** What is looked for: a body with its signature, or where there is none, any body. */
interface Wanted {
  is(value: JsonValue | undefined): boolean
  /** What its text has. */
  mark: string
}

const SIGNED: Wanted = {
  is: (value) => value?.kind === 'object' && value.members.length > 1 && (memberText(value, 'sign') ?? '') !== '',
  mark: '"sign"'
}
const UNSIGNED: Wanted = {
  is: (value) => value?.kind === 'object' && value.members.length > 1 && memberText(value, 'app_id') !== undefined,
  mark: '"app_id"'
}

type Reader = (text: string, value: JsonValue | undefined, wanted: Wanted) => string[]

/** The forms from which a body can be restored exactly, each with a reader of what may be the body. */
const READERS: readonly (readonly [form: string, read: Reader])[] = [
  ['printed-bytes', (text) => present(printedText(text))],
  ['wrapped', (text, value, { is }) => (value && value.kind !== 'string' ? insideOf(text, value, is, DEEPEST) : [])],
  ['json-text', (_, value) => (value?.kind === 'string' ? [value.text] : [])],
  ['literal', (text) => present(readTextLiteral(text.trim()))],
  ['url-encoded', fromPercents],
  ['base64', fromBase64],
  ['escaped', fromEscapes],
  ['html', (text, value) => (value ? [] : fromHtml(text))],
  ['hex-bytes', (text, value) => (value ? [] : fromHexBytes(text))],
  ['csv', (text, value) => (value ? [] : fromCsv(text))],
  ['copied', fromCopiedLines],
  ['log-line', inLog],
  ['broken-lines', fromBrokenLines]
]

/**
 * Finds the request bodies in what people paste: a line of a log, a JSON text in JSON, a quotation. Only forms that
 * keep the original exactly are read. Bodies without `sign` are looked for where the text is not JSON and none has one.
 *
 * @returns nothing for a text that is a body itself, or has none; each body once
 */
export function pastedBodies(text: string): PastedBody[] {
  if (text.length > LONGEST || !MAY_HAVE.test(text)) return []
  const value = jsonIn(text)
  const within = bodiesWithin(text, value)
  if (within.length > 0) return distinct(within)
  if (SIGNED.is(value) || isBody(value)) return []
  const signed = found(text, value, SIGNED)
  return signed.length > 0 || value?.kind === 'object' ? signed : found(text, value, UNSIGNED)
}

/** A name of a field in any form but Base64, the beginning of an object in Base64, or that of one in numbers. */
const MAY_HAVE = /sign|app_id|e[wy][\w+/-]{60}|\b123[\s,]+(?:\d+[\s,]+){20}|"0":123,/

/** Fields of the body of a request, one of which every body has. */
const OWN = /^(?:app_id|thirdparty_id|(?:out|cp)_\w+|order_id|total_amount)$/

/** Whether this is a body itself, with or without its signature: its fields may hold another one. */
export function isBody(value: JsonValue | undefined): boolean {
  return value?.kind === 'object' && value.members.some(({ key }) => OWN.test(key))
}

/** The objects in another that are more of a body than it is: the line of a log has an order number or a sign, too. */
function bodiesWithin(text: string, value: JsonValue | undefined): PastedBody[] {
  if (value?.kind !== 'object' || SIGNED.is(value) === isBody(value)) return []
  const isWhole = (one: JsonValue) => SIGNED.is(one) && isBody(one)
  return objectsOf(value, isWhole, DEEPEST).map((one) => ({ text: text.slice(one.start, one.end), form: 'wrapped' }))
}

/** Forms whose readers give several readings of one text, the likeliest first. */
const READ_ONCE = new Set(['copied', 'broken-lines'])
/** Forms whose readers search a text for bodies, which takes no longer than to read it. */
const SEARCHES = new Set(['wrapped', 'json-text', 'log-line'])

/** `tried` are the texts that were searched: several readers may make the same of one. */
function found(
  text: string,
  value: JsonValue | undefined,
  wanted: Wanted,
  depth = 0,
  tried = new Set<string>()
): PastedBody[] {
  if (depth > DEEPEST || tried.has(text)) return []
  tried.add(text)
  for (const [form, read] of READERS) {
    if (text.length > LONGEST_WHOLE && !SEARCHES.has(form)) continue
    let bodies: PastedBody[] = []
    for (const one of read(text, value, wanted)) {
      if (bodies.length > 0 && READ_ONCE.has(form)) break
      if (one === text) continue
      const inner = jsonIn(one)
      const within = bodiesWithin(one, inner)
      if (within.length > 0) bodies = bodies.concat(within)
      else if (wanted.is(inner)) bodies = bodies.concat({ text: one, form })
      else bodies = bodies.concat(found(one, inner, wanted, depth + 1, tried))
    }
    if (bodies.length > 0) return distinct(bodies)
  }
  return []
}

/** Each body once: the same with other white space between its tokens is not another. */
function distinct(bodies: readonly PastedBody[]): PastedBody[] {
  const first = new Map<string, PastedBody>()
  for (const one of bodies) {
    const key = compactJson(one.text)
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}

function inLog(text: string, value: JsonValue | undefined, { mark }: Wanted): string[] {
  if (value !== undefined) return []
  const whole = objectsIn(text, (one) => one.includes(mark))
  if (whole.length > 0) return whole
  const literals = quotedObjects(text).filter((one) => one.includes(mark) && one.length < text.trim().length)
  const listed = [...literals, ...byteLists(text)]
  if (listed.length > 0) return listed
  const escaped = text.search(ESCAPED_OBJECT)
  const end = text.lastIndexOf('}') + 1
  return escaped >= 0 && end > escaped ? [text.slice(escaped, end)] : []
}
