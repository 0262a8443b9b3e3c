import { compareBytes } from '../text.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import { byBytes, type Order, type Part, type Recipe, type Shown } from './steps.js'
import { comparePhp } from './texts.js'

type Row = [code: MistakeCode, fix: Fix, rarity: number, change: Partial<Recipe>]

const pairs = ({ key, text }: Part) => `${key}=${text}`
const reading = (compare: (a: string, b: string) => number): Order => ({
  compare: (a, b) => compare(a.shown, b.shown),
  takesSalt: true
})
const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byKey: Order = { compare: (a, b) => compareBytes(a.part.key, b.part.key), takesSalt: false }
const raw = ({ part, shown }: Shown) => (part.isSalt ? shown : part.raw)
const named = (name: string) => (salt: string) => `${name}=${salt}`

/** A language's order; made when it is first needed, which takes some milliseconds. */
function alphabet(language: string): (a: string, b: string) => number {
  let compare: Intl.Collator['compare'] | undefined
  return (a, b) => {
    compare ??= new Intl.Collator(language).compare
    return compare(a, b)
  }
}

/** Mistakes in the order of the texts, in the SALT's place and in what joins them. */
const ROWS: Row[] = [
  ['sorted-by-key', 'order', 1, { order: byKey }],
  ['not-sorted', 'order', 1, { order: { takesSalt: false } }],
  ['sorted-by-utf16', 'order', 2, { order: reading(byUnits) }],
  ['sorted-ignoring-case', 'order', 2, { order: reading((a, b) => byUnits(a.toLowerCase(), b.toLowerCase())) }],
  ['sorted-by-locale', 'order', 3, { order: reading(alphabet('en')) }],
  ['sorted-by-chinese-locale', 'order', 4, { order: reading(alphabet('zh')) }],
  ['sorted-before-trimming', 'order', 3, { order: { ...byBytes, compare: (a, b) => compareBytes(raw(a), raw(b)) } }],
  ['sorted-as-numbers', 'order', 3, { order: reading(comparePhp) }],
  ['reverse-sorted', 'order', 3, { order: reading((a, b) => compareBytes(b, a)) }],
  ['key-value-pairs', 'pairs', 2, { shows: pairs }],
  ['key-value-pairs-salt-last', 'pairs', 2, { shows: pairs, saltPlace: 'last' }],
  ['key-value-pairs-key-salt', 'pairs', 1, { shows: pairs, saltPlace: 'last', salt: named('key') }],
  ['key-value-pairs-salt-salt', 'pairs', 2, { shows: pairs, saltPlace: 'last', salt: named('salt') }],
  ['salt-appended', 'salt-place', 1, { saltPlace: 'last' }],
  ['salt-first', 'salt-place', 2, { saltPlace: 'first' }],
  ['salt-missing', 'salt-place', 1, { saltPlace: 'absent' }],
  ['salt-twice', 'salt-place', 4, { saltPlace: 'twice' }],
  ['salt-as-member', 'salt-place', 4, { saltPlace: 'member' }],
  ['duplicates-dropped', 'join', 2, { unique: true }],
  ['no-separator', 'join', 2, { join: (texts) => texts.join('') }],
  ['comma-separator', 'join', 3, { join: (texts) => texts.join(',') }],
  ['trailing-separator', 'join', 2, { join: (texts) => `${texts.join('&')}&` }],
  ['leading-separator', 'join', 3, { join: (texts) => `&${texts.join('&')}` }]
]

export function listMutations(subject: Subject): Mutation[] {
  const rows = ROWS.map(([code, fix, rarity, change]): Mutation => ({ code, fix, rarity, change }))
  return [...rows, ...saltMutations(subject)]
}

/** Another text in the SALT's place. */
function saltMutations({ salt, keys }: Subject): Mutation[] {
  const profiles = Object.entries(keys.profiles ?? {})
  const candidates: [code: MistakeCode, rarity: number, text: string | undefined, profile?: string][] = [
    ['salt-trimmed', 3, salt.trim()],
    ['salt-with-line-break', 3, `${salt}\n`],
    ['salt-with-line-break', 4, `${salt}\r\n`],
    ['salt-in-lower-case', 3, salt.toLowerCase()],
    ['salt-in-upper-case', 3, salt.toUpperCase()],
    ...profiles.map(([name, { salt }]): [MistakeCode, number, string | undefined, string] => [
      'salt-of-other-profile',
      1,
      salt,
      name
    ]),
    ['token-as-salt', 1, keys.token],
    ...profiles.map(([name, { token }]): [MistakeCode, number, string | undefined, string] => [
      'token-of-other-profile',
      3,
      token,
      name
    ]),
    ['app-id-as-salt', 2, keys.app_id],
    ['thirdparty-id-as-salt', 3, keys.thirdparty_id]
  ]
  return candidates.flatMap(([code, rarity, text, key]): Mutation[] => {
    if (text === undefined || text === salt) return []
    const change: Partial<Recipe> = { salt: (given) => (given === salt ? text : given) }
    return [{ code, ...(key !== undefined && { key }), fix: 'salt-key', rarity, change }]
  })
}
