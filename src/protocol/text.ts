const INVISIBLE = /[\ufeff\u200b-\u200d\u2060\u00ad]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The white space of Go's `strings.TrimSpace` (Unicode White_Space), which the official Go demo calls. */
function isSpace(unit: number): boolean {
  if (unit < 0x85) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
  if (unit < 0x2000) return unit === 0x85 || unit === 0xa0 || unit === 0x1680
  if (unit <= 0x200a) return true
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000
}

/** Trims exactly what Go's `strings.TrimSpace` trims. `String.prototype.trim` trims some more and some fewer. */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end - start === text.length ? text : text.slice(start, end)
}

/** The names of the characters that {@link trimSpace} removes, each once. */
export function edgeSpace(text: string): string[] {
  const kept = trimSpace(text)
  const from = text.indexOf(kept)
  return names(text.slice(0, from) + text.slice(from + kept.length))
}

/** The names of the invisible characters that stay in a value and are signed, each once. */
export function invisibleCharacters(text: string): string[] {
  return names((text.match(INVISIBLE) ?? []).join(''))
}

/** The name of the first unpaired surrogate. Text with one cannot be encoded as UTF-8. */
export function loneSurrogate(text: string): string | undefined {
  const found = LONE_SURROGATE.exec(text)
  return found ? codePointName(found[0].charCodeAt(0)) : undefined
}

/** The `U+XXXX` names of the characters of a text, each once, in order. */
export function names(text: string): string[] {
  return [...new Set(Array.from(text, (one) => codePointName(one.codePointAt(0) as number)))]
}

/** Compares by UTF-8 bytes (by code point). JavaScript's `<` compares by UTF-16 unit. */
export function compareBytes(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** Ranks surrogates (code points above U+FFFF) after U+E000-FFFF. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** Up to this many items, insertion sort is cheaper than the engine's sort with its callbacks. */
const FEW = 32

/** Sorts items in place by the UTF-8 bytes of their texts; equal texts keep their order. */
export function sortByBytes<T>(items: T[], textOf: (item: T) => string): T[] {
  if (items.length > FEW) return items.sort((a, b) => compareBytes(textOf(a), textOf(b)))
  for (let i = 1; i < items.length; i++) {
    const item = items[i] as T
    const text = textOf(item)
    let at = i
    while (at > 0 && compareBytes(textOf(items[at - 1] as T), text) > 0) {
      items[at] = items[at - 1] as T
      at--
    }
    items[at] = item
  }
  return items
}

/** A copy to keep. A slice of a long text would keep the whole text in memory. */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

/** `U+3000`, the name of a character that cannot be seen. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
