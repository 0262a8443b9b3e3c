import { cutsOf, SECRET_FORMS, type SecretMishap } from '../sign/secret-forms.js'
import type { MistakeCode } from './codes.js'
import type { Mutation, Subject } from './mutation.js'

/** The text that was used: another secret, which is never shown, or a changed SALT. */
type Taken = string | undefined | ((salt: string) => string)
type Candidate = [
  code: MistakeCode,
  rarity: number,
  taken: Taken,
  key?: string | undefined,
  alone?: 'alone' | undefined
]

/** Placeholders in examples that people copy. */
const PLACEHOLDERS = ['your_payment_salt', 'your_salt', 'SALT', 'salt', 'your salt', 'xxx', 'secret', 'key']

/** How a mishap of the SALT is called. Without the quotes that it has, it is another text of the configuration. */
const CODES: Readonly<Record<SecretMishap, MistakeCode | undefined>> = {
  'not-loaded': 'salt-not-loaded',
  'not-its-text': 'salt-not-loaded',
  printed: 'salt-as-printed',
  trimmed: 'salt-trimmed',
  'line-break': 'salt-with-line-break',
  'byte-order-mark': 'salt-with-byte-order-mark',
  space: 'salt-with-space',
  'invisible-character': 'salt-with-invisible-character',
  quotes: 'salt-with-quotes',
  unquoted: undefined,
  'lower-case': 'salt-in-lower-case',
  'upper-case': 'salt-in-upper-case',
  'rest-of-line': 'salt-with-rest-of-line',
  twice: 'salt-twice',
  hashed: 'salt-hashed',
  'hashed-by-sha1': undefined,
  encoded: 'salt-encoded'
}
/** Mishaps after which it is said what exactly was hashed. */
const DETAILED: readonly SecretMishap[] = ['not-loaded', 'not-its-text', 'printed', 'rest-of-line', 'encoded']
/** After these the SALT is a text by itself; others stand around it also where it is named or joined. */
const REPLACED: readonly SecretMishap[] = ['trimmed', 'lower-case', 'upper-case', 'hashed', 'encoded']

/** Mutations that use another text instead of the SALT. */
export function saltMutations({ salt, keys }: Subject): Mutation[] {
  const others = Object.entries(keys.profiles ?? {})
  const forms = SECRET_FORMS.flatMap(([mishap, rarity, change, detail, alone]): Candidate[] => {
    const code = CODES[mishap]
    const taken = REPLACED.includes(mishap) ? change(salt) : change
    const key = DETAILED.includes(mishap) ? detail : undefined
    return code ? [[code, rarity, taken, key, alone]] : []
  })
  const candidates: Candidate[] = [
    ...forms.filter(([code]) => code === 'salt-not-loaded'),
    ...PLACEHOLDERS.map((text): Candidate => ['salt-is-placeholder', 4, () => text, text]),
    ...forms.filter(([code]) => code !== 'salt-not-loaded'),
    ...others.map(([name, one]): Candidate => ['salt-of-other-profile', 1, one.salt, name]),
    ['token-as-salt', 1, keys.token],
    ...others.map(([name, one]): Candidate => ['token-of-other-profile', 3, one.token, name]),
    ['salt-of-local-gateway', 1, keys.demo?.salt],
    ['token-of-local-gateway', 3, keys.demo?.token],
    ['app-secret-as-salt', 1, keys.app_secret],
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

function inItsPlace(salt: string, [code, rarity, taken, key, alone]: Candidate): Mutation {
  const step = typeof taken === 'function' ? taken : (given: string) => (given === salt ? (taken ?? given) : given)
  const name = { code, ...(key !== undefined && { key }) }
  return { ...name, fix: 'salt-key', rarity, change: { salt: step }, ...(alone && { alone: true as const }) }
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
  return cutsOf(salt).map(
    (cut): Mutation => ({
      code: 'salt-cut',
      fix: 'salt-key',
      rarity: 4,
      // The mask is not cut, because that would reveal how much of the SALT is left.
      change: { salt: (given) => (given === salt ? cut(given) : given) },
      alone: true
    })
  )
}
