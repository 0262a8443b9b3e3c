import { codePointName, names } from '../protocol/text.js'

/**
 * What moves a cursor, turns the order of letters, breaks a line, or is seen nowhere: control and format characters,
 * separators, fillers, tags, lone surrogates. Not tab and line feed, nor what joins an emoji. Made when it is needed: the
 * tables of Unicode take a start longer than to read the command line.
 */
const unsafe = () =>
  /(?!\t|\n|\p{Variation_Selector}|(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu

/** Nearly all text: ASCII, Chinese and its punctuation. What {@link unsafe} takes to look through it, a start would feel. */
const PLAINLY_SAFE =
  /^[\t\n\x20-\x7e\u2713\u2717\u2026\u201c\u201d\u3001\u3002\u300a\u300b\u4e00-\u9fff\uff01-\uff5e]*$/

/** Makes characters of foreign text that a terminal acts on, or nobody sees, visible: `<U+001B>`. */
export function visible(text: string): string {
  return PLAINLY_SAFE.test(text) ? text : text.replace(unsafe(), shown)
}

/** As {@link visible}, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, shown)
}

function shown(one: string): string {
  return `<${codePointName(one.codePointAt(0) as number)}>`
}

/** The characters that {@link visible} changes, named, each once. */
export function unsafeIn(text: string): string[] {
  return names((text.match(unsafe()) ?? []).join(''))
}

/** The styles of colour.ts, as they are written. */
const STYLE = `${'\u001b'}\\[(?:1|2|22|31|32|35|39|38;5;(?:160|28|130|30|164))m`

/** Made when text is styled: only a terminal's is. */
let styleOrUnsafe: RegExp | undefined

/**
 * The last door before a screen, through which everything goes whatever was done to it before: as {@link visible},
 * and no escape gets through but the styles of this program itself, where it has any.
 */
export function screenText(text: string, styled: boolean): string {
  if (!styled) return visible(text)
  styleOrUnsafe ??= new RegExp(`${STYLE}|${unsafe().source}`, 'gu')
  return text.replace(styleOrUnsafe, (one) => (one.length > 2 ? one : shown(one)))
}

const BREAKS = /[\t\n\r]/

/** The same JSON on one line, as a command line quotes it: no character in it is one that {@link visible} changes. */
export function visibleJson(text: string): string {
  // A line break stands between the tokens: inside a string it is an escape already.
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

/** A document of JSON on one line, safe on a screen. */
export function jsonLine(value: unknown): string {
  return harmlessJson(JSON.stringify(value))
}

/** The same JSON, with the characters that a terminal acts on as escapes. */
export function harmlessJson(text: string): string {
  if (PLAINLY_SAFE.test(text)) return text
  // As it is, a carriage return stands between the tokens only.
  return text
    .replace(/\r\n?/g, '\n')
    .replace(unsafe(), (one) => [...Array(one.length).keys()].map((i) => unitEscape(one.charCodeAt(i))).join(''))
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
