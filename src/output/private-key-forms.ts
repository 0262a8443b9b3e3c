/** A private key as it is looked for in what is written. */
export interface PrivateKeyForms {
  /** The lines of the key as it is configured, of 16 characters and more. */
  lines: ReadonlySet<string>
  /** Every 16 characters of Base64 in which its secret part may stand, whatever bytes come before. */
  pieces: ReadonlySet<string>
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
  const secret = der.subarray(exponent < 0 ? 0 : exponent + EXPONENT.length)
  const pieces = new Set<string>()
  for (const offset of [0, 1, 2]) {
    const digits = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64')
    // The first and last characters hold bits of what stands beside.
    for (let at = 2; at + PIECE <= digits.length - 4; at++) pieces.add(digits.slice(at, at + PIECE))
  }
  return { lines: new Set(runsIn(inside).map(([start, end]) => inside.slice(start, end))), pieces }
}

/** Where parts of the key stand in a text, which may overlap. */
export function keyPlaces(text: string, { lines, pieces }: PrivateKeyForms): [start: number, end: number][] {
  const places: [start: number, end: number][] = []
  for (const [start, end] of runsIn(text)) {
    // A literal \n in front belongs to the line.
    const from = start + (text[start - 1] === '\\' ? 1 : 0)
    if (lines.has(text.slice(from, end))) places.push([from, end])
  }
  // As an address or a form writes Base64.
  const standard = text.replace(/[ -]/g, '+').replaceAll('_', '/')
  for (const [start, end] of runsIn(standard)) {
    for (let at = start; at + PIECE <= end; at++) {
      if (pieces.has(standard.slice(at, at + PIECE))) places.push([at, at + PIECE])
    }
  }
  return places
}

/** Where characters of Base64 stand, 16 and more in a row. */
function runsIn(text: string): [start: number, end: number][] {
  return Array.from(text.matchAll(/[A-Za-z0-9+/_-]{16,}=*/g), ({ 0: run, index }) => [index, index + run.length])
}
