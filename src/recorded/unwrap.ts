import { type JsonValue, jsonIn, readJson } from '../protocol/json/json.js'
import { printedText } from '../protocol/printed-bytes.js'

/** In UTF-16 units: how much to read from every beginning of an object together. Few lines have objects that do not end. */
const MOST_READ = 16_777_216

/** Every complete JSON object in a text with something around it. An object inside another is not tried separately. */
export function objectsIn(text: string, isWanted: (one: string) => boolean): string[] {
  const found: string[] = []
  const { length } = text.trim()
  let left = MOST_READ
  for (let start = text.indexOf('{'); start >= 0 && left > 0; ) {
    const end = objectEnd(text, start)
    left -= (end || text.length) - start
    const one = text.slice(start, end)
    const isWhole = end > 0 && one.length < length && isWanted(one) && jsonIn(one) !== undefined
    if (isWhole) found.push(one)
    start = text.indexOf('{', isWhole ? end : start + 1)
  }
  return found
}

/** The end of the object that begins here, or 0. Braces inside strings do not count. */
export function objectEnd(text: string, start: number): number {
  let depth = 0
  let inText = false
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (inText) {
      if (unit === 0x5c) i++
      else if (unit === 0x22) inText = false
    } else if (unit === 0x22) inText = true
    else if (unit === 0x7b) depth++
    else if (unit === 0x7d && --depth === 0) return i + 1
  }
  return 0
}

/** A text that is Base64 of an object, in one line or several. */
export function fromBase64(text: string): string[] {
  const bare = text.replace(/\s+/g, '')
  if (bare.length < 80 || !/^[\w+/-]+={0,2}$/.test(bare)) return []
  const decoded = Buffer.from(bare, 'base64').toString('utf8')
  return decoded.trimStart().startsWith('{') && !decoded.includes('\ufffd') ? [decoded] : []
}

/** The beginning of an object inside a JSON text; .NET writes its quotes as `\u0022`. */
export const ESCAPED_OBJECT = /\{\s*\\(?:"|u0022)/

/** A JSON text without its outer quotes: `{\"timestamp\":…`. */
export function fromEscapes(text: string): string[] {
  const bare = text.trim()
  if (bare.search(ESCAPED_OBJECT) !== 0) return []
  return attempt(() => {
    const inner = readJson(`"${bare}"`)
    return inner.kind === 'string' ? inner.text : ''
  })
}

/** A percent-encoded object; `=` behind it is of a form whose only name it is. */
export function fromPercents(text: string): string[] {
  if (!/^\s*(?:%7B|%22)/i.test(text)) return []
  return attempt(() => formDecoded(text.trim().replace(/=$/, '')))
}

/** Decodes the text of a form, where `+` is a space. */
export function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

/** Marks at the beginning of every line: of a quotation or a patch, and line numbers. */
const LINE_MARKS: readonly RegExp[] = [/^[ \t]*[>+|│][ \t]?/, /^[ \t]*\d+(?:[ \t]*[:.|│)][ \t]?|\t| {1,4})/]
/** What web pages and chats put around a text, and in place of spaces. */
const INVISIBLE = /[\u00a0\u3000\u200b\u200e\u2060\ufeff]/
const FENCE = /^[ \t]*(?:```|~~~)/

/** The text without what copying added: marks in front of its lines, the fence of Markdown, invisible characters. */
export function fromCopiedLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const [open, close] = lines.flatMap((line, i) => (FENCE.test(line) ? [i] : []))
  const marked = LINE_MARKS.filter((mark) => lines.length > 1 && lines.every((line) => mark.test(line)))
  return [
    ...(open === undefined ? [] : [lines.slice(open + 1, close).join('\n')]),
    ...marked.map((mark) => lines.map((line) => line.replace(mark, '')).join('\n')),
    ...(INVISIBLE.test(text) ? [lines.map(bareLine).join('\n')] : [])
  ]
}

/** A line without the spaces and invisible characters at its ends. */
function bareLine(line: string): string {
  const isLeft = (at: number) => INVISIBLE.test(line.charAt(at)) || /\s/.test(line.charAt(at))
  let [start, end] = [0, line.length]
  while (start < end && isLeft(start)) start++
  while (end > start && isLeft(end - 1)) end--
  return line.slice(start, end)
}

/** The texts of a value that has line breaks inside, as a terminal breaks them; the one that keeps every blank first. */
export function fromBrokenLines(text: string): string[] {
  return /\n/.test(text.trim()) ? [text.replace(/\r?\n/g, ''), text.replace(/\r?\n */g, '')] : []
}

/** The source of every object in a value for which `isWanted` is true, and every text in it, the outermost first. */
export function insideOf(
  text: string,
  value: JsonValue,
  isWanted: (one: JsonValue) => boolean,
  depth: number
): string[] {
  if (value.kind === 'string') return [value.text]
  if (depth === 0) return []
  return itemsOf(value).flatMap((one) =>
    isWanted(one)
      ? [text.slice(one.start, one.end)]
      : (fromPrinted(text.slice(one.start, one.end), one) ?? insideOf(text, one, isWanted, depth - 1))
  )
}

/** The text of bytes that are a JSON value, as Node.js writes them; nothing where it is another value. */
export function fromPrinted(source: string, { kind }: JsonValue): string[] | undefined {
  const text = kind === 'object' || kind === 'array' ? printedText(source) : undefined
  return text === undefined ? undefined : [text]
}

function itemsOf(value: JsonValue): readonly JsonValue[] {
  if (value.kind === 'array') return value.items
  return value.kind === 'object' ? value.members.map((one) => one.value) : []
}

/** The objects in a value for which `isWanted` is true, the outermost only. */
export function objectsOf(value: JsonValue, isWanted: (one: JsonValue) => boolean, depth: number): JsonValue[] {
  if (depth === 0) return []
  return itemsOf(value).flatMap((one) => (isWanted(one) ? [one] : objectsOf(one, isWanted, depth - 1)))
}

export function attempt(read: () => string): string[] {
  try {
    return [read()]
  } catch {
    return []
  }
}

export function present(text: string | undefined): string[] {
  return text === undefined ? [] : [text]
}
