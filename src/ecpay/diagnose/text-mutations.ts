import { isUtf8 } from 'node:buffer'
import { type JsonValue, readJson } from '../../protocol/json/json.js'
import { ungarbled } from '../../protocol/languages/charsets.js'
import { goBytes, inHashOrder, pythonBytes, pythonText } from '../../protocol/languages/formats.js'
import { jsonColumn } from '../../protocol/languages/json-writers.js'
import { PRINTERS } from '../../protocol/languages/printers.js'
import {
  addSlashes,
  htmlEscaped,
  htmlUnescaped,
  inLowerCase,
  jsEscape,
  OTHER_HTML_ESCAPES,
  phpUrlencode,
  rawUrlencode,
  WITHOUT_EMOJI,
  withoutNonAscii
} from '../../protocol/languages/text-forms.js'
import { escapeUnicode, escapeUnit, type JsonStyle, writeJson } from '../../protocol/languages/write-json.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import type { Member, Recipe } from './steps.js'

interface Rewriting {
  code: MistakeCode
  fix: Fix
  rarity: number
  /** Whether it is applied to all values last, not first. */
  isLast: boolean
  /** Whether it is tried only on all values at once. */
  together: boolean
  /** Another rewriting: a value that both make the same does not tell them apart. */
  like?: (text: string) => string
  /** Nothing if it does not apply to this value. */
  rewrite: (text: string, json: JsonValue | undefined) => string | undefined
}

/** With `together`, it is tried only on all values at once, because there are many variants. */
type TextRow = [code: MistakeCode, rarity: number, rewrite: (text: string) => string, together?: 'together']

