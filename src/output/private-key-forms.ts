import { EXPONENT, privateKeyBytes } from './private-key-bytes.js'

/** A private key as it is looked for in what is written. */
export interface PrivateKeyForms {
  /** The lines of the key as it is configured, of 16 characters and more. */
  lines: ReadonlySet<string>
  /** The Base64 in which its secret part may stand, whatever bytes come before. */
  secret: KeyDigits
  /** The same of all of it; made when some of the key is found. */
  whole: () => KeyDigits
}

const PIECE = 16
/** So many characters tell whether a piece may be of the key at all. */
const PROBE = 3
/** Where such characters begin in a piece, beside its own beginning. */
const [MIDDLE, LAST] = [6, PIECE - PROBE]

/**
 * What to look for to find a private key: as it is configured, wrapped otherwise, in another form of key, or a part of
 * it. The modulus alone is no secret, so that the public key can be shown.
 */
export function privateKeyForms(value: string): PrivateKeyForms {
  const text = value.replace(/\\[nrt]/g, '\n')
  const inside = text.replace(/-----[^-\n]{1,60}-----/g, '\n')
  const keys = privateKeyBytes(value).map((bytes) => Buffer.from(bytes))
  let whole: KeyDigits | undefined
  return {
    lines: new Set(runsIn(inside).map(([start, end]) => inside.slice(start, end))),
    secret: new KeyDigits(keys.map(secretPart)),
    whole: () => {
      whole ??= new KeyDigits(keys)
      return whole
    }
  }
}

function secretPart(der: Buffer): Buffer {
  const exponent = der.indexOf(EXPONENT)
  return der.subarray(exponent < 0 ? 0 : exponent + EXPONENT.length)
}

/** Bytes of keys in Base64, in each of the three ways that depend on how many bytes come before. */
class KeyDigits {
  private readonly ways: readonly string[]
  /** The hashes of every few characters in a row of it: most texts have none of its pieces, and this is told soonest. */
  private readonly probes = new Uint8Array(0x10000)
  /** Its pieces; made when a text looks like one. */
  private pieces: ReadonlySet<string> | undefined

  constructor(keys: readonly Uint8Array[]) {
    this.ways = keys.flatMap((bytes) =>
      [0, 1, 2].map((offset) =>
        Buffer.concat([Buffer.alloc(offset), bytes])
          .toString('base64')
          .replace(/={1,2}$/, '')
          // The first characters hold bits of what stands before.
          .slice(offset === 0 ? 0 : 2)
      )
    )
    for (const way of this.ways) for (let at = 0; at + PROBE <= way.length; at++) this.probes[hashOf(way, at)] = 1
  }

  /** Whether a piece of it stands at a place of a text in Base64. */
  isAt(text: string, at: number): boolean {
    if (at + PIECE > text.length) return false
    if (!this.mayBeAt(text, at) || !this.mayBeAt(text, at + MIDDLE) || !this.mayBeAt(text, at + LAST)) return false
    this.pieces ??= new Set(this.ways.flatMap(piecesOf))
    return this.pieces.has(text.slice(at, at + PIECE))
  }

  /** Where the first of its pieces begins in a part of a text in Base64; -1 if there is none. */
  next(text: string, from: number, end: number): number {
    // Each piece has exactly one of these probes in it.
    for (let probe = from; probe + PROBE <= end; probe += LAST + 1) {
      if (!this.mayBeAt(text, probe)) continue
      for (let at = Math.max(from, probe - LAST); at <= probe && at + PIECE <= end; at++)
        if (this.isAt(text, at)) return at
    }
    return -1
  }

  private mayBeAt(text: string, at: number): boolean {
    return this.probes[hashOf(text, at)] === 1
  }
}

function piecesOf(way: string): string[] {
  return Array.from({ length: Math.max(0, way.length - PIECE + 1) }, (_, at) => way.slice(at, at + PIECE))
}

function hashOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 9) ^ (text.charCodeAt(at + 1) << 5) ^ text.charCodeAt(at + 2)) & 0xffff
}

/** Where parts of the key stand in a text, which may overlap. */
export function keyPlaces(text: string, { lines, secret, whole }: PrivateKeyForms): [start: number, end: number][] {
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
      let start = at
      // What stands in front of the secret part is public by itself, and the key's here.
      while (start > done && whole().isAt(standard, start - 1)) start--
      while (secret.isAt(standard, at + 1)) at++
      done = at + PIECE
      places.push([start, done])
    }
  }
  return places
}

/** Where characters of Base64 stand, 16 and more in a row. */
function runsIn(text: string): [start: number, end: number][] {
  return Array.from(text.matchAll(/[A-Za-z0-9+/_-]{16,}=*/g), ({ 0: run, index }) => [index, index + run.length])
}
