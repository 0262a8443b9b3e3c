/** The numbers in what a language prints for bytes: JSON of Node, Java's Arrays.toString, Go's %v, Python's list. */
const LIST =
  /^\s*(?:\{\s*"type"\s*:\s*"Buffer"\s*,\s*"data"\s*:\s*|(?:\[\d{0,9}\]\s*)?[A-Za-z][\w .]{0,40}(?:\(\d{0,9}\)|\[\d{0,9}\])?\s*)?[[({]{1,2}\s*(-?\d{1,3}(?:[\s,]+-?\d{1,3})*)[\s,]*[\])}]{1,2}\s*(?:\}\s*)?(?:;\s*)?$/
/** JSON of a Uint8Array: `{"0":48,"1":130}`. */
const BY_INDEX = /^\s*\{\s*"0"\s*:\s*\d{1,3}\s*(?:,\s*"\d{1,9}"\s*:\s*\d{1,3}\s*)*\}\s*$/

/**
 * The bytes that a program printed in place of their text: `{"type":"Buffer","data":[48,130]}`, `{"0":48,"1":130}`,
 * `[48, -126]`, `[48 130]`, `new byte[] {48, -126}`.
 *
 * @returns nothing where the text is something else
 */
export function printedBytes(text: string): Buffer | undefined {
  const list = LIST.exec(text)?.[1]?.match(/-?\d+/g) ?? (BY_INDEX.test(text) ? valuesIn(text) : undefined)
  const numbers = list?.map(Number)
  if (!numbers || numbers.some((one) => one < -128 || one > 255)) return undefined
  return Buffer.from(numbers)
}

/** The values behind indices that count from 0. */
function valuesIn(text: string): string[] | undefined {
  const pairs = [...text.matchAll(/"(\d+)"\s*:\s*(\d+)/g)]
  return pairs.every(([, index], at) => Number(index) === at) ? pairs.map(([, , value = '']) => value) : undefined
}

/** The text of such bytes; nothing where they are no UTF-8. */
export function printedText(text: string): string | undefined {
  const bytes = printedBytes(text)
  if (!bytes) return undefined
  const read = bytes.toString('utf8')
  return Buffer.from(read).equals(bytes) ? read : undefined
}
