import { type JsonValue, readJson } from '../json/json.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import type { Member, Recipe } from './steps.js'
import { htmlEscaped, htmlUnescaped } from './texts.js'
import { escapeUnicode, type JsonStyle, writeJson } from './write-json.js'

interface Rewriting {
  code: MistakeCode
  fix: Fix
  rarity: number
  /** Whether it is done to all values at the end, not at the beginning. */
  isLast: boolean
  /** Nothing where it cannot be done to this value. */
  rewrite: (text: string, json: JsonValue | undefined) => string | undefined
}

type TextRow = [code: MistakeCode, rarity: number, rewrite: (text: string) => string]

/** What is done in the loop that signs, to each text when it is ready. */
const ENCODERS: TextRow[] = [
  ['url-encoded', 2, encodeURIComponent],
  ['url-encoded-as-form', 3, formEncoded],
  ['url-encoded-twice', 4, (text) => encodeURIComponent(encodeURIComponent(text))],
  ['html-escaped', 3, htmlEscaped],
  ['unicode-escaped', 3, escapeUnicode],
  ['json-escaped', 4, (text) => JSON.stringify(text).slice(1, -1)],
  ['slashes-escaped', 4, (text) => text.replaceAll('/', '\\/')]
]

/** What happened to the value before it was signed. */
const TEXTS: TextRow[] = [
  ['url-decoded', 2, decodeURIComponent],
  ['url-decoded-as-form', 3, (text) => decodeURIComponent(text.replaceAll('+', ' '))],
  ['url-decoded-twice', 4, (text) => decodeURIComponent(decodeURIComponent(text))],
  ['html-unescaped', 4, htmlUnescaped],
  ['normalized-nfc', 4, (text) => text.normalize('NFC')],
  ['normalized-nfd', 4, (text) => text.normalize('NFD')],
  ['crlf-to-lf', 3, (text) => text.replaceAll('\r\n', '\n')],
  ['lf-to-crlf', 3, (text) => text.replace(/\r?\n/g, '\r\n')]
]

const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }

/** Writers of nested values, and of values that are JSON in a string. */
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
  ['json-indented', 4, { ...COMPACT, colon: ': ', indent: 2 }]
]

const textRow =
  (isLast: boolean) =>
  ([code, rarity, change]: TextRow): Rewriting => ({
    code,
    fix: 'same-text',
    rarity,
    isLast,
    rewrite: (text) => change(text)
  })

const REWRITINGS: Rewriting[] = [
  ...ENCODERS.map(textRow(true)),
  ...TEXTS.map(textRow(false)),
  ...WRITERS.map(
    ([code, rarity, style]): Rewriting => ({
      code,
      fix: 'nested',
      rarity,
      isLast: false,
      rewrite: (_, json) => json && writeJson(json, style)
    })
  )
]

/** Values that were signed in another form than they were sent: one of them, or all that the change touches. */
export function textMutations({ members }: Subject): Mutation[] {
  const signed = members.filter(({ key }) => !EXCLUDED_KEYS.includes(key)).map(asRead)
  return REWRITINGS.flatMap((rewriting) => {
    const forms = signed.flatMap(({ key, text, json }) => {
      const form = attempt(rewriting, text, json)
      return form === undefined || form === text ? [] : [{ key, form }]
    })
    const { code, fix, rarity } = rewriting
    const each = forms.map(
      ({ key, form }): Mutation => ({
        code,
        key,
        fix,
        rarity: forms.length > 1 ? rarity + 1 : rarity,
        change: { members: new Map([[key, () => form]]) }
      })
    )
    const change: Partial<Recipe> = rewriting.isLast
      ? { finish: (text) => attempt(rewriting, text, undefined) ?? text }
      : { rewrite: everywhere(rewriting) }
    return forms.length < 2 ? each : [{ code, fix, rarity, change }, ...each]
  })
}

/** A change of every value it can be done to, also in the form that another mistake gave it. */
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
    return undefined // a lone % is nothing to decode
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
