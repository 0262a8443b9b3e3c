import { EcpayError, type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { type JsonObject, type JsonValue, jsonIn, member, memberText, readJson } from '../../protocol/json/json.js'
import { printedText } from '../../protocol/printed-bytes.js'
import { byteLists, fromCsv, fromHexBytes, fromHtml } from '../../recorded/escapings.js'
import {
  fieldsAt,
  type LiteralMembers,
  literalAt,
  quotedObjects,
  readBytesLiteral,
  readLiteral,
  readTextLiteral
} from '../../recorded/literal.js'
import { kindOf } from '../../recorded/recorded.js'
import {
  attempt,
  ESCAPED_OBJECT,
  formDecoded,
  fromBase64,
  fromBrokenLines,
  fromCopiedLines,
  fromEscapes,
  fromPercents,
  fromPrinted,
  objectsIn,
  present
} from '../../recorded/unwrap.js'
import { readExchange } from '../diagnose/exchange-findings.js'
import { notRaw } from './not-raw.js'

/** The signed members of an envelope, and its signature. */
const MEMBERS = ['timestamp', 'nonce', 'msg', 'msg_signature']
const FORM_KEYS = [...MEMBERS, 'type']

/** How deep forms may be nested: a log line with a JSON text with the callback. */
const DEEPEST = 3

/**
 * Finds the callback in what people paste: a log line, a form, a JSON text in JSON, the output of a debugger. Only
 * forms that keep the original exactly are read; the signature then shows whether they did.
 *
 * @returns the text of the envelope, and a warning with the form in which it was found, if it was not alone
 * @throws EcpayError `callback-not-raw` for a form that has lost the original, `callback-of-trade-system`, and
 *   `not-a-callback` for a request, an answer, or only msg
 */
export function callbackText(text: string): { text: string; warnings: Finding[] } {
  const value = jsonIn(text)
  if (isEnvelope(value)) return { text, warnings: [] }
  const found = unwrapped(text, value, 0)
  if (found) return { text: found.text, warnings: found.forms.map((form) => finding('callback-unwrapped', { form })) }
  const other = value?.kind === 'object' ? notACallback(value) : undefined
  if (other) throw refuseAll([other])
  const form = value ? undefined : (notRaw(text) ?? (isCutOff(text) ? 'cut-off' : undefined))
  if (form) throw refuse('callback-not-raw', { form })
  return { text, warnings: [] }
}

/** Whether the callback is cut off at its end, as in a log with a limit for lines. */
function isCutOff(text: string): boolean {
  if (!/^\s*\{\s*"(?:timestamp|nonce|msg|type|msg_signature)"/.test(text) || !text.includes('"msg"')) return false
  try {
    readJson(text)
    return false
  } catch (error) {
    return error instanceof EcpayError && error.findings.some((one) => 'found' in one && one.found === '')
  }
}

function isEnvelope(value: JsonValue | undefined): boolean {
  if (value?.kind !== 'object') return false
  const there = MEMBERS.filter((key) => member(value, key))
  return there.length >= 3 || (there.length === 2 && there.includes('msg_signature'))
}

/** The finding for JSON that is not a callback of this system. */
function notACallback(object: JsonObject): Finding | undefined {
  const has = (...keys: string[]) => keys.every((key) => member(object, key))
  const version = memberText(object, 'version')
  if (version !== undefined && has('msg') && !has('msg_signature'))
    return finding('callback-of-trade-system', { version })
  if (has('sign') || (has('app_id') && !has('msg'))) return finding('not-a-callback', { kind: 'request' })
  if (has('err_no') || has('err_code')) return finding('not-a-callback', { kind: 'answer' })
  const isMessage =
    has('appid') && ['cp_orderno', 'cp_refundno', 'cp_settle_no', 'out_order_id', 'status'].some((key) => has(key))
  return isMessage ? finding('not-a-callback', { kind: 'msg' }) : undefined
}

interface Unwrapped {
  text: string
  forms: string[]
}

type Reader = (text: string, value: JsonValue | undefined) => string[]

/** The forms, each with a reader that returns texts that may be the callback. */
const READERS: readonly [form: string, Reader][] = [
  ['printed-bytes', (text) => present(printedText(text))],
  ['wrapped', (text, value) => (value && value.kind !== 'string' ? held(text, value, DEEPEST) : [])],
  ['json-text', (_, value) => (value?.kind === 'string' ? [value.text] : [])],
  ['request', (text, value) => (value === undefined ? recorded(text) : [])],
  ['multipart', (text) => multipart(text)],
  ['python-bytes', (text) => present(readBytesLiteral(text.trim()))],
  ['literal', (text) => literal(text.trim())],
  ['url-encoded', fromPercents],
  ['form', (text) => form(text.trim())],
  ['base64', fromBase64],
  ['escaped', fromEscapes],
  ['html', (text, value) => (value ? [] : fromHtml(text))],
  ['hex-bytes', (text, value) => (value ? [] : fromHexBytes(text))],
  ['csv', (text, value) => (value ? [] : fromCsv(text))],
  ['copied', (text) => (text.includes('msg_signature') ? fromCopiedLines(text) : [])],
  ['log-line', (text) => inLog(text)],
  ['broken-lines', fromBrokenLines]
]

function unwrapped(text: string, value: JsonValue | undefined, depth: number): Unwrapped | undefined {
  if (depth > DEEPEST) return undefined
  for (const [form, read] of READERS) {
    const several = form === 'log-line' && value !== undefined ? [] : read(text, value)
    const found = several.flatMap((one): Unwrapped[] => {
      const inner = jsonIn(one)
      if (isEnvelope(inner)) return [{ text: one, forms: [form] }]
      const deeper = one === text ? undefined : unwrapped(one, inner, depth + 1)
      return deeper ? [{ text: deeper.text, forms: [form, ...deeper.forms] }] : []
    })
    const texts = new Set(found.map((one) => one.text))
    if (texts.size > 1 && form !== 'broken-lines') throw refuse('callback-not-raw', { form: 'several' })
    if (found[0]) return found[0]
  }
  return undefined
}

/** The body of a request in any known form: curl, HTTP, PowerShell. */
function recorded(text: string): string[] {
  const kind = kindOf(text)
  if (kind === undefined || kind === 'body' || kind === 'callback') return []
  return attempt(() => readExchange(text, kind, 'callback').body)
}

/** The objects and texts inside a value that have a signature, the outermost first. */
function held(text: string, value: JsonValue, depth: number): string[] {
  if (value.kind === 'string') return value.text.includes('msg_signature') ? [value.text] : fromBase64(value.text)
  if (depth === 0 || (value.kind !== 'object' && value.kind !== 'array')) return []
  const items = value.kind === 'array' ? value.items : value.members.map((one) => one.value)
  return items.flatMap((one) => {
    const source = text.slice(one.start, one.end)
    return isEnvelope(one) ? [source] : (fromPrinted(source, one) ?? held(text, one, depth - 1))
  })
}

function written(members: readonly (readonly [string, { text: string; isText: boolean }])[]): string {
  const texts = members.map(
    ([key, { text, isText }]) => `${JSON.stringify(key)}:${isText ? JSON.stringify(text) : literalOf(text)}`
  )
  return `{${texts.join(',')}}`
}

/** The JSON literal for a number or word of a programming language; null if there is none. */
function literalOf(text: string): string {
  const words: Record<string, string> = { True: 'true', False: 'false', true: 'true', false: 'false' }
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? text : (words[text] ?? 'null')
}

function literal(text: string): string[] {
  if (text.includes('more characters')) return []
  const members = readLiteral(text)
  if (members) return members.length > 0 ? [written(members)] : []
  return [...fieldsIn(text).map(written), ...present(readTextLiteral(text))]
}

/** The first field of an object of Python; those of Java are behind a brace. */
const FIELD = new RegExp(String.raw`(?<![\w{&?,.]|, )(?:${FORM_KEYS.join('|')})=(?=['"\d])`, 'g')

/** Each `Notify(timestamp='1', msg='{…}')` and `timestamp='1' msg='{…}'` that has msg and its signature. */
function fieldsIn(text: string): LiteralMembers[] {
  const found: LiteralMembers[] = []
  FIELD.lastIndex = 0
  for (let begin = FIELD.exec(text); begin; begin = FIELD.exec(text)) {
    const { members, end } = fieldsAt(text, begin.index)
    if (['msg', 'msg_signature'].every((name) => members.some(([key]) => key === name))) found.push(members)
    FIELD.lastIndex = Math.max(end, begin.index + 1)
  }
  return found
}

/** `timestamp=…&nonce=…&msg=…`, percent-encoded or plain, as in a log. */
function form(text: string): string[] {
  if (!/^(?:\S*\?)?\w+=/.test(text)) return []
  if (!/(?:^|[&?])msg=/.test(text) || !/(?:^|[&?])msg_signature=/.test(text)) return []
  const raw = text.replace(/^\S*\?/, '').split(new RegExp(`&(?=(?:${FORM_KEYS.join('|')})=)`))
  const isEncoded = !/(?:^|&)msg=\s*[{[]/.test(text)
  return attempt(() => {
    const pairs = isEncoded ? raw.flatMap((one) => one.split('&')) : raw
    const members = pairs.map((pair) => {
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1)
      return [pair.slice(0, at), { text: isEncoded ? formDecoded(value) : value, isText: true }] as const
    })
    return written(members)
  })
}

function multipart(text: string): string[] {
  if (!/^--/.test(text.trimStart()) || !text.includes('name="msg_signature"')) return []
  const parts = [...text.matchAll(/;\s*name="([^"]+)"[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n([\s\S]*?)\r?\n--/g)]
  return [written(parts.map(([, key = '', value = '']) => [key, { text: value, isText: true }] as const))]
}

/** The beginning of a literal with a field of a callback as its first one. */
const LITERAL = new RegExp(String.raw`(?:\{\s*|array\s*\(\s*)[ub]?['":]?(?:${FORM_KEYS.join('|')})\b`, 'g')

/** Texts in a line that has something before or after them. */
function inLog(text: string): string[] {
  const json = objectsIn(text, (one) => one.includes('msg_signature'))
  if (json.length > 0) return json
  const last = text.lastIndexOf('}')
  const from = (mark: RegExp | number, end: number) => {
    const start = typeof mark === 'number' ? mark : text.search(mark)
    return start >= 0 && end > start && (start > 0 || end < text.trimEnd().length) ? [text.slice(start, end)] : []
  }
  const literals = [...text.matchAll(LITERAL)].flatMap(({ index }) => {
    const end = literalAt(text, index)?.end ?? 0
    return text.slice(index, end).includes('msg_signature') ? from(index, end) : []
  })
  const quote = /b(['"])\{/.exec(text)?.[1]
  const formLine = /(?:^|[\s:?"'[(])((?:timestamp|nonce|msg|type|msg_signature)=\S+)/.exec(text)?.[1]
  return [
    ...from(ESCAPED_OBJECT, last + 1),
    ...(quote === undefined ? [] : from(/b['"]\{/, text.lastIndexOf(quote) + 1)),
    ...literals,
    ...byteLists(text),
    ...quotedObjects(text).filter((one) => one.includes('msg_signature') && one.length < text.trim().length),
    ...(formLine === undefined || formLine.length === text.trim().length ? [] : [formLine])
  ]
}
