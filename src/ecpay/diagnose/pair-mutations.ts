import { compareBytes } from '../../protocol/text.js'
import type { MistakeCode } from './codes.js'
import type { Mutation } from './mutation.js'
import type { Order, Part, Recipe } from './steps.js'

type Row = [code: MistakeCode, rarity: number, change: Partial<Recipe>, key?: string]

const pairs = ({ key, text }: Part) => `${key}=${text}`
const glued = ({ key, text }: Part) => `${key}${text}`
/** Pairs in the forms of other platforms: the older Alipay, headers and YAML. */
const OTHER_PAIRS: [form: string, write: (part: Part) => string][] = [
  ['key="value"', ({ key, text }) => `${key}="${text}"`],
  ['key:value', ({ key, text }) => `${key}:${text}`]
]
const named = (name: string) => (salt: string) => `${name}=${salt}`
/** PHP's asort instead of ksort. */
const byValue: Order = { compare: (a, b) => compareBytes(a.part.text, b.part.text), takesSalt: false }
const nothing = (texts: readonly string[]) => texts.join('')

/** The names of the SALT in strings of other platforms, the likelier first. */
const NAMES = ['secret', 'app_secret', 'appsecret', 'app_key', 'appkey', 'token', 'KEY', 'SALT', 'Key', 'secret_key']

/** Mutations that sign keys with the values, by the rules of other platforms. */
const ROWS: Row[] = [
  ['key-value-pairs', 2, { shows: pairs }],
  ['key-value-pairs-salt-last', 2, { shows: pairs, saltPlace: 'last' }],
  ['key-value-pairs-key-salt', 1, { shows: pairs, saltPlace: 'last', named: named('key') }],
  ['key-value-pairs-salt-salt', 1, { shows: pairs, saltPlace: 'last', named: named('salt') }],
  ...NAMES.map(
    (name): Row => ['key-value-pairs-named-salt', 4, { shows: pairs, saltPlace: 'last', named: named(name) }, name]
  ),
  ['key-value-pairs-salt-behind', 1, { shows: pairs, saltPlace: 'behind' }],
  ['key-value-pairs-salt-before', 2, { shows: pairs, saltPlace: 'before' }],
  ['key-value-pairs-salt-around', 2, { shows: pairs, saltPlace: 'around' }],
  ['key-value-pairs-no-salt', 3, { shows: pairs, saltPlace: 'absent' }],
  ['key-value-pairs-sorted-by-value', 3, { shows: pairs, order: byValue, saltPlace: 'last', named: named('key') }],
  ['key-value-pairs-sorted-by-value', 3, { shows: pairs, order: byValue, saltPlace: 'behind' }],
  ['key-value-pairs-sorted-by-value', 4, { shows: pairs, order: byValue, saltPlace: 'last' }],
  ...['salt', 'key', ...NAMES].map(
    (name, i): Row => ['key-value-pairs-salt-member', i < 2 ? 2 : 4, { shows: pairs, named: named(name) }, name]
  ),
  ...OTHER_PAIRS.map(([form, shows]): Row => ['key-value-pairs-in-other-form', 4, { shows }, form]),
  ['keys-and-values-glued', 3, { shows: glued, join: nothing }],
  ['keys-and-values-glued-salt-behind', 2, { shows: glued, join: nothing, saltPlace: 'behind' }],
  ['keys-and-values-glued-salt-before', 3, { shows: glued, join: nothing, saltPlace: 'before' }],
  ['keys-and-values-glued-salt-around', 2, { shows: glued, join: nothing, saltPlace: 'around' }],
  ['keys-signed', 3, { shows: ({ key }) => key }]
]

export const PAIR_MUTATIONS: readonly Mutation[] = ROWS.map(([code, rarity, change, key]) => ({
  code,
  ...(key !== undefined && { key }),
  fix: 'pairs',
  rarity,
  change
}))
