import { hash } from 'node:crypto'
import { type JsonValue, jsonIn } from '../../protocol/json/json.js'
import { ungarbled } from '../../protocol/languages/charsets.js'
import { javaDouble } from '../../protocol/languages/formats.js'
import { goFloat } from '../../protocol/languages/go-format.js'
import { COMPACT, JSON_WRITERS } from '../../protocol/languages/json-writers.js'
import { PRINTERS } from '../../protocol/languages/printers.js'
import { mapped } from '../../protocol/languages/reshaped.js'
import {
  htmlEscaped,
  htmlUnescaped,
  inLowerCase,
  OTHER_HTML_ESCAPES,
  phpUrlencode,
  rawUrlencode,
  WITHOUT_EMOJI
} from '../../protocol/languages/text-forms.js'
import { escapeUnicode, writeJson } from '../../protocol/languages/write-json.js'
import { type BodyMember, membersOf } from './body-members.js'
import type { MistakeCode } from './mistakes.js'
import type { Mutation } from './mutation.js'
import { attempt, fromRow } from './rows.js'

/** This many of the writers are the ones that most people use. */
const COMMON_WRITERS = 12
const COMMON_PRINTERS = 8

/** A body longer than this, in UTF-16 units, is not written again in every way: that takes seconds. */
const LONG = 262_144

/** Values of a body as the text that is signed for them. */
type Write = (value: JsonValue) => string

interface Writing {
  code: MistakeCode
  rarity: number
  key?: string
  write: Write
}

/** How serialisers of other languages name members. */
const KEY_STYLES: readonly (readonly [example: string, name: (key: string) => string])[] = [
  ['out_order_no', (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
  ['OutOrderNo', (key) => key.charAt(0).toUpperCase() + key.slice(1)],
  ['outOrderNo', (key) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())]
]

function renamed(value: JsonValue, name: (key: string) => string): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => renamed(item, name)) }
  if (value.kind !== 'object') return value
  return { ...value, members: value.members.map((one) => ({ key: name(one.key), value: renamed(one.value, name) })) }
}

/** Empty objects as empty lists, as PHP writes what it decoded to arrays, or the reverse. */
function emptied(value: JsonValue, kind: 'array' | 'object'): JsonValue {
  const { start, end } = value
  if (value.kind === 'array') {
    const isTurned = kind === 'object' && value.items.length === 0
    return isTurned
      ? { kind: 'object', members: [], start, end }
      : { ...value, items: value.items.map((item) => emptied(item, kind)) }
  }
  if (value.kind !== 'object') return value
  if (kind === 'array' && value.members.length === 0) return { kind: 'array', items: [], start, end }
  return { ...value, members: value.members.map((one) => ({ ...one, value: emptied(one.value, kind) })) }
}

const WRITINGS: readonly Writing[] = [
  ...JSON_WRITERS.map(([key, write], i): Writing => {
    return { code: 'body-reserialised', rarity: i < COMMON_WRITERS ? 1 : 3, key, write }
  }),
  { code: 'nulls-not-signed', rarity: 3, write: (value) => writeJson(without(value, isNull), COMPACT) },
  { code: 'empties-not-signed', rarity: 4, write: (value) => writeJson(without(value, isEmpty), COMPACT) },
  { code: 'empty-objects-as-lists', rarity: 2, write: (value) => writeJson(emptied(value, 'array'), COMPACT) },
  { code: 'empty-lists-as-objects', rarity: 4, write: (value) => writeJson(emptied(value, 'object'), COMPACT) },
  ...KEY_STYLES.map(
    ([key, name]): Writing => ({
      code: 'keys-in-other-style',
      rarity: 3,
      key,
      write: (value) => writeJson(renamed(value, name), COMPACT)
    })
  ),
  { code: 'numbers-as-texts', rarity: 3, write: (value) => writeJson(mapped(value, numberAsText), COMPACT) },
  {
    code: 'body-encoded-twice',
    rarity: 2,
    write: (value) => JSON.stringify(writeJson(value, COMPACT))
  },
  ...PRINTERS.map(([key, write], i): Writing => {
    return { code: 'body-printed', rarity: i < COMMON_PRINTERS ? 2 : 4, key, write }
  })
]

