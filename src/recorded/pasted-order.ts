import { type JsonValue, jsonIn, member } from '../protocol/json/json.js'
import { quoted } from './literal.js'
import { type HandedOrder, orderIn } from './order-in.js'
import { ESCAPED_OBJECT, fromEscapes, insideOf, objectEnd, objectsIn } from './unwrap.js'

/** What is handed to tt.requestOrder, as it was found in another text. */
export interface PastedOrder extends HandedOrder {
  /** Where it was: a form of `findings/wrappings.ts`. */
  form: string
}

/** In UTF-16 units: data is far shorter, and so is the line of a log that has it. */
const LONGEST = 1_048_576
/** How deep forms may be nested: the answer of a server in a line of a log. */
const DEEPEST = 3
const MARK = /byte(?:A|_a)uthorization/

/**
 * Finds data and byteAuthorization in what people paste: the answer of their server, a line of a log, the call of
 * tt.requestOrder in the code of the client. Only forms that keep data exactly are read.
 *
 * @returns nothing where they are not in it
 */
export function pastedOrder(text: string): PastedOrder | undefined {
  if (text.length > LONGEST || !MARK.test(text)) return undefined
  return inJson(text, DEEPEST, 'wrapped') ?? inCode(text) ?? inLine(text)
}

function hasBoth(value: JsonValue): boolean {
  if (value.kind !== 'object' || !member(value, 'data')) return false
  return ['byteAuthorization', 'byte_authorization'].some((key) => member(value, key))
}

function inJson(text: string, depth: number, form: string): PastedOrder | undefined {
  const value = jsonIn(text)
  if (depth === 0) return undefined
  if (value) return inValue(text, value, depth, form)
  const inside = [...objectsIn(text, (one) => MARK.test(one)), ...escapedIn(text)]
  return firstOf(inside, (one) => inJson(one, depth - 1, 'log-line'))
}

function inValue(text: string, value: JsonValue, depth: number, form: string): PastedOrder | undefined {
  if (value.kind === 'object' && hasBoth(value)) {
    const both = orderIn(text, value)
    return both && { ...both, form }
  }
  const inside = insideOf(text, value, hasBoth, DEEPEST).filter((one) => one !== text && MARK.test(one))
  return firstOf(inside, (one) => inJson(one, depth - 1, form))
}

function escapedIn(text: string): string[] {
  const start = text.search(ESCAPED_OBJECT)
  return start < 0 ? [] : fromEscapes(text.slice(start, text.lastIndexOf('}') + 1))
}

function firstOf<T>(texts: readonly string[], read: (text: string) => T | undefined): T | undefined {
  for (const text of texts) {
    const found = read(text)
    if (found !== undefined) return found
  }
  return undefined
}

/** `tt.requestOrder({ data: '…', byteAuthorization: '…' })`: of the last call, or where there is none, of the text. */
function inCode(text: string): PastedOrder | undefined {
  const call = Math.max(text.lastIndexOf('requestOrder('), text.lastIndexOf('createSignOrder('))
  return (call < 0 ? undefined : ofLiterals(text.slice(call))) ?? ofLiterals(text)
}

function ofLiterals(text: string): PastedOrder | undefined {
  const all = literalsIn(text)
  const authorization = all.find((one) => one.name !== 'data' && one.text.includes('=')) ?? objectBehindName(text)
  if (!authorization) return undefined
  const likely = all.filter((one) => one.name === 'data' && jsonIn(one.text) !== undefined)
  const data = nearest(likely, authorization.at)
  return data && { data: data.text, byteAuthorization: authorization.text, form: 'literal' }
}

/** An authorization that is an object in place of its text. */
function objectBehindName(text: string): Literal | undefined {
  const begin = /(?<![\w.$])["']?byte(?:A|_a)uthorization["']?\s*[:=]\s*(?=\{)/.exec(text)
  if (!begin) return undefined
  const start = begin.index + begin[0].length
  const object = text.slice(start, objectEnd(text, start))
  return jsonIn(object) && { name: begin[0], text: object, at: begin.index }
}

/** The last one before a place, or where there is none, the first behind it: another call has its own data. */
function nearest<T extends { at: number }>(all: readonly T[], place: number): T | undefined {
  return all.findLast(({ at }) => at < place) ?? all[0]
}

interface Literal {
  name: string
  text: string
  at: number
}

/** The string literals behind the two names, but in comments and in other literals. */
function literalsIn(text: string): Literal[] {
  const found: Literal[] = []
  const begins = /^[ \t]*\/\/.*|(?<![\w.$])["']?(data|byte(?:A|_a)uthorization)["']?\s*[:=]\s*(["'`])/gm
  for (let begin = begins.exec(text); begin; begin = begins.exec(text)) {
    const [, name, quote] = begin
    const literal =
      name === undefined || quote === undefined ? undefined : quoted(text, begins.lastIndex, quote, 'javascript')
    if (name === undefined || !literal) continue
    found.push({ name, text: literal.text, at: begin.index })
    begins.lastIndex = literal.end
  }
  return found
}

/** `data={…}, byteAuthorization=SHA256-RSA2048 appid=…`: as a log prints them. */
function inLine(text: string): PastedOrder | undefined {
  const authorization = /SHA256-RSA2048[^\r\n]*/.exec(text)
  if (!authorization) return undefined
  // A name in quotes is of JSON: what is in it is an object, and not the text that was signed.
  const objects = [...text.matchAll(/(?<![\w.$"'])data\s*[:=]\s*(?=\{)/g)]
  const before = nearest(
    objects.map((one) => ({ at: one.index, start: one.index + one[0].length })),
    authorization.index
  )
  if (!before) return undefined
  const data = text.slice(before.start, objectEnd(text, before.start))
  if (jsonIn(data) === undefined) return undefined
  return { data, byteAuthorization: authorizationIn(authorization[0]), form: 'log-line' }
}

const SCHEME = 'SHA256-RSA2048'
/** The items of an authorization, each with its value: in quotes, also escaped ones, or without. */
const ITEMS = ['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'].map(
  (name) => new RegExp(`(?<!\\w)${name} ?[=:] ?(?:\\\\?"[^"]*"|'[^']*'|[^\\s"'\`,;，。)\\]}]*)`)
)

/** The authorization at the beginning of the rest of a line: it ends with its last item, if it has every one. */
function authorizationIn(line: string): string {
  const [rest = ''] = line.slice(SCHEME.length).split(/SHA256-RSA2048|\{|(?<!\w)data\s?[:=]/)
  const ends = ITEMS.map((item) => {
    const found = item.exec(rest)
    return found ? found.index + found[0].length : Number.POSITIVE_INFINITY
  })
  const end = Math.max(...ends)
  if (end <= rest.length) return SCHEME + rest.slice(0, end)
  const [bare = ''] = /[=:] ?\\?["']/.test(rest) ? [rest] : rest.split(/["'`，。]/)
  return SCHEME + bare.replace(/(?<![\s,;)\]}])[\s,;)\]}]+$/, '')
}
