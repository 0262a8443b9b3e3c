import { type JsonValue, jsonIn, member, memberText } from '../protocol/json/json.js'
import { fromEscapes, insideOf, objectEnd, objectsIn } from './unwrap.js'

/** What is handed to tt.requestOrder, as it was found in another text. */
export interface PastedOrder {
  /** The text of data. */
  data: string
  byteAuthorization: string
  /** Where it was: a form of `findings/wrappings.ts`. */
  form: string
}

/** In UTF-16 units: data is far shorter, and so is the line of a log that has it. */
const LONGEST = 1_048_576
/** How deep forms may be nested: the answer of a server in a line of a log. */
const DEEPEST = 3
const MARK = 'byteAuthorization'

/**
 * Finds data and byteAuthorization in what people paste: the answer of their server, a line of a log, the call of
 * tt.requestOrder in the code of the client. Only forms that keep data exactly are read.
 *
 * @returns nothing where they are not in it
 */
export function pastedOrder(text: string): PastedOrder | undefined {
  if (text.length > LONGEST || !text.includes(MARK)) return undefined
  return inJson(text, DEEPEST, 'wrapped') ?? inCode(text) ?? inLine(text)
}

function hasBoth(value: JsonValue): boolean {
  return value.kind === 'object' && member(value, 'data') !== undefined && memberText(value, MARK) !== undefined
}

function inJson(text: string, depth: number, form: string): PastedOrder | undefined {
  const value = jsonIn(text)
  if (depth === 0) return undefined
  if (value) return inValue(text, value, depth, form)
  const inside = [...objectsIn(text, (one) => one.includes(MARK)), ...escapedIn(text)]
  return firstOf(inside, (one) => inJson(one, depth - 1, 'log-line'))
}

function inValue(text: string, value: JsonValue, depth: number, form: string): PastedOrder | undefined {
  if (hasBoth(value) && value.kind === 'object') {
    const data = member(value, 'data')
    const byteAuthorization = memberText(value, MARK)
    if (data?.kind === 'string' && byteAuthorization !== undefined) return { data: data.text, byteAuthorization, form }
    return undefined
  }
  const inside = insideOf(text, value, hasBoth, DEEPEST).filter((one) => one !== text && one.includes(MARK))
  return firstOf(inside, (one) => inJson(one, depth - 1, form))
}

function escapedIn(text: string): string[] {
  const start = text.search(/\{\s*\\"/)
  return start < 0 ? [] : fromEscapes(text.slice(start, text.lastIndexOf('}') + 1))
}

function firstOf<T>(texts: readonly string[], read: (text: string) => T | undefined): T | undefined {
  for (const text of texts) {
    const found = read(text)
    if (found !== undefined) return found
  }
  return undefined
}

/** `tt.requestOrder({ data: '…', byteAuthorization: '…' })`. */
function inCode(text: string): PastedOrder | undefined {
  const [data, byteAuthorization] = [literalOf(text, 'data'), literalOf(text, MARK)]
  if (data === undefined || byteAuthorization === undefined) return undefined
  const isLikely = jsonIn(data) !== undefined && byteAuthorization.includes('=')
  return isLikely ? { data, byteAuthorization, form: 'literal' } : undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }

/** The text of a string literal behind a name. */
function literalOf(text: string, name: string): string | undefined {
  const begin = new RegExp(`(?<![\\w.$])["']?${name}["']?\\s*[:=]\\s*(["'\`])`).exec(text)
  if (!begin) return undefined
  const [all, quote] = begin
  let found = ''
  for (let at = begin.index + all.length; at < text.length; at++) {
    const unit = text.charAt(at)
    if (unit === quote) return found
    if (unit !== '\\') {
      found += unit
      continue
    }
    const escaped = text.charAt(++at)
    const hex = escaped === 'u' ? /^[0-9a-f]{4}/i.exec(text.slice(at + 1, at + 5))?.[0] : undefined
    found += hex === undefined ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(hex, 16))
    if (hex !== undefined) at += hex.length
  }
  return undefined
}

/** `data={…}, byteAuthorization=SHA256-RSA2048 appid=…`: as a log prints them. */
function inLine(text: string): PastedOrder | undefined {
  const byteAuthorization = /SHA256-RSA2048 +[^\s"'`，。]+/.exec(text)?.[0]
  // A name in quotes is of JSON: what is in it is an object, and not the text that was signed.
  const before = /(?<![\w.$"'])data\s*[:=]\s*(?=\{)/.exec(text)
  if (byteAuthorization === undefined || !before) return undefined
  const start = before.index + before[0].length
  const data = text.slice(start, objectEnd(text, start))
  return jsonIn(data)
    ? { data, byteAuthorization: byteAuthorization.replace(/(?<![,;)\]}])[,;)\]}]+$/, ''), form: 'log-line' }
    : undefined
}
