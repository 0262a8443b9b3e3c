import { hash } from 'node:crypto'
import { pythonBytes } from '../../protocol/languages/formats.js'
import { htmlEscaped, htmlUnescaped } from '../../protocol/languages/text-forms.js'

/** What becomes of a secret between the console and the code that hashes it. */
export type SecretMishap =
  | 'not-loaded'
  | 'not-its-text'
  | 'printed'
  | 'trimmed'
  | 'line-break'
  | 'byte-order-mark'
  | 'space'
  | 'invisible-character'
  | 'quotes'
  | 'unquoted'
  | 'lower-case'
  | 'upper-case'
  | 'rest-of-line'
  | 'twice'
  | 'hashed'
  | 'hashed-by-sha1'
  | 'encoded'

/**
 * A form in which a SALT or a token is hashed by mistake: from 1 (many people do it) to 5 (few do), what becomes of the
 * secret, for some what exactly did it, and whether it is not looked for beside other mistakes.
 */
export type SecretForm = readonly [
  mishap: SecretMishap,
  rarity: number,
  change: (secret: string) => string,
  detail?: string,
  alone?: 'alone'
]

/** The texts of an unset variable in various languages; the first is empty. */
const NOT_LOADED = ['', 'undefined', 'null', 'None', '<nil>', 'nil', 'false', 'NaN']
/** The texts of something that is not yet, or not only, a secret: of JavaScript, PHP, pydantic. */
const NOT_ITS_TEXT = ['[object Object]', 'Array', '**********']
/** What stands behind a secret in a line of code or of a configuration. */
const LINE_ENDS = [';', ',', '"', "'"]
/** What a web page or a chat adds: zero width space, no-break space, left-to-right mark, word joiner. */
const INVISIBLE = ['\u200b', '\u00a0', '\u200e', '\u2060']

/** How languages print a secret that is in something else, with … in its place. */
const PRINTED: readonly (readonly [form: string, print: (secret: string) => string])[] = [
  ['Optional[…]', (secret) => `Optional[${secret}]`],
  ["['…']", (secret) => `['${secret}']`],
  ['["…"]', (secret) => `["${secret}"]`],
  ['[…]', (secret) => `[${secret}]`],
  ['Some(…)', (secret) => `Some(${secret})`]
]

/** The table, in which the likelier of two forms that are the same text comes first. */
export const SECRET_FORMS: readonly SecretForm[] = [
  ...NOT_LOADED.map((text): SecretForm => ['not-loaded', text.length < 5 ? 2 : 3, () => text, text]),
  ['not-its-text', 4, () => '[object Promise]', '[object Promise]'],
  ...NOT_ITS_TEXT.map((text): SecretForm => ['not-its-text', 4, () => text, text, 'alone']),
  ['printed', 4, pythonBytes, "b'…'"],
  ...PRINTED.map(([form, print]): SecretForm => ['printed', 4, print, form, 'alone']),
  ['trimmed', 3, (secret) => secret.trim()],
  ['line-break', 3, (secret) => `${secret}\n`],
  ['line-break', 4, (secret) => `${secret}\r\n`],
  ['line-break', 5, (secret) => `${secret}\r`],
  ['byte-order-mark', 3, (secret) => `\ufeff${secret}`],
  ['space', 3, (secret) => ` ${secret}`],
  ['space', 3, (secret) => `${secret} `],
  ['space', 5, (secret) => ` ${secret} `],
  ['space', 5, (secret) => `${secret}\t`],
  ['quotes', 2, (secret) => `"${secret}"`],
  ['quotes', 4, (secret) => `'${secret}'`],
  ['lower-case', 3, (secret) => secret.toLowerCase()],
  ['upper-case', 3, (secret) => secret.toUpperCase()],
  ['quotes', 4, (secret) => `“${secret}”`],
  ['quotes', 5, (secret) => `\`${secret}\``],
  ['unquoted', 3, (secret) => secret.replace(/^(["'])(.*)\1$/s, '$2')],
  ...LINE_ENDS.map((end): SecretForm => ['rest-of-line', 4, (secret) => `${secret}${end}`, end]),
  ...['",', '";'].map((end): SecretForm => ['rest-of-line', 5, (secret) => `"${secret}${end}`, end]),
  ...INVISIBLE.flatMap((one): SecretForm[] => [
    ['invisible-character', 4, (secret) => `${secret}${one}`],
    ['invisible-character', 4, (secret) => `${one}${secret}`]
  ]),
  ['twice', 4, (secret) => `${secret}${secret}`],
  ['hashed', 4, (secret) => hash('md5', secret, 'hex'), 'MD5'],
  ['hashed', 5, (secret) => hash('md5', secret, 'hex').toUpperCase(), 'MD5'],
  ['hashed-by-sha1', 5, (secret) => hash('sha1', secret), 'SHA-1'],
  ['encoded', 5, (secret) => Buffer.from(secret).toString('base64'), 'Base64'],
  ['encoded', 4, encodeURIComponent, 'URL'],
  ['encoded', 4, (secret) => attempt(decodeURIComponent, secret), 'URL'],
  ['encoded', 4, (secret) => secret.replaceAll('+', ' '), 'URL'],
  ['encoded', 4, (secret) => attempt(decodeURIComponent, secret.replaceAll('+', ' ')), 'URL'],
  ['encoded', 4, htmlEscaped, 'HTML'],
  ['encoded', 4, htmlUnescaped, 'HTML'],
  ['encoded', 4, (secret) => secret.replaceAll('/', '\\/'), 'JSON'],
  ['encoded', 4, (secret) => JSON.stringify(secret).slice(1, -1), 'JSON'],
  ['encoded', 4, (secret) => secret.replace(/[<>&=']/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`), 'JSON'],
  ['encoded', 4, (secret) => secret.replaceAll('\\', ''), 'JSON']
]

function attempt(change: (text: string) => string, text: string): string {
  try {
    return change(text)
  } catch {
    return text // A lone % cannot be decoded.
  }
}

/** The fewest characters of a secret that was cut off, and the longest secret that is looked at. */
const [SHORTEST_CUT, LONGEST] = [4, 64]

/** The secret cut off at each position, at its end and at its front. */
export function cutsOf(secret: string): ((secret: string) => string)[] {
  const most = Math.max(0, Math.min(secret.length, LONGEST) - SHORTEST_CUT)
  return Array.from({ length: most }, (_, i) => i + 1).flatMap((length) => [
    (given: string) => given.slice(0, -length),
    (given: string) => given.slice(length)
  ])
}
