/** GBK's two-byte characters: lead bytes 81-FE, trail bytes 40-FE except 7F. */
let table: Map<number, number> | undefined

function gbkTable(): Map<number, number> {
  const pairs: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push((lead << 8) | trail)
  }
  // Every pair is one character. Decoding them all at once is ten times as fast as one by one.
  const bytes = Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 0xff]))
  const made = new Map<number, number>()
  Array.from(new TextDecoder('gbk').decode(bytes)).forEach((character, at) => {
    const codePoint = character.codePointAt(0) as number
    if (codePoint > 0x7f && codePoint !== 0xfffd && !made.has(codePoint)) made.set(codePoint, pairs[at] as number)
  })
  return made
}

/** A text as GBK bytes. Characters that GBK lacks become `?`, as in Java and iconv. */
export function gbkBytes(text: string): Uint8Array {
  table ??= gbkTable()
  const bytes = new Uint8Array(text.length * 2)
  let size = 0
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i) as number
    if (codePoint > 0xffff) i++
    if (codePoint < 0x80) bytes[size++] = codePoint
    else if (codePoint === 0x20ac) bytes[size++] = 0x80
    else {
      const pair = table.get(codePoint) ?? 0x3f
      if (pair > 0xff) bytes[size++] = pair >> 8
      bytes[size++] = pair & 0xff
    }
  }
  return bytes.subarray(0, size)
}
