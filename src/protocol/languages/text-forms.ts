import { compareBytes } from '../text.js'

/** The forms that a text takes in other hands. */
const ENTITIES: [character: string, entity: string][] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
]

export function htmlEscaped(text: string): string {
  return ENTITIES.reduce((left, [character, entity]) => left.replaceAll(character, entity), text)
}

export function htmlUnescaped(text: string): string {
  return ENTITIES.toReversed().reduce((left, [character, entity]) => left.replaceAll(entity, character), text)
}

/** PHP's default comparison: two numeric strings are compared as numbers. */
export function comparePhp(a: string, b: string): number {
  return isNumeric(a) && isNumeric(b) ? Number(a) - Number(b) : compareBytes(a, b)
}

function isNumeric(text: string): boolean {
  return text.length < 400 && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)
}

/** PHP's `rawurlencode` and Python's `quote(safe='')`: everything but letters, digits and `-_.~`. */
export function rawUrlencode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, percent)
}

/** PHP's `urlencode`: + for a space, `~` encoded. */
export function phpUrlencode(text: string): string {
  return rawUrlencode(text).replaceAll('%20', '+').replaceAll('~', '%7E')
}

/** Percent-encoding in lower case, like .NET's `HttpUtility.UrlEncode`. */
export function inLowerCase(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
