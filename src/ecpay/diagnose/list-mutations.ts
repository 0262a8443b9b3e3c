import { goBytes, pythonBytes, pythonText } from '../../protocol/languages/formats.js'
import { comparePhp, comparePhpNaturally, sortAsPhp } from '../../protocol/languages/php-sort.js'
import { phpUrlencode } from '../../protocol/languages/text-forms.js'
import { compareBytes } from '../../protocol/text.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation, Subject } from './mutation.js'
import { mutationsWithEffect } from './mutations-with-effect.js'
import { PAIR_MUTATIONS } from './pair-mutations.js'
import { saltMutations } from './salt-mutations.js'
import type { Order, Recipe } from './steps.js'

type Row = [code: MistakeCode, fix: Fix, rarity: number, change: Partial<Recipe>, key?: string]

const reading = (compare: (a: string, b: string) => number): Order => ({
  compare: (a, b) => compare(a.shown, b.shown),
  takesSalt: true
})
const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byKey: Order = { compare: (a, b) => compareBytes(a.part.key, b.part.key), takesSalt: false }
const asPhp: Order = { ...reading(comparePhp), sort: sortAsPhp }
const naturally: Order = { ...reading(comparePhpNaturally), sort: sortAsPhp }

/** The order of a natural language. Made when first needed, because it takes some milliseconds. */
function alphabet(language: string, options?: Intl.CollatorOptions): (a: string, b: string) => number {
  let compare: Intl.Collator['compare'] | undefined
  return (a, b) => {
    compare ??= new Intl.Collator(language, options).compare
    return compare(a, b)
  }
}

const SEPARATORS: [key: string, separator: string, rarity: number][] = [
  ['|', '|', 3],
  ['\\n', '\n', 3],
  [' ', ' ', 4],
  [';', ';', 4],
  ['\\t', '\t', 5],
  ['\\r\\n', '\r\n', 5],
  ['+', '+', 5],
  ['-', '-', 5],
  ['_', '_', 5],
  ['#', '#', 5],
  [', ', ', ', 5],
  ['&amp;', '&amp;', 4],
  ['&&', '&&', 5]
]

