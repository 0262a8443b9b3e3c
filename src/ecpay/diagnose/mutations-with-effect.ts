import { javaBucket, javaTableSize } from '../../protocol/languages/formats.js'
import {
  htmlEscaped,
  jsEscape,
  OTHER_HTML_ESCAPES,
  phpUrlencode,
  pythonEscape,
  rawUrlencode,
  withoutNonAscii
} from '../../protocol/languages/text-forms.js'
import { escapeUnicode } from '../../protocol/languages/write-json.js'
import { mutate } from '../../protocol/search/mutation.js'
import { compareBytes } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import { byBytes, type Order, type Recipe, RIGHT, readParts, type Shown, stringToSign } from './steps.js'

interface Row {
  code: MistakeCode
  fix: Fix
  rarity: number
  change: Partial<Recipe>
  key?: string
  alone?: true
  /** Another mistake: where both make the same string, that one is named. */
  like?: Partial<Recipe>
}

const ALONE = { alone: true } as const

const raw = ({ part, shown }: Shown) => (part.isSalt ? shown : part.raw)

/** In place of the usual sort: JavaScript's `sort` with a comparison that gives NaN depends on how it sorts. */
const bySubtraction: Order = {
  ...byBytes,
  sort: (list) => [...list].sort((a, b) => Number(a.shown) - Number(b.shown))
}

/** PHP's SORT_NUMERIC: the number at the beginning of a text, otherwise 0; equal ones keep their order. */
const byNumber: Order = { compare: (a, b) => leadingNumber(a.shown) - leadingNumber(b.shown), takesSalt: true }

function leadingNumber(text: string): number {
  return Number(/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/i.exec(text)?.[0] ?? 0)
}

type Whole = [code: MistakeCode, rarity: number, whole: (text: string) => string, alone?: 'alone']

/** Encodings of the whole string, the likelier first. */
const WHOLE: Whole[] = [
  ['string-url-encoded', 4, encodeURI],
  ['string-url-encoded', 4, rawUrlencode, 'alone'],
  ['string-url-encoded', 4, quotePlus, 'alone'],
  ['string-url-encoded', 5, jsEscape, 'alone'],
  ['string-unicode-escaped', 4, escapeUnicode, 'alone'],
  ['string-unicode-escaped', 5, pythonEscape, 'alone'],
  ['string-html-escaped', 4, htmlEscaped, 'alone'],
  ...OTHER_HTML_ESCAPES.map((write): Whole => ['string-html-escaped', 5, write, 'alone']),
  ['non-ascii-dropped', 3, withoutNonAscii, 'alone']
]

/** Encodings of each text after the sort. */
const ENCODERS: [key: string, rarity: number, write: (text: string) => string, alone?: 'alone'][] = [
  ['URL', 3, encodeURIComponent, 'alone'],
  ['URL', 4, rawUrlencode, 'alone'],
  ['URL', 4, phpUrlencode, 'alone'],
  ['URL', 4, quotePlus, 'alone'],
  ['HTML', 4, htmlEscaped, 'alone']
]

/** The list as JSON, as PHP and Python write it. */
const LISTS: ((texts: readonly string[]) => string)[] = [
  (texts) => escapeUnicode(JSON.stringify(texts)).replaceAll('/', '\\/'),
  (texts) => JSON.stringify(texts).replaceAll('/', '\\/'),
  (texts) => `[${texts.map((text) => escapeUnicode(JSON.stringify(text))).join(', ')}]`,
  (texts) => `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`
]

const ROWS: readonly Row[] = [
  {
    code: 'sorted-before-trimming',
    fix: 'order',
    rarity: 3,
    change: { order: { ...byBytes, compare: (a, b) => compareBytes(raw(a), raw(b)) } }
  },
  { code: 'sorted-numerically', fix: 'order', rarity: 4, change: { order: byNumber }, alone: true },
  { code: 'sorted-numerically', fix: 'order', rarity: 5, change: { order: bySubtraction }, alone: true },
  ...WHOLE.map(
    ([code, rarity, whole, alone]): Row => ({ code, fix: 'whole', rarity, change: { whole }, ...(alone && ALONE) })
  ),
  ...ENCODERS.map(
    ([key, rarity, write, alone]): Row => ({
      code: 'encoded-after-sorting',
      key,
      fix: 'same-text',
      rarity,
      change: { join: (texts) => texts.map(write).join('&') },
      ...(alone && ALONE),
      like: { finish: write }
    })
  ),
  ...LISTS.map((join): Row => ({ code: 'list-as-text', fix: 'join', rarity: 4, change: { join }, ...ALONE }))
]

/** In UTF-16 units of all values. No call has a longer body. */
const LONGEST = 65_536

/**
 * Mistakes in the list and in the whole string that are looked for only where they make another string: in many bodies
 * they change nothing, or the same as another mistake.
 */
export function mutationsWithEffect({ members, salt }: Subject): Mutation[] {
  if (members.reduce((sum, { source }) => sum + source.length, 0) > LONGEST) return []
  const parts = readParts(members, RIGHT)
  const textOf = (change: Partial<Recipe>) => {
    const recipe = mutate(RIGHT, [{ change }])
    return stringToSign(change.finish ? readParts(members, recipe) : parts, recipe, salt)
  }
  const seen = new Set([textOf({})])
  return [...ROWS, ...inHashOrder(members.map(({ key }) => key))].flatMap(({ like, ...one }) => {
    const text = attempt(() => textOf(one.change))
    if (text === undefined || seen.size === seen.add(text).size) return []
    return like && textOf(like) === text ? [] : [one]
  })
}

/** The order of Java's `HashMap`, which has all members or only the signed ones, perhaps with `sign` and the SALT. */
function inHashOrder(keys: readonly string[]): Row[] {
  const signed = keys.filter((key) => !EXCLUDED_KEYS.includes(key)).length
  const sizes = new Set([signed, keys.length, keys.length + 1].map(javaTableSize))
  return [...sizes].map((size) => {
    const compare = (a: Shown, b: Shown) => javaBucket(a.part.key, size) - javaBucket(b.part.key, size)
    const order: Order = { compare, takesSalt: false }
    return { code: 'in-hash-order', fix: 'order', rarity: 2, change: { order }, like: { order: { takesSalt: false } } }
  })
}

/** Half of a pair of surrogates cannot be encoded. */
function attempt(text: () => string): string | undefined {
  try {
    return text()
  } catch {
    return undefined
  }
}

/** Python's `quote_plus` and Go's `url.QueryEscape`. */
function quotePlus(text: string): string {
  return rawUrlencode(text).replaceAll('%20', '+')
}
