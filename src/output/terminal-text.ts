import { codePointName } from '../protocol/text.js'

/** Control characters, the two-sided override marks and lone surrogates, but not tab and line feed. */
const UNSAFE = /(?![\t\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** Makes control characters of remote text visible (`<U+001B>`) before it reaches a terminal. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (one) => `<${codePointName(one.codePointAt(0) as number)}>`)
}

/** As {@link visible}, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, (one) => `<${codePointName(one.charCodeAt(0))}>`)
}

/** The same JSON on one line, as a command line quotes it: no character in it is one that {@link visible} changes. */
export function visibleJson(text: string): string {
  // A line break stands between the tokens: inside a string it is an escape already.
  const line = text.trim().replace(/\s*[\t\n\r]\s*/g, '')
  return harmlessJson(line)
}

/** The same JSON, with the characters that a terminal acts on as escapes. */
export function harmlessJson(text: string): string {
  return text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const LONGEST = 160

/** The beginning of a text that a sentence quotes. Secrets are to be masked before: half of one is found by nobody. */
export function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
