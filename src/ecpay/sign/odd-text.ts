import { GBK_MARKS } from '../../protocol/damaged-text.js'

/**
 * By UTF-16 unit: 1 for a character of which a signature may have something to say, 2 for white space beyond ASCII,
 * which matters at the ends of a value. Most bodies have neither.
 */
export const ODD = oddUnits()

function oddUnits(): Uint8Array {
  const odd = new Uint8Array(0x10000)
  for (const space of [0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]) odd[space] = 2
  odd.fill(2, 0x2000, 0x200b)
  for (const mark of GBK_MARKS) odd[mark.charCodeAt(0)] = 1
  odd[0xad] = 1
  odd.fill(1, 0xc2, 0xf5)
  odd.fill(1, 0x200b, 0x200e)
  odd[0x2060] = 1
  return odd.fill(1, 0xd800)
}

/** Scans the text once. Every body of a stream goes through it, and a regular expression would be slower. */
export function needsCloserLook(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80 ? unit === 0x3f && text.charCodeAt(i + 1) === 0x3f : ODD[unit] === 1) return true
  }
  return false
}
