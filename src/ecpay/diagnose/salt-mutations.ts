import { hash } from 'node:crypto'
import type { MistakeCode } from './codes.js'
import type { Mutation, Subject } from './mutation.js'

/** The text that was used: another secret, which is never shown, or a changed SALT. */
type Taken = string | undefined | ((salt: string) => string)
type Candidate = [code: MistakeCode, rarity: number, taken: Taken, key?: string]

/** The texts of an unset variable in various languages; the first is empty. */
const NOT_LOADED = ['', 'undefined', 'null', 'None', '<nil>', 'nil', 'false', 'NaN']

/** Placeholders in examples that people copy. */
const PLACEHOLDERS = ['your_payment_salt', 'your_salt', 'SALT', 'salt', 'your salt', 'xxx', 'secret', 'key']

/** The fewest characters of a SALT that was cut off. */
const SHORTEST_CUT = 4

/** Mutations that use another text instead of the SALT. */
export function saltMutations({ salt, keys }: Subject): Mutation[] {
  const others = Object.entries(keys.profiles ?? {})
  const candidates: Candidate[] = [
    ...NOT_LOADED.map((text): Candidate => ['salt-not-loaded', text.length < 5 ? 2 : 3, () => text, text]),
    ...PLACEHOLDERS.map((text): Candidate => ['salt-is-placeholder', 4, () => text, text]),
    ['salt-trimmed', 3, salt.trim()],
    ['salt-with-line-break', 3, (given) => `${given}\n`],
    ['salt-with-line-break', 4, (given) => `${given}\r\n`],
    ['salt-with-line-break', 5, (given) => `${given}\r`],
    ['salt-with-byte-order-mark', 3, (given) => `\ufeff${given}`],
    ['salt-with-space', 3, (given) => ` ${given}`],
    ['salt-with-space', 3, (given) => `${given} `],
    ['salt-with-space', 5, (given) => ` ${given} `],
    ['salt-with-space', 5, (given) => `${given}\t`],
    ['salt-with-quotes', 2, (given) => `"${given}"`],
    ['salt-with-quotes', 4, (given) => `'${given}'`],
    ['salt-in-lower-case', 3, salt.toLowerCase()],
    ['salt-in-upper-case', 3, salt.toUpperCase()],
    ['salt-hashed', 4, hash('md5', salt, 'hex')],
    ['salt-encoded', 5, Buffer.from(salt).toString('base64'), 'Base64'],
    ...others.map(([name, one]): Candidate => ['salt-of-other-profile', 1, one.salt, name]),
    ['token-as-salt', 1, keys.token],
    ...others.map(([name, one]): Candidate => ['token-of-other-profile', 3, one.token, name]),
    ['salt-of-local-gateway', 1, keys.demo?.salt],
    ['token-of-local-gateway', 3, keys.demo?.token],
    ['app-id-as-salt', 2, keys.app_id],
    ['thirdparty-id-as-salt', 3, keys.thirdparty_id]
  ]
  const seen = new Set([salt])
  const isNew = ([, , taken]: Candidate) => {
    const text = typeof taken === 'function' ? taken(salt) : taken
    return text !== undefined && seen.size !== seen.add(text).size
  }
  return [...candidates.filter(isNew).map((one) => inItsPlace(salt, one)), ...JOINED_AS_NOTHING, ...cuts(salt)]
}

function inItsPlace(salt: string, [code, rarity, taken, key]: Candidate): Mutation {
  const step = typeof taken === 'function' ? taken : (given: string) => (given === salt ? (taken ?? given) : given)
  return { code, ...(key !== undefined && { key }), fix: 'salt-key', rarity, change: { salt: step } }
}

/** JavaScript sorts undefined to the end and null as a word, and joins both as empty texts. */
const JOINED_AS_NOTHING: readonly Mutation[] = [
  {
    code: 'salt-not-loaded',
    key: 'undefined',
    fix: 'salt-key',
    rarity: 2,
    change: { salt: () => '\u{10ffff}', saltIsHollow: true }
  },
  {
    code: 'salt-not-loaded',
    key: 'null',
    fix: 'salt-key',
    rarity: 3,
    change: { salt: () => 'null', saltIsHollow: true }
  }
]

/** Mutations with the SALT cut off at each position. They are too many to combine. */
function cuts(salt: string): Mutation[] {
  const lengths = Array.from({ length: Math.max(0, Math.min(salt.length, 64) - SHORTEST_CUT) }, (_, i) => i + 1)
  return lengths.flatMap((length) =>
    [(given: string) => given.slice(0, -length), (given: string) => given.slice(length)].map(
      (cut): Mutation => ({
        code: 'salt-cut',
        fix: 'salt-key',
        rarity: 4,
        // The mask is not cut, because that would reveal how much of the SALT is left.
        change: { salt: (given) => (given === salt ? cut(given) : given) },
        alone: true
      })
    )
  )
}