/** Mistakes in the order of the texts, in the position of the SALT and in the separators. */
const ROWS: Row[] = [
  ['sorted-by-key', 'order', 1, { order: byKey }],
  ['not-sorted', 'order', 1, { order: { takesSalt: false } }],
  ['sorted-by-utf16', 'order', 2, { order: reading(byUnits) }],
  ['sorted-ignoring-case', 'order', 2, { order: reading((a, b) => byUnits(a.toLowerCase(), b.toLowerCase())) }],
  ['sorted-by-locale', 'order', 3, { order: reading(alphabet('en')) }],
  ['sorted-by-locale', 'order', 5, { order: reading(alphabet('en', { numeric: true })) }],
  ['sorted-by-chinese-locale', 'order', 4, { order: reading(alphabet('zh')) }],
  ['sorted-as-numbers', 'order', 3, { order: asPhp }],
  ['sorted-naturally', 'order', 4, { order: naturally }],
  ['sorted-by-length', 'order', 5, { order: reading((a, b) => a.length - b.length) }],
  // PHP's strlen, Go's len.
  ['sorted-by-length', 'order', 5, { order: reading((a, b) => Buffer.byteLength(a) - Buffer.byteLength(b)) }],
  ['reverse-sorted', 'order', 3, { order: reading((a, b) => compareBytes(b, a)) }],
  ['salt-appended', 'salt-place', 1, { saltPlace: 'last' }],
  ['salt-first', 'salt-place', 2, { saltPlace: 'first' }],
  ['salt-glued-behind', 'salt-place', 1, { saltPlace: 'behind' }],
  ['salt-glued-before', 'salt-place', 2, { saltPlace: 'before' }],
  ['salt-glued-around', 'salt-place', 3, { saltPlace: 'around' }],
  ['salt-named', 'salt-place', 3, { saltPlace: 'last', named: (salt) => `key=${salt}` }],
  ['salt-named', 'salt-place', 3, { saltPlace: 'last', named: (salt) => `salt=${salt}` }],
  ['salt-named', 'salt-place', 4, { named: (salt) => `key=${salt}` }],
  ['salt-named', 'salt-place', 4, { named: (salt) => `salt=${salt}` }],
  ['salt-missing', 'salt-place', 1, { saltPlace: 'absent' }],
  ['salt-twice', 'salt-place', 4, { saltPlace: 'twice' }],
  ['salt-twice', 'salt-place', 4, { named: (salt) => `${salt}&${salt}` }],
  ['salt-as-member', 'salt-place', 3, { saltPlace: 'member' }],
  ['salt-as-member', 'salt-place', 3, { saltPlace: 'member', saltKey: 'key' }],
  ['salt-as-member', 'salt-place', 5, { saltPlace: 'member', saltKey: 'SALT' }],
  ['duplicates-dropped', 'join', 2, { unique: true }],
  ['no-separator', 'join', 2, { join: (texts) => texts.join('') }],
  ['comma-separator', 'join', 3, { join: (texts) => texts.join(',') }],
  ...SEPARATORS.map(
    ([key, separator, rarity]): Row => [
      'other-separator',
      'join',
      rarity,
      { join: (texts) => texts.join(separator) },
      key
    ]
  ),
  ['trailing-separator', 'join', 2, { join: (texts) => `${texts.join('&')}&` }],
  ['trailing-separator', 'join', 4, { join: (texts) => `${texts.join('&')}&&` }],
  ['leading-separator', 'join', 3, { join: (texts) => `&${texts.join('&')}` }],
  // The printed list instead of its joined texts: in Java, Go, Python and JSON.
  ['list-as-text', 'join', 4, { join: (texts) => `[${texts.join(', ')}]` }],
  ['list-as-text', 'join', 4, { join: (texts) => `[${texts.join(' ')}]` }],
  ['list-as-text', 'join', 4, { join: (texts) => `[${texts.map(pythonText).join(', ')}]` }],
  ['list-as-text', 'join', 4, { join: (texts) => JSON.stringify(texts) }],
  // The list as PHP's http_build_query writes it: 0=a&1=b.
  ['list-as-numbered-pairs', 'join', 4, { join: (texts) => texts.map((text, i) => `${i}=${text}`).join('&') }],
  [
    'list-as-numbered-pairs',
    'join',
    4,
    { join: (texts) => texts.map((text, i) => `${i}=${phpUrlencode(text)}`).join('&') }
  ],
  ['line-break-behind', 'whole', 1, { whole: (text) => `${text}\n` }],
  ['line-break-behind', 'whole', 3, { whole: (text) => `${text}\r\n` }],
  // Of cmd's `echo … | …`.
  ['line-break-behind', 'whole', 5, { whole: (text) => `${text} \r\n` }],
  // Code that removes the last character of a string that has no trailing &.
  ['last-character-lost', 'whole', 3, { whole: (text) => text.replace(/.$/su, '') }],
  ['first-character-lost', 'whole', 3, { whole: (text) => text.replace(/^./su, '') }],
  ['spaces-removed', 'whole', 3, { whole: (text) => text.replace(/\s+/g, '') }],
  ['spaces-removed', 'whole', 4, { whole: (text) => text.replaceAll(' ', '') }],
  ['string-in-lower-case', 'whole', 3, { whole: (text) => text.toLowerCase() }],
  ['string-in-upper-case', 'whole', 3, { whole: (text) => text.toUpperCase() }],
  ['string-url-encoded', 'whole', 3, { whole: encodeURIComponent }],
  ['string-url-encoded', 'whole', 4, { whole: phpUrlencode }],
  ['string-in-base64', 'whole', 4, { whole: (text) => Buffer.from(text).toString('base64') }],
  ['string-as-json', 'whole', 4, { whole: (text) => JSON.stringify(text) }],
  ['characters-sorted', 'whole', 5, { whole: (text) => [...text].sort(compareBytes).join('') }],
  ['bytes-as-text', 'whole', 4, { whole: pythonBytes }],
  ['bytes-as-text', 'whole', 5, { whole: goBytes }],
  ['byte-order-mark-before', 'whole', 4, { whole: (text) => `\ufeff${text}` }]
]

export function listMutations(subject: Subject): Mutation[] {
  const rows = ROWS.map(([code, fix, rarity, change, key]): Mutation => {
    return { code, ...(key !== undefined && { key }), fix, rarity, change }
  })
  return [...rows, ...PAIR_MUTATIONS, ...saltMutations(subject), ...mutationsWithEffect(subject)]
}
