import { addAll } from '../protocol/add-all.js'

/** A part of a text that is secret, and what takes its place. */
interface Secret {
  start: number
  end: number
  mark: string
}

/** Whether a value is not secret, like the demo keys. */
type IsPublic = (value: string) => boolean

/** What a text with a secret must contain. A key may be written with escapes. */
const MAY_BE_NAMED = /token|secret|salt|private|\\u00|%[4-7]/i
/** The order_token of an order is none of them: every client that pays for it gets it. */
const SECRET_KEY = /(?:(?<!order[-_]?)token|secret|salt|private[-_]?key)$/i
const MARK = '<SECRET>'

/** A JSON string, closed or not. */
const STRING = /"((?:[^"\\]|\\[\s\S])*)(?:"|\\?$)/g
const COLON = /\s*:\s*/y
/** What opens or closes a value of several, or begins a string in it. */
const BRACKET = /["{}[\]]/g
/** A value that is no string, or should have been one. */
const WORD = /[^\s,"{}[\]][^,}\]\r\n]*/y
const ESCAPE = /\\(?:u([0-9a-f]{4})|[\s\S]|$)|[^\\]+/gi
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** The name of a parameter of a form or of a query, also as Go writes it in JSON. */
const PARAMETER = /(?:^|[&?]|\\u0026)((?:(?!\\u0026)[^&=?])*)=/g
/** Also in an address in JSON, whose string it must not leave. */
const PARAMETER_VALUE = /[^&\s"'\\<>]*/y
/** A value that is written with escapes as it should be. */
const ENCODED_VALUE = /[^&?\s"'\\<>]*/y

/**
 * A text with marks in place of the values whose keys say that they are secret: in JSON at any depth, also in strings
 * that hold JSON, in a form and in a query. A JSON value that is no string becomes a mark in quotes. All else stays as
 * it is written. A text that is no whole JSON is read as far as it is some.
 */
export function withoutCredentials(text: string, isPublic: IsPublic): string {
  if (!MAY_BE_NAMED.test(text)) return text
  const masked = marked(text, secretsInJson(text, isPublic))
  return marked(masked, secretsInForm(masked, isPublic))
}

function marked(text: string, secrets: readonly Secret[]): string {
  let [at, written] = [0, '']
  for (const { start, end, mark } of secrets) {
    written += text.slice(at, start) + mark
    at = end
  }
  return written + text.slice(at)
}

/** Each character is read a few times at each depth, and each depth takes twice as many characters to write. */
function secretsInJson(text: string, isPublic: IsPublic): Secret[] {
  const found: Secret[] = []
  for (let string = matchAt(STRING, text, 0), at = 0; string; string = matchAt(STRING, text, at)) {
    const [all, content = ''] = string
    at = string.index + all.length
    const colon = matchAt(COLON, text, at)
    const held = content.includes('\\') ? unescaped(content) : undefined
    const isKey = colon !== undefined && SECRET_KEY.test(held?.text ?? content)
    if (isKey) {
      const value = valueAt(text, at + colon[0].length)
      if (!isPublic(text.slice(value.start, value.end)) && value.mark !== '') found.push(value)
      at = Math.max(at, value.next)
    } else if (held?.text.includes('"')) addAll(found, heldSecrets(held, string.index + 1, isPublic))
  }
  return found
}

/** Those in the JSON that a string holds, as parts of the text in which the string is. */
function heldSecrets({ text, places }: Unescaped, from: number, isPublic: IsPublic): Secret[] {
  return secretsInJson(text, isPublic).map(({ start, end, mark }) => ({
    start: from + (places[start] ?? 0),
    end: from + (places[end] ?? 0),
    mark: JSON.stringify(mark).slice(1, -1)
  }))
}

/** The value of a secret key, with an empty mark if it is not secret, and where to read on. */
function valueAt(text: string, start: number): Secret & { next: number } {
  const first = text[start]
  if (first === '"') {
    const [all = '', content = ''] = matchAt(STRING, text, start) ?? []
    return { start: start + 1, end: start + 1 + content.length, mark: MARK, next: start + all.length }
  }
  const quoted = `"${MARK}"`
  if (first === '{' || first === '[') {
    const end = endOf(text, start)
    return { start, end, mark: quoted, next: end }
  }
  const [word = ''] = matchAt(WORD, text, start) ?? []
  const end = start + word.trimEnd().length
  return { start, end, mark: /^(?:|null|true|false)$/.test(word.trimEnd()) ? '' : quoted, next: end }
}

/** Where an object or an array ends; at the end of the text if it is not closed. */
function endOf(text: string, start: number): number {
  let depth = 0
  for (let one = matchAt(BRACKET, text, start); one; ) {
    const [sign] = one
    let next = one.index + 1
    if (sign === '"') next = one.index + (matchAt(STRING, text, one.index)?.[0].length ?? 1)
    else depth += sign === '{' || sign === '[' ? 1 : -1
    if (depth === 0) return next
    one = matchAt(BRACKET, text, next)
  }
  return text.length
}

/** What is written in a string. */
interface Unescaped {
  text: string
  /** Where each of its characters begins in the string, and where the last one ends. */
  places: readonly number[]
}

function unescaped(content: string): Unescaped {
  const places: number[] = []
  const text = content.replace(ESCAPE, (all, code, at) => {
    if (!all.startsWith('\\')) {
      for (let i = 0; i < all.length; i++) places.push(at + i)
      return all
    }
    if (all === '\\') return ''
    places.push(at)
    const character = all.slice(1)
    return code === undefined ? (ESCAPED[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16))
  })
  places.push(content.length)
  return { text, places }
}

function secretsInForm(text: string, isPublic: IsPublic): Secret[] {
  const found: Secret[] = []
  for (let parameter = matchAt(PARAMETER, text, 0), at = 0; parameter; parameter = matchAt(PARAMETER, text, at)) {
    const [all, key = ''] = parameter
    const start = parameter.index + all.length
    at = start
    const isKey = SECRET_KEY.test(decoded(key))
    const [value = ''] = matchAt(isKey ? PARAMETER_VALUE : ENCODED_VALUE, text, start) ?? []
    const end = start + value.length
    const isSecret = isKey ? value !== '' && !isPublic(value) : holdsSecret(value, isPublic)
    if (isSecret) found.push({ start, end, mark: MARK })
    if (isKey || isSecret) at = end
  }
  return found
}

/** Whether there are secrets in the JSON that a value of a form is. */
function holdsSecret(value: string, isPublic: IsPublic): boolean {
  return value.includes('%22') && secretsInJson(decoded(value), isPublic).length > 0
}

/** As characters what is written as bytes, which is enough to find names. */
function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The first match of a global or sticky pattern from a place. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
