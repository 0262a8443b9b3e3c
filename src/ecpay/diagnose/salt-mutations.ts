import { hash } from 'node:crypto'
import { htmlEscaped, htmlUnescaped } from '../../protocol/languages/text-forms.js'
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
    ['salt-with-quotes', 4, (given) => `“${given}”`],
    ['salt-with-quotes', 5, (given) => `\`${given}\``],
    ...LINE_ENDS.map((end): Candidate => ['salt-with-rest-of-line', 4, (given) => `${given}${end}`, end]),
    ...['",', '";'].map((end): Candidate => ['salt-with-rest-of-line', 5, (given) => `"${given}${end}`, end]),
    ...INVISIBLE.flatMap((one): Candidate[] => [
      ['salt-with-invisible-character', 4, (given) => `${given}${one}`],
      ['salt-with-invisible-character', 4, (given) => `${one}${given}`]
    ]),
    ['salt-twice', 4, (given) => `${given}${given}`],
    ['salt-hashed', 4, hash('md5', salt, 'hex')],
    ['salt-hashed', 5, hash('md5', salt, 'hex').toUpperCase()],
    ['salt-encoded', 5, Buffer.from(salt).toString('base64'), 'Base64'],
    ...otherForms(salt).map(([text, key]): Candidate => ['salt-encoded', 4, text, key]),
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

/** What stands behind the SALT in a line of code or of a configuration. */
const LINE_ENDS = [';', ',', '"', "'"]
/** What a web page or a chat adds: zero width space, no-break space, left-to-right mark, word joiner. */
const INVISIBLE = ['\u200b', '\u00a0', '\u200e', '\u2060']

/** Forms of a SALT with special characters, with what made them. */
function otherForms(salt: string): [text: string, key: string][] {
  return [
    [encodeURIComponent(salt), 'URL'],
    [attempt(decodeURIComponent, salt), 'URL'],
    [salt.replaceAll('+', ' '), 'URL'],
    [attempt(decodeURIComponent, salt.replaceAll('+', ' ')), 'URL'],
    [htmlEscaped(salt), 'HTML'],
    [htmlUnescaped(salt), 'HTML'],
    [salt.replaceAll('/', '\\/'), 'JSON'],
    [JSON.stringify(salt).slice(1, -1), 'JSON'],
    [salt.replace(/[<>&=']/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`), 'JSON'],
    [salt.replaceAll('\\', ''), 'JSON']
  ]
}

function attempt(change: (text: string) => string, text: string): string {
  try {
    return change(text)
  } catch {
    return text // A lone % cannot be decoded.
  }
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