/** Encodings that signing code applies to each finished text. */
const ENCODERS: TextRow[] = [
  ['url-encoded', 2, encodeURIComponent],
  ['url-encoded', 2, rawUrlencode, 'together'],
  ['url-encoded', 4, (text) => inLowerCase(rawUrlencode(text)), 'together'],
  ['url-encoded-but-slashes', 3, (text) => rawUrlencode(text).replaceAll('%2F', '/')],
  ['url-encoded-as-address', 3, encodeURI],
  ['url-encoded-as-form', 3, formEncoded],
  ['url-encoded-as-form', 3, phpUrlencode, 'together'],
  ['url-encoded-as-form', 4, (text) => rawUrlencode(text).replaceAll('%20', '+'), 'together'],
  ['url-encoded-as-form', 4, (text) => inLowerCase(formEncoded(text)), 'together'],
  ['url-encoded-twice', 4, (text) => encodeURIComponent(encodeURIComponent(text))],
  ['url-encoded', 5, jsEscape, 'together'],
  ['html-escaped', 3, htmlEscaped],
  ...OTHER_HTML_ESCAPES.map((write): TextRow => ['html-escaped', 4, write, 'together']),
  ['tags-stripped', 4, (text) => text.replace(/<[^>]*>?/g, ''), 'together'],
  ['unicode-escaped', 3, escapeUnicode],
  ['unicode-escaped', 4, (text) => upperEscapes(escapeUnicode(text)), 'together'],
  ['json-escaped', 4, (text) => JSON.stringify(text).slice(1, -1)],
  ['json-escaped', 4, (text) => escapeUnicode(JSON.stringify(text).slice(1, -1)).replaceAll('/', '\\/'), 'together'],
  [
    'json-escaped',
    4,
    (text) =>
      JSON.stringify(text)
        .slice(1, -1)
        .replace(/[<>&=']/g, escapeUnit),
    'together'
  ],
  ['value-as-json', 4, (text) => JSON.stringify(text), 'together'],
  ['value-in-base64', 4, (text) => Buffer.from(text).toString('base64')],
  ['slashes-escaped', 4, (text) => text.replaceAll('/', '\\/')],
  ['spaces-removed', 3, (text) => text.replace(/\s+/g, ''), 'together'],
  ['non-ascii-dropped', 4, withoutNonAscii, 'together'],
  ['value-in-lower-case', 4, (text) => text.toLowerCase(), 'together'],
  ['value-in-upper-case', 4, (text) => text.toUpperCase(), 'together'],
  ['bytes-as-text', 3, pythonBytes, 'together'],
  ['bytes-as-text', 4, goBytes, 'together']
]

/** The same as another encoding for many texts: looked for only where a value tells them apart. */
const LIKE_OTHERS: [row: TextRow, like: (text: string) => string][] = [
  [['slashes-added', 3, addSlashes], (text) => JSON.stringify(text).slice(1, -1)],
  [['spaces-as-plus', 3, (text) => text.replaceAll(' ', '+'), 'together'], formEncoded]
]

/** Strings as in JSON, with quotes: Gson's JsonElement, json.Marshal. */
const AS_JSON: [rarity: number, write: (text: string) => string][] = [
  [2, (text) => JSON.stringify(text)],
  [3, (text) => JSON.stringify(text).replace(/[<>&]/g, escapeUnit)],
  [4, (text) => JSON.stringify(text).replace(/[<>&='\u2028\u2029]/g, escapeUnit)],
  [3, (text) => escapeUnicode(JSON.stringify(text))],
  [3, (text) => escapeUnicode(JSON.stringify(text)).replaceAll('/', '\\/')]
]

/** Changes of a value before it was signed. */
const TEXTS: TextRow[] = [
  ['url-decoded', 2, decodeURIComponent],
  ['url-decoded-as-form', 3, (text) => decodeURIComponent(text.replaceAll('+', ' '))],
  ['url-decoded-twice', 4, (text) => decodeURIComponent(decodeURIComponent(text))],
  ['html-unescaped', 4, htmlUnescaped],
  ['body-garbled', 1, (text) => ungarbled(text)[0] ?? text],
  ['body-garbled', 2, (text) => ungarbled(text)[1] ?? text],
  ['normalized-nfc', 4, (text) => text.normalize('NFC')],
  ['normalized-nfd', 4, (text) => text.normalize('NFD')],
  ['normalized-nfkc', 4, (text) => text.normalize('NFKC')],
  ['value-out-of-base64', 4, fromBase64],
  ...WITHOUT_EMOJI.map((change): TextRow => ['emoji-changed', 2, change]),
  ['crlf-to-lf', 3, (text) => text.replaceAll('\r\n', '\n')],
  ['lf-to-crlf', 3, (text) => text.replace(/\r?\n/g, '\r\n')]
]

const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }

/** Writers of nested values and of values that are JSON text. */
const WRITERS: [code: MistakeCode, rarity: number, style: JsonStyle][] = [
  ['json-compact', 2, COMPACT],
  ['json-spaced', 2, SPACED],
  ['json-spaced-ascii', 2, { ...SPACED, ascii: true }],
  ['json-ascii', 3, { ...COMPACT, ascii: true }],
  ['json-php', 2, { ...COMPACT, ascii: true, slashes: true }],
  ['json-slashes', 3, { ...COMPACT, slashes: true }],
  ['json-html', 3, { ...COMPACT, html: true }],
  ['json-sorted', 3, { ...COMPACT, sorted: true }],
  ['json-go-map', 3, { ...COMPACT, sorted: true, html: true, doubles: true }],
  ['json-doubles', 4, { ...COMPACT, doubles: true }],
  ['json-sorted', 3, { ...SPACED, sorted: true }],
  ['json-sorted', 4, { ...SPACED, sorted: true, ascii: true }],
  ['json-indented', 4, { ...COMPACT, colon: ': ', indent: 2 }],
  ['json-indented', 4, { ...COMPACT, colon: ': ', indent: 4 }],
  ['json-indented', 4, { ...COMPACT, colon: ': ', indent: 2, lineBreak: '\r\n' }]
]

const textRow =
  (isLast: boolean) =>
  ([code, rarity, change, together]: TextRow): Rewriting => ({
    code,
    fix: code === 'body-garbled' ? 'sent-text' : 'same-text',
    rarity,
    isLast,
    together: together !== undefined,
    rewrite: (text) => change(text)
  })

/** JSON in the order of the hash table of Java's map, and of a column. */
const OTHER_ORDERS: [code: MistakeCode, rarity: number, write: (json: JsonValue) => string][] = [
  ['json-hash-map', 3, (json) => writeJson(inHashOrder(json), COMPACT)],
  ['json-column', 4, jsonColumn]
]

const REWRITINGS: Rewriting[] = [
  ...ENCODERS.map(textRow(true)),
  ...LIKE_OTHERS.map(([row, like]): Rewriting => ({ ...textRow(true)(row), like })),
  ...TEXTS.map(textRow(false)),
  ...PRINTERS.map(
    ([, print]): Rewriting => ({
      code: 'json-text-as-printed',
      fix: 'same-text',
      rarity: 3,
      isLast: false,
      together: false,
      // A nested value is not JSON text: the mistakes `nested-as-…` are about it.
      rewrite: (text, json) => (json && jsonIn(text) ? print(json) : undefined)
    })
  ),
  ...OTHER_ORDERS.map(
    ([code, rarity, write]): Rewriting => ({
      code,
      fix: 'nested',
      rarity,
      isLast: false,
      together: false,
      rewrite: (_, json) => json && write(json)
    })
  ),
  ...WRITERS.map(
    ([code, rarity, style]): Rewriting => ({
      code,
      fix: 'nested',
      rarity,
      isLast: false,
      together: false,
      rewrite: (_, json) => json && writeJson(json, style)
    })
  )
]

/** In UTF-16 units. A value with longer JSON is not changed; no field of a call is that long. */
const LONGEST = 65_536

/** The UTF-16 units between two checks of clock and signal: a few milliseconds. Each value also counts as some. */
const STRIDE = 65_536
const EACH = 64
/** Making a mutation for each of this many forms takes a millisecond or two. */
const MANY_FORMS = 500

/**
 * Mutations that sign values in another form than sent: a single one, or all to which the change applies. Yields after
 * every few values.
 */
export function* textMutations({ members }: Subject): Generator<void, Mutation[]> {
  const signed = members.filter(({ key, source }) => !EXCLUDED_KEYS.includes(key) && source.length <= LONGEST)
  const values: ReturnType<typeof asRead>[] = []
  const found: Mutation[] = []
  let work = 0
  for (const member of signed) {
    values.push(asRead(member))
    work += EACH + member.source.length
    if (work < STRIDE) continue
    work = 0
    yield
  }
  for (const rewriting of REWRITINGS) {
    const forms: Form[] = []
    let isOtherThere = false
    for (const { key, text, json } of values) {
      const form = attempt(rewriting, text, json)
      if (form !== undefined && form !== text) {
        const isOther = rewriting.like?.(text) !== form
        isOtherThere ||= isOther
        forms.push({ key, form, isOther })
      }
      // For a change of all values at once, it is enough that it changes one.
      if (rewriting.together && isOtherThere) break
      work += EACH + text.length
      if (work < STRIDE) continue
      work = 0
      yield
    }
    for (const one of mutationsOf(rewriting, forms)) found.push(one)
    if (forms.length > MANY_FORMS) yield
  }
  return [...found, ...encodedAgain(values), ...asJson(members)]
}

/** A value in another form, and whether it is another one than {@link Rewriting.like} gives. */
interface Form {
  key: string
  form: string
  isOther: boolean
}

function mutationsOf(rewriting: Rewriting, forms: readonly Form[]): Mutation[] {
  const { code, fix, rarity } = rewriting
  const others = forms.filter(({ isOther }) => isOther)
  if (others.length === 0) return []
  const each = others.map(
    ({ key, form }): Mutation => ({
      code,
      key,
      fix,
      rarity: forms.length > 1 ? rarity + 2 : rarity,
      change: { members: new Map([[key, () => form]]) }
    })
  )
  const change: Partial<Recipe> = rewriting.isLast
    ? { finish: (text) => attempt(rewriting, text, undefined) ?? text }
    : { rewrite: everywhere(rewriting) }
  const all: Mutation = { code, fix, rarity, change }
  if (rewriting.together) return forms.length > 0 ? [all] : []
  return forms.length < 2 ? each : [all, ...each]
}

/** Mutations that encode a JSON text once more. Of its two pairs of quotes, one is taken off as the rule says. */
function encodedAgain(values: readonly ReturnType<typeof asRead>[]): Mutation[] {
  return values.flatMap(({ key, text, json }): Mutation[] => {
    if (!json || jsonIn(text) === undefined) return []
    const twice = `"${JSON.stringify(text)}"`
    return [
      { code: 'value-as-json', key, fix: 'same-text', rarity: 4, change: { members: new Map([[key, () => twice]]) } }
    ]
  })
}

/** Mutations that sign all strings with their quotes, with or without the empty ones. */
function asJson(members: readonly Member[]): Mutation[] {
  if (!members.some(({ value }) => value.kind === 'string')) return []
  return [...OTHER_PRINTS, ...inJson()]
}

/** Strings as Python's repr and SQL write them, and as a verb for numbers of Go's Sprintf prints them. */
const OTHER_PRINTS: readonly Mutation[] = [
  ['values-in-single-quotes', 'same-text', pythonText] as const,
  ['go-verb-printed', 'numbers', (text: string) => `%!d(string=${text})`] as const
].map(
  ([code, fix, print]): Mutation => ({
    code,
    fix,
    rarity: 4,
    change: { finish: (text, value) => (value.kind === 'string' && text !== '' ? print(text) : text) }
  })
)

function inJson(): Mutation[] {
  return AS_JSON.flatMap(([rarity, write]) =>
    [true, false].map((keepsEmpty): Mutation => {
      const quote = (text: string) => (text === '' && !keepsEmpty ? text : write(text))
      return {
        code: 'values-as-json',
        fix: 'same-text',
        rarity: keepsEmpty ? rarity : rarity + 1,
        change: { finish: (text, value) => (value.kind === 'string' ? quote(text) : text) }
      }
    })
  )
}

/** A change of every value to which it applies, also after another mistake has changed it. */
function everywhere(rewriting: Rewriting): (text: string, value: JsonValue) => string {
  const read = new Map<string, JsonValue | undefined>()
  return (text, value) => {
    if (!read.has(text)) read.set(text, value.kind === 'string' ? jsonIn(text) : container(value))
    return attempt(rewriting, text, read.get(text)) ?? text
  }
}

function asRead({ key, value, source }: Member): { key: string; text: string; json: JsonValue | undefined } {
  if (value.kind === 'string') return { key, text: value.text, json: jsonIn(value.text) }
  return 'text' in value ? { key, text: value.text, json: undefined } : { key, text: source, json: value }
}

function container(value: JsonValue): JsonValue | undefined {
  return value.kind === 'object' || value.kind === 'array' ? value : undefined
}

function jsonIn(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}

function attempt({ rewrite }: Rewriting, text: string, json: JsonValue | undefined): string | undefined {
  try {
    return rewrite(text, json)
  } catch {
    return undefined // A lone % cannot be decoded.
  }
}

function upperEscapes(text: string): string {
  return text.replace(/\\u[0-9a-f]{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`)
}

/** The text in Base64 with at least this many letters; a shorter one may be any word. */
const SHORTEST_BASE64 = 12

function fromBase64(text: string): string {
  if (text.length < SHORTEST_BASE64 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+=*$/.test(text)) return text
  const bytes = Buffer.from(text, 'base64')
  return isUtf8(bytes) ? bytes.toString() : text
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
