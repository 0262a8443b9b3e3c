import fc from 'fast-check'

const SURROGATES = 0xe000 - 0xd800
/** What can be read comes before the control characters: 0x20 to 0x7e, and 0 to 0x1f. */
const READABLE = 0x7f - 0x20

function characterAt(place: number): string {
  if (place < READABLE) return String.fromCharCode(place + 0x20)
  if (place < 0x7f) return String.fromCharCode(place - READABLE)
  return String.fromCodePoint(place < 0xd800 ? place : place + SURROGATES)
}

function placeOf(text: unknown): number {
  const codePoint = typeof text === 'string' ? text.codePointAt(0) : undefined
  if (codePoint === undefined || String.fromCodePoint(codePoint) !== text) throw new Error('no character')
  if (codePoint >= 0xd800 && codePoint < 0xe000) throw new Error('half a character')
  if (codePoint < 0x20) return codePoint + READABLE
  if (codePoint < 0x7f) return codePoint - 0x20
  return codePoint < 0xd800 ? codePoint : codePoint - SURROGATES
}

/**
 * Any character but half of one, as the unit of a text: what fast-check calls `binary`, for which it lists all of them
 * in each process.
 */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff - SURROGATES }).map(characterAt, placeOf)
