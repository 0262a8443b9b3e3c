import type { JsonValue } from '../../protocol/json/json.js'
import {
  CSHARP_TYPES,
  goFormatUnsorted,
  goStruct,
  goStructWithNames,
  inHashOrder,
  javaDouble,
  javaFormat,
  jsFormat,
  lombokFormat,
  phpFloat,
  phpFormat,
  pythonFloat,
  pythonFormat,
  trimAsJava,
  trimmer
} from '../../protocol/languages/formats.js'
import { goFloat, goFormat } from '../../protocol/languages/go-format.js'
import { compareBytes } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import { digestOf, type Member, type MemberChange, type Recipe, RIGHT, readParts, stringToSign } from './steps.js'

type Row = [code: MistakeCode, fix: Fix, rarity: number, change: Partial<Recipe>]

/** Mistakes about which texts are signed, for any body. */
const ROWS: Row[] = [
  ['empty-signed', 'empties', 2, { keepsEmpty: true }],
  ['null-text-signed', 'empties', 3, { keepsNull: true }],
  // PHP's empty() and JavaScript's !value.
  ['zeros-dropped', 'empties', 1, { drops: (value, text) => text === '0' || isFalse(value) }],
  ['number-zeros-dropped', 'empties', 2, { drops: (value, text) => isZeroNumber(value, text) || isFalse(value) }],
  ['text-zeros-dropped', 'empties', 4, { drops: (value, text) => value.kind === 'string' && text === '0' }],
  ['false-dropped', 'empties', 3, { drops: isFalse }],
  ['nulls-as-go', 'nulls', 2, { null: '<nil>' }],
  ['nulls-as-python', 'nulls', 2, { null: 'None' }],
  ['nulls-as-javascript', 'nulls', 3, { null: 'undefined' }],
  // sort() uses the word, join('&') an empty text.
  ['nulls-joined-as-nothing', 'nulls', 1, { nullIsHollow: true }],
  ['nulls-as-empty', 'nulls', 3, { null: '', keepsEmpty: true }],
  ['booleans-as-php', 'booleans', 2, { boolean: (text) => (text === 'true' ? '1' : '') }],
  ['booleans-as-numbers', 'booleans', 2, { boolean: (text) => (text === 'true' ? '1' : '0') }],
  ['booleans-as-python', 'booleans', 2, { boolean: (text) => (text === 'true' ? 'True' : 'False') }],
  ['nested-as-go', 'nested', 1, { nested: (value) => goFormat(value) }],
  ['nested-as-go-struct', 'nested', 2, { nested: (value) => `&${goStruct(value)}` }],
  ['nested-as-go-struct', 'nested', 3, { nested: goStruct }],
  ['nested-as-go-struct', 'nested', 3, { nested: (value) => `&${goStructWithNames(value)}` }],
  ['nested-as-go-struct', 'nested', 3, { nested: goStructWithNames }],
  ['nested-as-go-unsorted', 'nested', 2, { nested: goFormatUnsorted }],
  ['nested-as-go-doubled', 'nested', 3, { nested: (value) => `[${goFormat(value)}` }],
  ['nested-as-go-doubled', 'nested', 4, { nested: (value) => `[${goFormatUnsorted(value)}` }],
  ['nested-as-go-doubled', 'nested', 4, { nested: (value) => `[${goFormat(value)}]` }],
  ['nested-as-go-doubled', 'nested', 4, { nested: (value) => `[${goFormatUnsorted(value)}]` }],
  ['nested-as-java', 'nested', 2, { nested: (value) => javaFormat(value) }],
  ['nested-as-java', 'nested', 3, { nested: (value) => javaFormat(inHashOrder(value)) }],
  ['nested-as-java', 'nested', 3, { nested: lombokFormat }],
  ...CSHARP_TYPES.map((nested): Row => ['nested-as-csharp', 'nested', 3, { nested }]),
  ['nested-as-php', 'nested', 1, { nested: phpFormat }],
  ['nested-as-javascript', 'nested', 1, { nested: jsFormat }],
  ['nested-as-python', 'nested', 2, { nested: pythonFormat }],
  ['nested-flattened', 'nested', 3, { flattens: true }],
  ['nested-flattened', 'nested', 4, { nested: (value) => textsIn(value).sort(compareBytes).join('&') }],
  ['nested-flattened', 'nested', 5, { nested: (value) => textsIn(value).join('&') }],
  ['not-trimmed', 'trim', 2, { trim: (text) => text }],
  ['trimmed-as-java', 'trim', 3, { trim: trimAsJava }],
  ['trimmed-as-php', 'trim', 3, { trim: trimmer('[ \\t\\n\\r\\0\\x0b]') }],
  ['trimmed-as-javascript', 'trim', 3, { trim: (text) => text.trim() }],
  ['quotes-kept', 'quotes', 1, { unquote: (text) => text }],
  ['first-quote-dropped', 'quotes', 3, { unquote: (text) => text.replace(/^"/, '') }],
  ['last-quote-dropped', 'quotes', 3, { unquote: (text) => text.replace(/"$/, '') }],
  ['all-quotes-dropped', 'quotes', 3, { unquote: (text) => text.replace(/^"+|(?<!")"+$/g, '') }]
]

function isFalse(value: JsonValue): boolean {
  return value.kind === 'boolean' && value.text === 'false'
}

function isZeroNumber(value: JsonValue, text: string): boolean {
  return value.kind === 'number' && text === '0'
}

/** The texts of the values inside of a nested value. */
function textsIn(value: JsonValue): string[] {
  if (value.kind === 'array') return value.items.flatMap(textsIn)
  if (value.kind === 'object') return value.members.flatMap((one) => textsIn(one.value))
  return [value.text]
}

/** What Go's Sprintf prints for a number with a verb for another type. */
const GO_VERBS: readonly (readonly [type: string, print: (digits: string) => string])[] = [
  ['int', (digits) => digits],
  ['int64', (digits) => digits],
  ['float64', (digits) => goFloat(Number(digits))]
]

/** How languages print a number that was a double. */
const NUMBERS: [code: MistakeCode, rarity: number, print: (text: string) => string][] = [
  ['numbers-as-floats', 1, (text) => goFloat(Number(text))],
  ['numbers-as-java-doubles', 2, (text) => javaDouble(Number(text))],
  ['numbers-as-python-floats', 2, (text) => pythonFloat(Number(text))],
  ['numbers-as-javascript', 3, (text) => String(Number(text))],
  ['numbers-as-php', 1, (text) => phpFloat(Number(text))],
  ['numbers-cut-to-integers', 3, (text) => String(Math.trunc(Number(text)))],
  ['numbers-cut-to-integers', 3, (text) => String(Math.round(Number(text)))],
  ['numbers-with-decimals', 4, (text) => Number(text).toFixed(6)],
  ['numbers-with-decimals', 3, (text) => Number(text).toFixed(2)],
  ['numbers-with-decimals', 4, (text) => Number(text).toFixed(1)],
  ['numbers-without-zeros', 4, scientific],
  ['numbers-with-commas', 4, (text) => (/^\d+$/.test(text) ? withCommas(text) : text)]
]

/** `BigDecimal.stripTrailingZeros().toString()` of Java and `Decimal.normalize()` of Python: 1.28E+4. */
function scientific(text: string): string {
  const [, sign = '', digits = '', zeros = ''] = /^(-?)(\d*?[1-9])(0+)$/.exec(text) ?? []
  if (zeros === '') return text
  const [first = '', ...others] = digits
  return `${sign}${first}${others.length > 0 ? '.' : ''}${others.join('')}E+${others.length + zeros.length}`
}

function withCommas(digits: string): string {
  const first = digits.length % 3 || 3
  return [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',')
}

const AMOUNTS: [code: MistakeCode, rarity: number, print: (fen: string) => string][] = [
  ['amount-in-yuan', 2, (fen) => String(Number(fen) / 100)],
  ['amount-in-yuan', 4, (fen) => javaDouble(Number(fen) / 100)],
  ['amount-in-yuan-with-decimals', 2, (fen) => (Number(fen) / 100).toFixed(2)],
  ['amount-times-100', 3, (fen) => `${fen}00`]
]

/** In UTF-16 units: a value that was cut off is searched for at up to this many positions. */
const LONGEST_CUT = 512
/** The most cuts of all values together. */
const MOST_CUTS = 32_768

/** The mistakes that change which texts are in the list, if they can matter for this body. */
export function valueMutations(subject: Subject): Mutation[] {
  const { members } = subject
  const kinds = new Set(members.map(({ value }) => value.kind))
  return [
    ...ROWS.filter(([, , , change]) => concerns(change, kinds)).map(asMutation),
    ...memberMutations(subject),
    ...numberMutations(members),
    ...digitMutations(members),
    ...extras(subject),
    ...cuts(members)
  ]
}

function asMutation([code, fix, rarity, change]: Row): Mutation {
  return { code, fix, rarity, change }
}

/** Whether a mistake about a kind of value concerns a body with these kinds. */
function concerns(change: Partial<Recipe>, kinds: ReadonlySet<JsonValue['kind']>): boolean {
  if (change.null !== undefined || change.nullIsHollow) return kinds.has('null')
  if (change.boolean) return kinds.has('boolean')
  return !(change.nested || change.flattens) || kinds.has('object') || kinds.has('array')
}

function memberMutations({ members, behindSign }: Subject): Mutation[] {
  const present = members.map(({ key }) => key)
  const excluded = EXCLUDED_KEYS.filter((key) => present.includes(key))
  const all = new Map<string, MemberChange>(excluded.map((key) => [key, 'signed']))
  const whole: Mutation[] =
    excluded.length < 2 ? [] : [{ code: 'excluded-key-signed', fix: 'members', rarity: 2, change: { members: all } }]
  return [
    ...excluded.map((key) => one('excluded-key-signed', 'members', 1, key, 'signed')),
    ...whole,
    ...present
      .filter((key) => !EXCLUDED_KEYS.includes(key))
      // Members after the signature were probably added later.
      .map((key) => one('left-out', 'sent-body', behindSign.has(key) ? 1 : 3, key, 'left-out'))
  ]
}

function numberMutations(members: readonly Member[]): Mutation[] {
  const numbers = members.flatMap(({ key, value }) =>
    value.kind === 'number' && !EXCLUDED_KEYS.includes(key) ? [{ key, text: value.text }] : []
  )
  const everywhere = NUMBERS.flatMap(([code, rarity, print]): Mutation[] => {
    const changed = numbers.filter(({ text }) => print(text) !== text)
    const each = changed.map(({ key }) => one(code, 'numbers', rarity + (changed.length > 1 ? 1 : 0), key, print))
    return changed.length < 2 ? each : [{ code, fix: 'numbers', rarity, change: { number: print } }, ...each]
  })
  const amounts = numbers.filter(({ key, text }) => /amount|price|fee|money/i.test(key) && /^[0-9]+$/.test(text))
  const units = AMOUNTS.flatMap(([code, rarity, print]) =>
    amounts.filter(({ text }) => print(text) !== text).map(({ key }) => one(code, 'amount', rarity, key, print))
  )
  const switches = numbers.filter(({ text }) => text === '0' || text === '1')
  const asWords = SWITCHES.flatMap(([words, rarity]) =>
    switches.map(({ key, text }) =>
      one('switches-as-words', 'booleans', rarity, key, () => words[Number(text)] ?? text)
    )
  )
  return [...everywhere, ...units, ...asWords, ...(numbers.length > 0 ? OTHER_NUMBERS : [])]
}

/** 0 and 1 that were booleans in the code. */
const SWITCHES: readonly (readonly [words: readonly [string, string], rarity: number])[] = [
  [['false', 'true'], 2],
  [['False', 'True'], 3]
]

/** Numbers as a wrong verb of Go prints them, and as the character with that number: string(100) in Go. */
const OTHER_NUMBERS: readonly Mutation[] = [
  ...GO_VERBS.map(([type, print]) =>
    asMutation(['go-verb-printed', 'numbers', 3, { number: (text) => `%!s(${type}=${print(text)})` }])
  ),
  asMutation(['numbers-as-characters', 'numbers', 3, { number: asCharacter }])
]

function asCharacter(digits: string): string {
  const code = Number(digits)
  const isCharacter = /^\d+$/.test(digits) && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : '\ufffd'
}

/** What becomes of the digits of a text that a language takes for a number. */
const AS_NUMBER: readonly (readonly [rarity: number, print: (digits: string) => string])[] = [
  [3, (digits) => String(Number(digits))],
  [3, (digits) => digits.replace(/^0+(?=\d)/, '')],
  [4, (digits) => phpFloat(Number(digits))],
  [4, (digits) => goFloat(Number(digits))],
  [4, (digits) => (BigInt(digits) > LARGEST ? String(LARGEST) : digits)]
]
/** PHP's intval does not go beyond it. */
const LARGEST = 2n ** 63n - 1n

/** Texts of digits that were numbers in the code: leading zeros and the digits above 2^53 are lost. */
function digitMutations(members: readonly Member[]): Mutation[] {
  const texts = members.flatMap(({ key, value }) => {
    const text = value.kind === 'string' ? RIGHT.trim(value.text) : ''
    return /^\d{1,64}$/.test(text) && !EXCLUDED_KEYS.includes(key) ? [{ key, text }] : []
  })
  return AS_NUMBER.flatMap(([rarity, print]): Mutation[] => {
    const changed = texts.filter(({ text }) => print(text) !== text)
    const each = changed.map(({ key }) => one('digits-as-number', 'digits', rarity, key, print))
    const all = new Map(changed.map(({ key }) => [key, print] as const))
    return changed.length < 2
      ? each
      : [{ code: 'digits-as-number', fix: 'digits', rarity, change: { members: all } }, ...each]
  })
}

/** Texts that are signed although no member of the body has them, the likelier first. */
const UNSENT: [text: string, rarity: number][] = [
  ['0', 1],
  ['1', 3],
  ['false', 3],
  ['true', 4],
  ['null', 3],
  ['<nil>', 3],
  ['undefined', 3],
  ['None', 3],
  ['""', 3],
  ['[]', 4],
  ['{}', 4],
  ['map[]', 4],
  ['Array', 4],
  ['300', 4],
  ['600', 4],
  ['900', 4],
  ['1800', 4],
  ['3600', 4],
  ['7200', 4],
  ['86400', 4],
  ['172800', 4],
  ['MD5', 4],
  ['-1', 5]
]

/** The texts that a null in the body may have become. */
const NULLS = new Set(['null', '<nil>', 'undefined', 'None'])

/** Members that code signs but does not send, because they are empty or zero. They matter if keys are signed. */
const OFTEN_UNSENT = ['notify_url', 'cp_extra', 'msg_page', 'disable_msg', 'thirdparty_id', 'store_uid', 'sign']

/** Mutations with a value that was signed but not sent: Go's omitempty, a default of the code, the previous sign. */
function extras({ members, salt, keys }: Subject): Mutation[] {
  const present = new Set(members.map(({ key }) => key))
  const unsent = (rarity: number, list: Recipe['extras'], key?: string): Mutation => ({
    code: 'signed-not-sent',
    ...(key !== undefined && { key }),
    fix: 'sent-body',
    rarity,
    change: { extras: list }
  })
  const { notify_url } = keys
  const hasNull = members.some(({ value }) => value.kind === 'null')
  const right = digestOf(stringToSign(readParts(members, RIGHT), RIGHT, salt), RIGHT, salt)
  const stale = [right, right.toUpperCase()].map(
    (text, i): Mutation => ({
      code: 'previous-sign-signed',
      fix: 'members',
      rarity: 2 + i,
      change: { extras: [['sign', text]] }
    })
  )
  return [
    ...UNSENT.filter(([text]) => !(hasNull && NULLS.has(text))).map(([text, rarity]) =>
      unsent(rarity, [[text, text]], text)
    ),
    ...[2, 3, 4].map((times) => unsent(times, Array(times).fill(['0', '0']), `0 × ${times}`)),
    ...(notify_url === undefined || present.has('notify_url')
      ? []
      : [unsent(2, [['notify_url', notify_url]], 'notify_url')]),
    ...OFTEN_UNSENT.filter((key) => !present.has(key)).map((key) => unsent(4, [[key, '']], key)),
    ...stale
  ]
}

/** Mutations that sign a text cut off at each position. */
function cuts(members: readonly Member[]): Mutation[] {
  const longest = Math.min(LONGEST_CUT, Math.ceil(MOST_CUTS / members.length))
  return members.flatMap(({ key, value }) => {
    if (value.kind !== 'string' || EXCLUDED_KEYS.includes(key)) return []
    const text = RIGHT.trim(value.text)
    const places = Array.from({ length: Math.min(text.length, longest) - 1 }, (_, i) => i + 1)
    return places.map(
      (place): Mutation => ({ ...one('value-cut', 'sent-body', 5, key, () => text.slice(0, place)), alone: true })
    )
  })
}

function one(code: MistakeCode, fix: Fix, rarity: number, key: string, change: MemberChange): Mutation {
  return { code, key, fix, rarity, change: { members: new Map([[key, change]]) } }
}
