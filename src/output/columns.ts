import stringWidth from 'fast-string-width'

/** Pads to a width in columns, where East Asian wide characters take two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/**
 * What stays together at the end of a line: white space, a Chinese term that stands in brackets in English text, a
 * word, or a Han character with the punctuation after it.
 */
const UNIT =
  /\s+|\(\p{Script=Han}{1,16}\)|[（“「]*(?:\p{Script=Han}|[^\s,\p{Script=Han}（“「，。；：！？、）”」]+)?[,，。；：！？、）”」]*/gu

/** Wraps text to a width in columns; Chinese, which has no spaces, breaks between characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const unit of text.match(UNIT) ?? []) {
    if (stringWidth(line + unit.trimEnd()) <= width) line += unit
    else {
      if (line.trim() !== '') lines.push(line.trimEnd())
      line = unit.trimStart()
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()]
}

/** Lines of two columns, the second wrapped below itself. */
export function twoColumns(rows: readonly (readonly [string, string])[], total: number): string[] {
  const first = Math.min(32, Math.max(...rows.map(([left]) => stringWidth(left))))
  const width = Math.max(24, total - first - 4)
  return rows.flatMap(([left, right]) => {
    const [head = '', ...more] = wrap(right, width)
    const tail = more.map((line) => `${' '.repeat(first + 4)}${line}`)
    if (stringWidth(left) > first) return [`  ${left}`, `${' '.repeat(first + 4)}${head}`, ...tail]
    return [`  ${pad(left, first)}  ${head}`.trimEnd(), ...tail]
  })
}

/** A table with a heading; every column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => stringWidth(row[i] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  )
}
