const [QUOTE, COMMA, BACKSLASH, OPEN, CLOSE, RETURN] = [0x22, 0x2c, 0x5c, 0x7b, 0x7d, 0x0d]

/**
 * The members of an object whose values are all texts, without white space between them, as their JSON: nothing is
 * decoded yet. This takes a fraction of the time in which JSON is read, and says at once that no member is there twice.
 *
 * @returns nothing for any other text
 */
export function plainTexts(text: string): Map<string, string> | undefined {
  if (text.charCodeAt(0) !== OPEN) return undefined
  const found = new Map<string, string>()
  for (let at = 1; ; at++) {
    if (text.charCodeAt(at) !== QUOTE) return undefined
    const colon = text.indexOf('":"', at + 1)
    const key = text.slice(at + 1, colon)
    if (colon < 0 || !/^\w+$/.test(key) || found.has(key)) return undefined
    const end = endOfText(text, colon + 3)
    if (end < 0) return undefined
    found.set(key, text.slice(colon + 2, end + 1))
    at = end + 1
    const next = text.charCodeAt(at)
    if (next === CLOSE) return isRest(text, at + 1) ? found : undefined
    if (next !== COMMA) return undefined
  }
}

/** Where the quote stands that ends a text; -1 if there is none. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1
    while (text.charCodeAt(before) === BACKSLASH) before--
    if ((at - before) % 2 === 1) return at
  }
  return -1
}

/** A line of Windows ends in a carriage return. */
function isRest(text: string, at: number): boolean {
  return at === text.length || (at === text.length - 1 && text.charCodeAt(at) === RETURN)
}

/** A text of ASCII in which nothing is escaped. */
const PLAIN = /^"[\x20-\x21\x23-\x5b\x5d-\x7e]*"$/

/** The text that JSON stands for; nothing if it is none. */
export function textOfJson(json: string): string | undefined {
  if (PLAIN.test(json)) return json.slice(1, -1)
  try {
    const text: unknown = JSON.parse(json)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether JSON of a text certainly is what `JSON.stringify` would write: only quotes and backslashes are escaped, and
 * nothing that may follow an escaped backslash looks like another escape.
 */
export function isAsWritten(json: string): boolean {
  return !/\\(?!["\\])/.test(json)
}
