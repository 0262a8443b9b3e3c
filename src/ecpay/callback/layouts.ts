import { finding } from '../../findings/findings.js'
import { comparePhp, sortAsPhp } from '../../protocol/languages/php-sort.js'
import { compareBytes, sortByBytes } from '../../protocol/text.js'
import type { CallbackMutation, Verified } from './callback-mutation.js'
import type { Part, SignedKey, Steps } from './callback-steps.js'

/** The signed parts. Every fixed order of them is tried, because code often joins them without sorting. */
const NAMES: readonly SignedKey[] = ['token', 'timestamp', 'nonce', 'msg']

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((one) => permutations(items.filter((other) => other !== one)).map((rest) => [one, ...rest]))
}

/** Orders other than by bytes. */
export function otherOrders(): CallbackMutation[] {
  const [first = [], ...others] = permutations(NAMES)
  const fixed = (order: SignedKey[], rarity: number): CallbackMutation => ({
    cause: finding('callback-not-sorted', { order }),
    rarity,
    change: { order }
  })
  const sorted = (how: string, order: Steps['order'], rarity = 3): CallbackMutation => ({
    cause: finding('callback-sorted-otherwise', { how }),
    rarity,
    change: { order }
  })
  return [
    { cause: finding('callback-sorted-as-numbers'), rarity: 1, change: { order: comparePhp, sort: sortAsPhp } },
    fixed(first, 1),
    ...others.map((order) => fixed(order, 3)),
    sorted('reverse', (a, b) => compareBytes(b, a), 2),
    sorted('case', (a, b) => compareBytes(a.toLowerCase(), b.toLowerCase())),
    sorted('locale', (a, b) => a.localeCompare(b, 'en')),
    sorted('utf-16', (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    sorted('length', (a, b) => a.length - b.length)
  ]
}

/** What `echo` and cmd add behind a text, and what a message loses on its way. */
export const BEHIND = ['\n', '\r\n', ' ', ' \r\n']

/** White space that was hashed behind all of it. */
export function otherEndings(): CallbackMutation[] {
  return BEHIND.map((ending) => ({ cause: finding('callback-white-space-behind'), rarity: 2, change: { ending } }))
}

export function otherSeparators(): CallbackMutation[] {
  const single = ['&', ',', ' ', '\n', '|', '-', '_', ':', ';', '+', '.', '\r\n', '\t'].map((separator, i) => ({
    cause: finding('callback-separator', { separator }),
    rarity: i === 0 ? 1 : 3,
    change: { separator }
  }))
  // Like List.toString() and Arrays.toString() in Java, and printed lists in Go and Python.
  const lists = [', ', ' ', ','].map((separator) => ({
    cause: finding('callback-list-printed'),
    rarity: 3,
    change: { separator, opening: '[', ending: ']' }
  }))
  return [...single, ...lists]
}

const pairs = (parts: readonly Part[], joint = '&', sign = '=') =>
  parts.map(({ key, shown }) => `${key}${sign}${shown}`).join(joint)
const byKey = (parts: readonly Part[]) => sortByBytes([...parts], ({ key }) => key)
const withToken = (parts: readonly Part[], token: string, key = 'token') => [
  ...parts,
  { key, text: token, shown: token }
]

/** The ways in which other platforms sign, with the token as their key. */
const PAIRS: readonly [how: string, write: NonNullable<Steps['layout']>][] = [
  ['a=1&b=2&key=…', (parts, token) => `${pairs(byKey(parts))}&key=${token}`],
  ['a=1&b=2&token=…', (parts, token) => pairs(byKey(withToken(parts, token)))],
  ['a=1&b=2…', (parts, token) => pairs(byKey(parts)) + token],
  ['a=1&b=2&token=…', (parts, token) => `${pairs(byKey(parts))}&token=${token}`],
  ['…a=1&b=2', (parts, token) => token + pairs(byKey(parts))],
  ['…a=1&b=2…', (parts, token) => token + pairs(byKey(parts)) + token],
  ['a=1&b=2&…', (parts, token) => `${pairs(byKey(parts))}&${token}`],
  ['a=1&b=2&salt=…', (parts, token) => pairs(byKey(withToken(parts, token, 'salt')))],
  ['a=1&b=2&salt=…', (parts, token) => `${pairs(byKey(parts))}&salt=${token}`],
  ['a=1&b=2&secret=…', (parts, token) => `${pairs(byKey(parts))}&secret=${token}`],
  ['a=1&b=2&key=…', (parts, token) => `${pairs(parts)}&key=${token}`],
  ['token=…&a=1&b=2', (parts, token) => pairs([...withToken([], token), ...parts])],
  ['a=1b=2…', (parts, token) => pairs(byKey(parts), '') + token],
  ['a1b2…', (parts, token) => pairs(byKey(parts), '', '') + token],
  ['…a1b2…', (parts, token) => token + pairs(byKey(parts), '', '') + token],
  ['a=1&b=2', (parts) => pairs(byKey(parts))]
]

/** key=value instead of the bare texts, with and without `type`, and the whole body. */
export function otherLayouts({ type, body }: Verified): CallbackMutation[] {
  const withType: Partial<Steps>[] = type === undefined ? [{}] : [{ type }, {}]
  const nothing: Partial<Steps> = { layout: () => '', order: compareBytes, separator: '' }
  return [
    { cause: finding('nothing-hashed'), rarity: 3, alone: true, change: nothing },
    ...PAIRS.flatMap(([how, layout], i) =>
      withType.map(
        (more): CallbackMutation => ({
          cause: finding('callback-key-value', { how }),
          rarity: i < 2 ? 1 : 2,
          change: { ...more, layout, order: compareBytes, separator: '' }
        })
      )
    ),
    { cause: finding('callback-characters-sorted'), rarity: 3, alone: true, change: { layout: characters } },
    ...(body === undefined ? [] : wholeBody(body))
  ]
}

/** Python's `sorted` of a string. */
function characters(parts: readonly Part[], token: string): string {
  const all = [token, ...parts.map(({ shown }) => shown)].join('')
  return [...all].sort(compareBytes).join('')
}

function wholeBody(body: string): CallbackMutation[] {
  const layouts: NonNullable<Steps['layout']>[] = [
    (_, token) => body + token,
    (_, token) => token + body,
    () => body,
    (parts, token) => `${textOf(parts, 'timestamp')}\n${textOf(parts, 'nonce')}\n${body}\n${token}`
  ]
  return layouts.map((layout) => ({
    cause: finding('whole-body-signed'),
    rarity: 3,
    change: { layout, order: compareBytes, separator: '' }
  }))
}

function textOf(parts: readonly Part[], key: string): string {
  return parts.find((one) => one.key === key)?.shown ?? ''
}
