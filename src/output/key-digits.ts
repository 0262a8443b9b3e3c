const PIECE = 16
/** So many characters tell whether a piece may be of the key at all. */
const PROBE = 3
/** Where such characters begin in a piece, beside its own beginning. */
const [MIDDLE, LAST] = [6, PIECE - PROBE]

/** Bytes of keys in Base64, in each of the three ways that depend on how many bytes come before. */
export class KeyDigits {
  /** In characters: shorter parts are not looked for. */
  static readonly PIECE = PIECE
  private readonly ways: readonly string[]
  /** The hashes of every few characters in a row of it: most texts have none of its pieces, and this is told soonest. */
  private readonly probes = new Uint8Array(0x10000)
  /** Its pieces, and where each stands; made when a text looks like one. */
  private pieces: ReadonlyMap<string, Piece> | undefined

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

  /** The last of the places from this one on, at each of which a piece of it stands. */
  lastOf(text: string, from: number): number {
    for (let at = from; ; ) {
      const piece = this.pieceAt(text, at)
      if (!piece) return at - 1
      const { way, place } = piece
      // The next pieces are of the same way, as far as its characters are those of the text.
      let more = PIECE
      while (at + more < text.length && way.charCodeAt(place + more) === text.charCodeAt(at + more)) more++
      at += more - PIECE + 1
    }
  }

  /** The first of the places up to this one, at each of which a piece of it stands. */
  firstOf(text: string, from: number, least: number): number {
    for (let at = from; ; ) {
      const piece = at > least ? this.pieceAt(text, at - 1) : undefined
      if (!piece) return at
      const { way, place } = piece
      let less = 1
      while (at - less > least && place >= less && way[place - less] === text[at - 1 - less]) less++
      at -= less
    }
  }

  /** Where the first of its pieces begins in a part of a text in Base64; -1 if there is none. */
  next(text: string, from: number, end: number): number {
    // Each piece has exactly one of these probes in it.
    for (let probe = from; probe + PROBE <= end; probe += LAST + 1) {
      if (!this.mayBeAt(text, probe)) continue
      for (let at = Math.max(from, probe - LAST); at <= probe && at + PIECE <= end; at++)
        if (this.pieceAt(text, at)) return at
    }
    return -1
  }

  /** The piece of it that stands at a place of a text in Base64. */
  private pieceAt(text: string, at: number): Piece | undefined {
    if (at + PIECE > text.length) return undefined
    if (!this.mayBeAt(text, at) || !this.mayBeAt(text, at + MIDDLE) || !this.mayBeAt(text, at + LAST)) return undefined
    this.pieces ??= new Map(this.ways.flatMap(piecesOf))
    return this.pieces.get(text.slice(at, at + PIECE))
  }

  private mayBeAt(text: string, at: number): boolean {
    return this.probes[hashOf(text, at)] === 1
  }
}

interface Piece {
  way: string
  place: number
}

function piecesOf(way: string): [string, Piece][] {
  return Array.from({ length: Math.max(0, way.length - PIECE + 1) }, (_, place) => [
    way.slice(place, place + PIECE),
    { way, place }
  ])
}

function hashOf(text: string, at: number): number {
  return ((text.charCodeAt(at) << 9) ^ (text.charCodeAt(at + 1) << 5) ^ text.charCodeAt(at + 2)) & 0xffff
}
