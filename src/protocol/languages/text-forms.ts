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

/** HTML entities as other languages write them: PHP with ENT_NOQUOTES, Go's html.EscapeString, Python's html.escape. */
export const OTHER_HTML_ESCAPES: readonly ((text: string) => string)[] = [
  escapedAngles,
  (text) => escapedAngles(text).replaceAll('"', '&quot;'),
  (text) => escapedAngles(text).replaceAll('"', '&quot;').replaceAll("'", '&#039;'),
  (text) => escapedAngles(text).replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
  (text) => escapedAngles(text).replaceAll('"', '&quot;').replaceAll("'", '&#x27;')
]

function escapedAngles(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A character outside the basic plane, which columns of MySQL's utf8 and filters of emoji do not keep. */
const BEYOND_BASIC = /[\u{10000}-\u{10ffff}]/gu
/** Pictures, with the signs that join and vary them. */
const PICTURES = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d|\u20e3/gu

/** What filters and columns make of a text with emoji. */
export const WITHOUT_EMOJI: readonly ((text: string) => string)[] = [
  ...['', '?', '\ufffd', '??', '????', '\ufffd\ufffd', '*'].map(
    (filler) => (text: string) => text.replace(BEYOND_BASIC, filler)
  ),
  (text) => text.replace(PICTURES, '')
]

/** JavaScript's old `escape`: `%u4E2D`, `%20`. */
export function jsEscape(text: string): string {
  return text.replace(/[^A-Za-z0-9@*_+\-./]/g, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).toUpperCase()
    return hex.length > 2 ? `%u${hex.padStart(4, '0')}` : `%${hex.padStart(2, '0')}`
  })
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

/** PHP's `addslashes`: a backslash before quotes and backslashes. */
export function addSlashes(text: string): string {
  return text.replace(/['"\\]/g, '\\$&')
}

/** A text without its characters beyond ASCII: `iconv('UTF-8', 'ASCII//IGNORE', …)`, `encode('ascii', 'ignore')`. */
export function withoutNonAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]+/g, '')
}

/** Python's `unicode_escape`: `\u4e2d`, `\xe9`, `\U0001f600`. */
export function pythonEscape(text: string): string {
  return text.replace(/[^ -[\]-~]/gu, (one) => {
    const code = one.codePointAt(0) ?? 0
    const hex = code.toString(16)
    if (code > 0xffff) return `\\U${hex.padStart(8, '0')}`
    return PYTHON_ESCAPES[one] ?? (code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`)
  })
}

const PYTHON_ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