function isNull(value: JsonValue): boolean {
  return value.kind === 'null'
}

function isEmpty(value: JsonValue): boolean {
  if (value.kind === 'array') return value.items.length === 0
  return value.kind === 'object' ? value.members.length === 0 : value.kind === 'null' || value.text === ''
}

function numberAsText(value: JsonValue & { text: string }): JsonValue {
  return value.kind === 'number' ? { ...value, kind: 'string' } : value
}

function without(value: JsonValue, isLeftOut: (value: JsonValue) => boolean): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => without(item, isLeftOut)) }
  if (value.kind !== 'object') return value
  const members = value.members.filter((one) => !isLeftOut(one.value))
  return { ...value, members: members.map((one) => ({ ...one, value: without(one.value, isLeftOut) })) }
}

type Form = readonly [code: MistakeCode, rarity: number, rewrite: (text: string) => string, key?: string]

const md5 = (text: string) => hash('md5', text)

/** The whole body in another form. */
const FORMS: readonly Form[] = [
  ['spaces-stripped', 1, (text) => text.replaceAll(' ', '')],
  ['spaces-stripped', 2, (text) => text.replace(/\s+/g, '')],
  ['spaces-stripped', 3, (text) => text.replace(/[\r\n\t]+/g, '')],
  ['spaces-stripped', 3, (text) => text.replace(/[\r\n]+\s*/g, '')],
  ['spaces-stripped', 4, (text) => text.replace(/\s+/g, ' ')],
  ['body-trimmed', 1, (text) => text.trim()],
  ['body-trimmed', 2, (text) => text.trimEnd()],
  ['body-trimmed', 2, (text) => text.replace(/\r?\n$/, '')],
  ['body-left-out', 2, () => ''],
  ...['undefined', 'null', '{}', '[]', '[object Object]', 'Array', 'None', '""', '0'].map(
    (text): Form => ['body-not-filled-in', text === '[object Object]' || text === 'Array' ? 2 : 3, () => text, text]
  ),
  ['line-breaks-changed', 2, (text) => text.replaceAll('\r\n', '\n'), 'LF'],
  ['line-breaks-changed', 2, (text) => text.replace(/\r?\n/g, '\r\n'), 'CRLF'],
  ['line-breaks-changed', 4, (text) => text.replace(/\r?\n/g, '\\n'), '\\n'],
  ['body-encoded-twice', 2, (text) => JSON.stringify(text)],
  ['body-encoded-twice', 3, (text) => JSON.stringify(text).slice(1, -1)],
  ['body-encoded-twice', 3, (text) => JSON.stringify(text).replaceAll('/', '\\/')],
  ['backslashes-dropped', 2, (text) => text.replaceAll('\\', '')],
  ['backslashes-dropped', 3, (text) => text.replace(/\\(.)/gs, '$1')],
  ['backslashes-added', 3, (text) => text.replace(/['"\\]/g, '\\$&')],
  ['backslashes-added', 4, (text) => text.replaceAll('"', '\\"')],
  ['quotes-changed', 4, (text) => text.replaceAll('"', "'")],
  ['quotes-changed', 4, (text) => text.replaceAll('"', '')],
  ['slashes-escaped', 2, (text) => text.replace(/(?<!\\)\//g, '\\/')],
  ['slashes-not-escaped', 1, (text) => text.replaceAll('\\/', '/')],
  ['unicode-escaped', 2, escapeUnicode],
  ...WITHOUT_EMOJI.map((change): Form => ['emoji-changed', 2, change]),
  ['last-character-lost', 3, (text) => text.replace(/.$/su, '')],
  ['unicode-not-escaped', 1, unicodeUnescaped],
  ['html-escaped', 2, htmlEscaped],
  ['html-escaped', 2, (text) => htmlEscaped(text).replaceAll('&#39;', '&#039;')],
  ...OTHER_HTML_ESCAPES.map((write): Form => ['html-escaped', 4, write]),
  ['html-escaped', 3, (text) => text.replaceAll('"', '&quot;')],
  ['html-escaped', 3, (text) => text.replaceAll('&', '&amp;')],
  ['html-unescaped', 2, htmlUnescaped],
  ['html-unescaped', 3, (text) => text.replaceAll('&quot;', '"')],
  ['tags-stripped', 3, (text) => text.replace(/<[^>]*>?/g, '')],
  ['body-url-encoded', 2, encodeURIComponent, 'encodeURIComponent'],
  ['body-url-encoded', 2, rawUrlencode, 'rawurlencode'],
  ['body-url-encoded', 2, phpUrlencode, 'urlencode'],
  ['body-url-encoded', 3, (text) => new URLSearchParams([['', text]]).toString().slice(1), 'URLEncoder'],
  ['body-url-encoded', 3, encodeURI, 'encodeURI'],
  ['body-url-encoded', 4, (text) => rawUrlencode(text).replaceAll('%2F', '/'), 'quote'],
  ['body-url-encoded', 4, (text) => inLowerCase(rawUrlencode(text)), 'HttpUtility'],
  ['body-url-decoded', 2, decodeURIComponent],
  ['body-url-decoded', 3, (text) => decodeURIComponent(text.replaceAll('+', ' '))],
  ['body-as-form', 3, (text) => `data=${encodeURIComponent(text)}`, 'data='],
  ['body-as-form', 3, (text) => new URLSearchParams([['data', text]]).toString(), 'data='],
  ['body-as-form', 4, (text) => `data=${text}`, 'data='],
  ['body-wrapped', 3, (text) => `{"data":${JSON.stringify(text)}}`, '{"data":"…"}'],
  ['body-wrapped', 3, (text) => `{"data":${text}}`, '{"data":{…}}'],
  ['body-wrapped', 4, (text) => `[${text}]`, '[…]'],
  ['body-hash-signed', 3, md5, 'MD5'],
  ['body-hash-signed', 4, (text) => md5(text).toUpperCase(), 'MD5'],
  ['body-hash-signed', 3, (text) => hash('sha256', text), 'SHA-256'],
  ['body-hash-signed', 4, (text) => hash('sha256', text, 'base64'), 'SHA-256, Base64'],
  ['body-hash-signed', 4, (text) => hash('sha1', text), 'SHA-1'],
  ['body-in-base64', 3, (text) => Buffer.from(text).toString('base64')],
  ['body-in-other-case', 4, (text) => text.toLowerCase(), 'lower'],
  ['body-in-other-case', 4, (text) => text.toUpperCase(), 'upper'],
  ['body-garbled', 1, (text) => ungarbled(text)[0] ?? text],
  ['body-garbled', 2, (text) => ungarbled(text)[1] ?? text],
  ['body-normalised', 4, (text) => text.normalize('NFC'), 'NFC'],
  ['body-normalised', 4, (text) => text.normalize('NFD'), 'NFD']
]

/** What stands around the body. */
const ENDS: readonly Form[] = [
  ['newline-behind-body', 1, (text) => `${text}\n`, '\\n'],
  ['newline-behind-body', 2, (text) => `${text}\r\n`, '\\r\\n'],
  ['newline-behind-body', 3, (text) => `${text} `, ' '],
  ['newline-behind-body', 4, (text) => `${text}\0`, '\\0'],
  ['byte-order-mark-signed', 2, (text) => `\ufeff${text}`],
  ['body-in-quotes', 3, (text) => `"${text}"`, '"'],
  ['body-in-quotes', 4, (text) => `'${text}'`, "'"]
]

function unicodeUnescaped(text: string): string {
  return text.replace(/(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})/g, (all, before: string, hex: string) => {
    const unit = String.fromCharCode(Number.parseInt(hex, 16))
    return /[\p{Cc}"\\]/u.test(unit) ? all : before + unit
  })
}

/** Mistakes in the body: members of it, its JSON, its text. Gives way after each writer. */
export function* bodyMutations(body: string): Generator<void, Mutation[]> {
  const isShort = body.length <= LONG
  const found: Mutation[] = []
  // Where several writers come to the same text, the most frequent is told.
  const seen = new Set([md5(body)])
  const read = new Map<string, JsonValue | undefined>([[body, jsonIn(body)]])
  for (const { code, rarity, key, write } of isShort ? WRITINGS : WRITINGS.slice(0, COMMON_WRITERS)) {
    yield
    const again = rewriter(write, read)
    const text = again(body)
    if (seen.size === seen.add(md5(text)).size) continue
    const rewrite = (one: string) => (one === body ? text : again(one))
    found.push(fromRow([code, rarity, { write: rewrite }, key]))
  }
  for (const [code, rarity, change, key] of FORMS) {
    yield
    found.push(fromRow([code, rarity, { rewrite: (text) => attempt(change, text) }, key]))
  }
  for (const [code, rarity, close, key] of ENDS) found.push(fromRow([code, rarity, { close }, key]))
  return [...found, ...memberMutations(membersOf(body))]
}

/** In texts: what was read is kept, for the same text is written again in many combinations. */
const MOST_READ = 512

function rewriter(write: Write, read: Map<string, JsonValue | undefined>): (text: string) => string {
  return (text) => {
    if (!read.has(text)) {
      if (read.size > MOST_READ) read.clear()
      read.set(text, jsonIn(text))
    }
    const value = read.get(text)
    return value ? attempt(() => write(value), text) : text
  }
}

/** Members that hold money. */
const AMOUNT = /(?:amount|price|fee|discount)$/i

/** With more members than this, what happened to one of them is not combined with anything else. */
const MANY = 64

function memberMutations(members: readonly BodyMember[]): Mutation[] {
  const isMany = members.length > MANY
  return members.flatMap((one) =>
    rowsOf(one).map(([code, rarity, change]): Mutation => {
      const depth = one.path.split('.').length
      const mutation = fromRow([
        code,
        Math.min(4, depth > 1 ? rarity + 1 : rarity),
        { members: new Map([[one.path, change]]) },
        one.path
      ])
      return isMany ? { ...mutation, alone: true } : mutation
    })
  )
}

type MemberRow = readonly [code: MistakeCode, rarity: number, change: 'left-out' | ((source: string) => string)]

function rowsOf({ key, value, source }: BodyMember): MemberRow[] {
  const rows: MemberRow[] = [['member-not-signed', 2, 'left-out']]
  const to = (code: MistakeCode, rarity: number, text: string) => rows.push([code, rarity, () => text])
  switch (value.kind) {
    case 'number':
      to('member-signed-as-text', 2, `"${source}"`)
      if (/^-?\d+$/.test(source)) {
        if (AMOUNT.test(key)) for (const text of inYuan(source)) to('amount-in-other-unit', 2, text)
        to('number-as-float', 3, `${source}.0`)
      } else to('number-as-float', 3, String(Math.trunc(Number(source))))
      break
    case 'string':
      if (/^-?(?:0|[1-9]\d*)$/.test(value.text)) to('member-signed-as-number', 2, value.text)
      for (const text of asNumbers(value.text)) to('member-signed-as-number', 3, text)
      for (const text of urlForms(value.text)) to('member-url-encoded', 3, JSON.stringify(text))
      if (/^\s*[[{]/.test(value.text) && jsonIn(value.text)) to('member-signed-as-object', 2, value.text)
      if (value.text !== '') to('member-empty', 4, '""')
      if (value.text !== '') to('member-empty', 4, 'null')
      break
    case 'object':
    case 'array':
      to('member-signed-as-text', 2, JSON.stringify(source))
      to('member-empty', 4, value.kind === 'object' ? '{}' : '[]')
      to('member-empty', 4, 'null')
      break
    default:
      to('member-signed-as-text', 3, `"${source}"`)
  }
  return rows
}

/** As languages write a number that has lost leading zeros or digits above 2^53. */
function asNumbers(digits: string): string[] {
  if (!/^\d{1,64}$/.test(digits)) return []
  const number = Number(digits)
  const texts = [digits.replace(/^0+(?=\d)/, ''), String(number), goFloat(number), javaDouble(number)]
  return [...new Set(texts)].filter((text) => text !== digits)
}

/** An address as it was before or after URL encoding. */
function urlForms(text: string): string[] {
  if (!/^https?(?::|%3A)/i.test(text)) return []
  return [encodeURIComponent(text), attempt(decodeURIComponent, text)].filter((one) => one !== text)
}

/** As a language may write the yuan: 1, 1.0, 1.00, "1.00". */
function inYuan(fen: string): string[] {
  const yuan = Number(fen) / 100
  return [...new Set([String(yuan), yuan.toFixed(1), yuan.toFixed(2), `"${yuan.toFixed(2)}"`])]
}
