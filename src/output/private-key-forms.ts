import { KeyDigits } from './key-digits.js'
import type { KeyHex } from './key-written-otherwise.js'

/** A private key as it is looked for in what is written. */
export interface PrivateKeyForms {
  /** The lines of the key as it is configured, of 16 characters and more. */
  lines: ReadonlySet<string>
  /** The Base64 in which its secret part may stand, whatever bytes come before. */
  secret: KeyDigits
  /** The same of all of it; made when some of the key is found. */
  whole: () => KeyDigits
  /** The secret part in hexadecimal digits; made when a text has such digits or a list of numbers. */
  hex: () => KeyHex | undefined
}

type Reader = typeof import('./read-keys.js')

/** What reads keys. Most commands know no private key, and need not load it. */
let reader: Reader | undefined

/** Whether {@link loadKeyReader} has loaded what reads keys. */
export function hasKeyReader(): boolean {
  return reader !== undefined
}

/**
 * Loads what reads private keys in every form. Until then only the lines of a key and the Base64 in its text are looked
 * for.
 */
export async function loadKeyReader(): Promise<void> {
  reader ??= await import('./read-keys.js')
}

/**
 * What to look for to find a private key: as it is configured, wrapped otherwise, in another form of key, or a part of
 * it. The modulus alone is no secret, so that the public key can be shown.
 */
export function privateKeyForms(value: string): PrivateKeyForms {
  const inside = value.replace(/\\[nrt]/g, '\n').replace(/-----[^-\n]{1,60}-----/g, '\n')
  const { secret, whole, publics } = reader?.privateParts(value) ?? { secret: [], whole: [], publics: [] }
  // Of what cannot be read as a key, the Base64 in it.
  const parts = secret.length > 0 ? secret : [Buffer.from(inside.replace(/[^A-Za-z0-9+/_-]/g, ''), 'base64')]
  let wholeDigits: KeyDigits | undefined
  let hex: KeyHex | undefined
  return {
    lines: privateLines(inside, publics),
    secret: new KeyDigits(parts),
    whole: () => {
      wholeDigits ??= new KeyDigits(whole.length > 0 ? whole : parts)
      return wholeDigits
    },
    hex: () => {
      hex ??= reader?.keyHex(parts)
      return hex
    }
  }
}

/** In characters: shorter lines are not looked for. */
const SHORTEST = 16

/** The lines of a configured text without those of the public keys in it. */
function privateLines(text: string, publics: readonly Uint8Array[]): ReadonlySet<string> {
  const all = runsIn(text).map(([start, end]) => text.slice(start, end))
  const digits = publics.map((bytes) => Buffer.from(bytes).toString('base64url'))
  const lines = new Set<string>()
  for (let at = 0; at < all.length; ) {
    const count = Math.max(0, ...digits.map((one) => linesOf(one, all, at)))
    if (count === 0) lines.add(all[at] as string)
    at += Math.max(1, count)
  }
  return lines
}

/** How many lines from one on are exactly these digits; 0 if they are others. */
function linesOf(digits: string, lines: readonly string[], from: number): number {
  let done = 0
  for (let at = from; at < lines.length; at++) {
    const line = standard(lines[at] as string)
    if (!digits.startsWith(line, done)) return 0
    done += line.length
    // A shorter end is no line that is looked for.
    if (digits.length - done < SHORTEST) return at + 1 - from
  }
  return 0
}

function standard(line: string): string {
  return line
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/** Whether a text may have a part of a key in it that is in several runs of letters and digits. */
export function mayBeParted(text: string): boolean {
  return reader?.mayBeParted(text) ?? false
}

/** Where parts of the key stand in a text, which may overlap. */
export function keyPlaces(text: string, forms: PrivateKeyForms): [start: number, end: number][] {
  const found = inBase64(text, forms)
  const isIn = (inner: string) => inBase64(inner, forms).length > 0
  return reader ? [...found, ...reader.writtenOtherwise(text, forms.hex, isIn)] : found
}

function inBase64(text: string, { lines, secret, whole }: PrivateKeyForms): [start: number, end: number][] {
  const places: [start: number, end: number][] = []
  for (const [start, end] of runsIn(text)) {
    // A literal \n in front belongs to the line.
    const from = start + (text[start - 1] === '\\' ? 1 : 0)
    if (lines.has(text.slice(from, end))) places.push([from, end])
  }
  // As an address or a form writes Base64.
  const standard = text.replace(/[ -]/g, '+').replaceAll('_', '/')
  let done = 0
  for (const [first, last] of runsIn(standard)) {
    for (let at = secret.next(standard, first, last); at >= 0; at = secret.next(standard, at + 1, last)) {
      // What stands in front of the secret part is public by itself, and the key's here.
      const start = at > done ? whole().firstOf(standard, at, done) : at
      at = secret.lastOf(standard, at)
      done = at + KeyDigits.PIECE
      places.push([start, done])
    }
  }
  return places
}

/** Where characters of Base64 stand, 16 and more in a row. */
function runsIn(text: string): [start: number, end: number][] {
  return Array.from(text.matchAll(/[A-Za-z0-9+/_-]{16,}=*/g), ({ 0: run, index }) => [index, index + run.length])
}
