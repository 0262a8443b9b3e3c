import { codePointName, names } from '../protocol/text.js'

/**
 * Characters that move the cursor, change the direction of text, break a line, or are invisible: control and format
 * characters, separators, fillers, tags, lone surrogates. Tab, line feed and the joiners of emoji are not among them.
 * Made only when needed, because its Unicode tables take longer than reading the command line.
 */
const unsafe = () =>
  /(?!\t|\n|\p{Variation_Selector}|(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu

/** Nearly all text: ASCII, Chinese and its punctuation. Testing it with {@link unsafe} would slow down the start. */
const PLAINLY_SAFE =
  /^[\t\n\x20-\x7e\u2713\u2717\u2026\u201c\u201d\u3001\u3002\u300a\u300b\u4e00-\u9fff\uff01-\uff5e]*$/

/** Makes characters of foreign text visible on which a terminal acts, or which nobody sees: `<U+001B>`. */
export function visible(text: string): string {
  return PLAINLY_SAFE.test(text) ? text : text.replace(unsafe(), shown)
}

/** Like {@link visible}, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, shown)
}

function shown(one: string): string {
  return `<${codePointName(one.codePointAt(0) as number)}>`
}

/** The names of the characters that {@link visible} changes, each once. */
export function unsafeIn(text: string): string[] {
  return names((text.match(unsafe()) ?? []).join(''))
}

/** The escape sequences of the styles of colour.ts. */
const STYLE = `${'\u001b'}\\[(?:1|2|22|31|32|35|39|38;5;(?:160|28|130|30|164))m`

/** Made when styled text is first written, which is only for terminals. */
let styleOrUnsafe: RegExp | undefined

/**
 * The last step before a screen, for all text: like {@link visible}, but the styles of this program itself pass if it
 * uses any.
 */
export function screenText(text: string, styled: boolean): string {
  if (!styled) return visible(text)
  styleOrUnsafe ??= new RegExp(`${STYLE}|${unsafe().source}`, 'gu')
  return text.replace(styleOrUnsafe, (one) => (one.length > 2 ? one : shown(one)))
}

const BREAKS = /[\t\n\r]/

/** The same JSON on one line, for quoting in a command line. It has no character that {@link visible} changes. */
export function visibleJson(text: string): string {
  // A line break can only be between tokens: inside a string it is already an escape.
  let line = ''
  let gap = ''
  for (const piece of text.trim().split(/(\s+)/)) {
    if (/\S/.test(piece)) {
      line += gap + piece
      gap = ''
    } else gap = BREAKS.test(piece) ? '' : piece
  }
  return harmlessJson(line)
}

/** A JSON document on one line, safe for a screen. */
export function jsonLine(value: unknown): string {
  return harmlessJson(JSON.stringify(value))
}

/** The same JSON, with characters on which a terminal acts as escapes. */
export function harmlessJson(text: string): string {
  if (PLAINLY_SAFE.test(text)) return text
  // An unescaped carriage return can only be between tokens.
  return text
    .replace(/\r\n?/g, '\n')
    .replace(unsafe(), (one) => [...Array(one.length).keys()].map((i) => unitEscape(one.charCodeAt(i))).join(''))
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
