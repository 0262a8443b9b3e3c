/** GBK's two-byte characters: the lead bytes 81-FE, the trail bytes 40-FE without 7F. */
let table: Map<number, number> | undefined

function gbkTable(): Map<number, number> {
  const decoder = new TextDecoder('gbk')
  const made = new Map<number, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      const codePoint = text.codePointAt(0) ?? 0xfffd
      const isOne = text.length === String.fromCodePoint(codePoint).length && codePoint !== 0xfffd
      if (isOne && codePoint > 0x7f && !made.has(codePoint)) made.set(codePoint, (lead << 8) | trail)
    }
  }
  return made
}

/** A text as GBK bytes; `?` stands for what GBK does not have, as in Java and iconv. */
export function gbkBytes(text: string): Uint8Array {
  table ??= gbkTable()
  const bytes: number[] = []
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number
    if (codePoint < 0x80) bytes.push(codePoint)
    else if (codePoint === 0x20ac) bytes.push(0x80)
    else {
      const pair = table.get(codePoint)
      if (pair === undefined) bytes.push(0x3f)
      else bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}
