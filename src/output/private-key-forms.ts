/** A private key as it is looked for in what is written. */
export interface PrivateKeyForms {
  /** The lines of the key as it is configured, of 16 characters and more. */
  lines: ReadonlySet<string>
  /** Every 16 characters of Base64 in which its secret part may stand, whatever bytes come before. */
  secret: ReadonlySet<string>
  /** The same of all of it; made when some of the key is found. */
  whole: () => ReadonlySet<string>
}

const PIECE = 16

/** The public exponent 65537 in DER: the modulus before it is in the public key too, what is behind it is secret. */
const EXPONENT = Buffer.from([2, 3, 1, 0, 1])

/**
 * What to look for to find a private key: as it is configured, wrapped otherwise, in another form of key, or a part of
 * it. The modulus alone is no secret, so that the public key can be shown.
 */
export function privateKeyForms(value: string): PrivateKeyForms {
  const text = value.replace(/\\[nrt]/g, '\n')
  const inside = text.replace(/-----[^-\n]{1,60}-----/g, '\n')
  const der = Buffer.from(inside.replace(/[^A-Za-z0-9+/_-]/g, ''), 'base64')
  const exponent = der.indexOf(EXPONENT)
  let whole: ReadonlySet<string> | undefined
  return {
    lines: new Set(runsIn(inside).map(([start, end]) => inside.slice(start, end))),
    secret: piecesOf(der.subarray(exponent < 0 ? 0 : exponent + EXPONENT.length)),
    whole: () => {
      whole ??= piecesOf(der)
      return whole
    }
  }
}

function piecesOf(bytes: Uint8Array): Set<string> {
  const pieces = new Set<string>()
  for (const offset of [0, 1, 2]) {
    const digits = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/={1,2}$/, '')
    // The first characters hold bits of what stands before.
    for (let at = offset === 0 ? 0 : 2; at + PIECE <= digits.length; at++) pieces.add(digits.slice(at, at + PIECE))
  }
  return pieces
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
  const pieceAt = (at: number) => standard.slice(at, at + PIECE)
  let done = 0
  for (const [first, last] of runsIn(standard)) {
    for (let at = first; at + PIECE <= last; at++) {
      if (!secret.has(pieceAt(at))) continue
      let start = at
      // What stands in front of the secret part is public by itself, and the key's here.
      while (start > done && whole().has(pieceAt(start - 1))) start--
      while (secret.has(pieceAt(at + 1))) at++
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
