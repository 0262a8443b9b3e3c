/**
 * The escapes in a quoted text: PHP's single quotes have two, other languages have those of JSON and more. Behind any
 * other backslash Python keeps both characters, JavaScript the second one, and of a line break none.
 */
type Escapes = 'php' | 'python' | 'javascript'

/** The members of a literal, in order. Texts are decoded, everything else is as written. */
export type LiteralMembers = [key: string, value: { text: string; isText: boolean }][]

const NAMED: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  a: '\u0007',
  e: '\u001b'
}

/** The match of a sticky pattern at a position. */
function at(pattern: RegExp, text: string, place: number): RegExpExecArray | undefined {
  pattern.lastIndex = place
  return pattern.exec(text) ?? undefined
}

const OPEN = /\s*(?:\{|\[|array\s*\(|\(object\)\s*array\s*\()/y
const CLOSE = /\s*(?:\}|\]|\))/y
const KEY = /\s*(?:[ub]?(['"])|:?([A-Za-z_]\w*))/y
const JOINT = /\s*(?:=>|:)\s*/y
const BARE = /[\w.+-]+/y
const QUOTE = /[uUbr]?(['"`])/y
/** Behind `\x`, `\u` or `\U`: the number of a character; in braces, as Rust writes it. */
const HEX =
  /(?<=x)[\da-fA-F]{2}|(?<=u)[\da-fA-F]{4}|(?<=U)00(?:0[\da-fA-F]|10)[\da-fA-F]{4}|(?<=u)\{(?:10|[\da-fA-F])?[\da-fA-F]{1,4}\}/y
const COMMA = /\s*(,?)/y

/**
 * Reads a flat literal of Python, JavaScript, PHP, Ruby or Rust, as a debugger or a log prints it: `{'a': 'x', 'n': 1}`,
 * `{ a: 'x' }`, `array ( 'a' => 'x', )`. Texts in quotes are decoded exactly.
 *
 * @returns nothing if the text is not a literal, or holds more than texts and numbers
 */
export function readLiteral(text: string): LiteralMembers | undefined {
  const found = literalAt(text, 0)
  return found && text.slice(found.end).trim() === '' ? found.members : undefined
}

/** The literal that begins here, as {@link readLiteral} reads it, and where it ends. */
export function literalAt(text: string, start: number): { members: LiteralMembers; end: number } | undefined {
  const open = at(OPEN, text, start)
  if (!open) return undefined
  const escapes: Escapes = open[0].endsWith('(') ? 'php' : 'python'
  const members: LiteralMembers = []
  let place = OPEN.lastIndex
  for (;;) {
    if (at(CLOSE, text, place)) return { members, end: CLOSE.lastIndex }
    const key = at(KEY, text, place)
    if (!key) return undefined
    const name =
      key[1] === undefined ? { text: key[2] ?? '', end: KEY.lastIndex } : quoted(text, KEY.lastIndex, key[1], escapes)
    if (!name || !at(JOINT, text, name.end)) return undefined
    const value = valueAt(text, JOINT.lastIndex, escapes)
    if (!value) return undefined
    members.push([name.text, value])
    const comma = at(COMMA, text, value.end)
    place = COMMA.lastIndex
    if (comma?.[1] === '' && !at(CLOSE, text, place)) return undefined
  }
}

/** A name and what separates it from its value, in the fields of an object of Python or a line of logfmt. */
const FIELD = /(?:,\s*|\s+)?([A-Za-z_]\w*)=/y

/**
 * Reads `timestamp='1', msg='{…}'` from here on, as Python prints the fields of a dataclass or a model, with commas or
 * spaces between them. Texts in quotes are decoded exactly.
 *
 * @returns the fields up to the first one that is neither a text in quotes nor a word
 */
export function fieldsAt(text: string, start: number): { members: LiteralMembers; end: number } {
  const members: LiteralMembers = []
  let end = start
  for (let name = at(FIELD, text, end); name; name = at(FIELD, text, end)) {
    const value = valueAt(text, FIELD.lastIndex, 'python')
    if (!value) break
    // A signature of digits is no number.
    members.push([name[1] ?? '', { text: value.text, isText: true }])
    end = value.end
  }
  return { members, end }
}

/** A text in single quotes or backticks that may be an object: what escapes its own quotes does so with a backslash. */
const TEXT = /(?<![\w\\])u?(['`])(?=\s*\{)/g

/** The texts in quotes in a text that may be objects, each with its quotes, as Python and JavaScript print them. */
export function quotedObjects(text: string): string[] {
  const found: string[] = []
  TEXT.lastIndex = 0
  for (let begin = TEXT.exec(text); begin; begin = TEXT.exec(text)) {
    const one = quoted(text, TEXT.lastIndex, begin[1] ?? '', 'python')
    if (!one) continue
    found.push(text.slice(begin.index, one.end))
    TEXT.lastIndex = one.end
  }
  return found
}

/** The text that a quoted literal of Python or JavaScript stands for; nothing if there is more than the literal. */
export function readTextLiteral(text: string): string | undefined {
  const open = at(QUOTE, text, 0)
  if (!open) return undefined
  const found = quoted(text, QUOTE.lastIndex, open[1] ?? '', 'python')
  return found && text.slice(found.end).trim() === '' ? found.text : undefined
}

function valueAt(text: string, place: number, escapes: Escapes) {
  const open = at(QUOTE, text, place)
  if (open) {
    const found = quoted(text, QUOTE.lastIndex, open[1] ?? '', escapes)
    return found && { ...found, isText: true }
  }
  const bare = at(BARE, text, place)
  return bare && { text: bare[0], end: BARE.lastIndex, isText: false }
}

/** Reads a quoted text, from after its first quote to after its last. */
export function quoted(
  text: string,
  from: number,
  quote: string,
  escapes: Escapes
): { text: string; end: number } | undefined {
  let decoded = ''
  for (let i = from; i < text.length; i++) {
    const unit = text.charAt(i)
    if (unit === quote) return { text: decoded, end: i + 1 }
    if (unit !== '\\') {
      decoded += unit
      continue
    }
    const next = text.charAt(++i)
    if (escapes === 'php') {
      decoded += next === '\\' || next === quote ? next : `\\${next}`
      continue
    }
    const [hex] = at(HEX, text, i + 1) ?? []
    if (hex !== undefined) {
      decoded += String.fromCodePoint(Number.parseInt(hex.replace('{', ''), 16))
      i += hex.length
    } else if (NAMED[next] !== undefined && !(escapes === 'javascript' && 'ae'.includes(next))) decoded += NAMED[next]
    else if (escapes === 'javascript') decoded += next === '\n' ? '' : next
    else decoded += '\\\'"`/'.includes(next) ? next : `\\${next}`
  }
  return undefined
}

/** The text of Python's `b'…'`, which holds UTF-8. */
export function readBytesLiteral(text: string): string | undefined {
  const [, quote] = /^b(['"])/.exec(text) ?? []
  if (quote === undefined) return undefined
  const found = quoted(text, 2, quote, 'python')
  if (!found || text.slice(found.end).trim() !== '') return undefined
  const decoded = Buffer.from(found.text, 'latin1').toString('utf8')
  return decoded.includes('\ufffd') ? undefined : decoded
}
