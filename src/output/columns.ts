import stringWidth from 'fast-string-width'

/** Most texts: one column a character, no characters but words and spaces, and no tables of Unicode to wait for. */
const ASCII = /^[\x20-\x7e]*$/

/** Columns of a text. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text)
}

/** Pads to a width in columns, where East Asian wide characters take two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthUpTo(text, width)))
}

/** In columns; of a long text no more is measured than is asked for. */
function widthUpTo(text: string, most: number): number {
  // Few characters take no column, and styles take some twenty.
  return Math.min(most, widthOf(text.length > 8 * most + 64 ? text.slice(0, 8 * most + 64) : text))
}

/**
 * What stays together at the end of a line: white space, a Chinese term that stands in brackets in English text, a
 * word, a quoted command, a number with its commas, or a Han character with the punctuation around it.
 */
const unit = () =>
  /\s+|\(\p{Script=Han}{1,16}\)|[（“「《]*(?:\p{Script=Han}|(?:`[^`]*`|(?<=\d),(?=\d)|[^\s,\p{Script=Han}（“「《，。；：！？、）”」》…])+)?[,，。；：！？、）”」》…]*/gu

/** The same of ASCII. */
const ASCII_UNIT = /\s+|(?:`[^`]*`|(?<=\d),(?=\d)|[^\s,])+,*|,+/g

/**
 * Wraps text to a width in columns; Chinese, which has no spaces, breaks between characters.
 *
 * @param first the width of the first line
 */
export function wrap(text: string, width: number, first = width): string[] {
  const lines: string[] = []
  let line = ''
  const units = text
    .match(ASCII.test(text) ? ASCII_UNIT : unit())
    ?.flatMap((one) => (widthOf(one) > width ? one.split(/(?<=\s)/) : [one]))
  for (const one of units ?? []) {
    if (widthOf(line + one.trimEnd()) <= (lines.length === 0 ? first : width)) line += one
    else {
      if (line.trim() !== '') lines.push(line.trimEnd())
      line = one.trimStart()
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()]
}

/**
 * Folds the lines of a text at words. What goes on stands under the beginning of its line.
 *
 * @param width of the terminal, in columns
 * @param label what a line begins with that is not indented: its rest stands behind it
 */
export function fold(text: string, width: number, label = ''): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (widthOf(line) <= width) return [line]
      const indent = /^ */.exec(line)?.[0] ?? ''
      const rest = indent || ' '.repeat(widthOf(label))
      const [first = '', ...more] = wrap(line.slice(indent.length), width - rest.length, width - indent.length)
      return [indent + first, ...more.map((one) => rest + one)]
    })
    .join('\n')
}

/** Lines of two columns, the second wrapped below itself. */
export function twoColumns(rows: readonly (readonly [string, string])[], total: number): string[] {
  const first = Math.min(32, columnWidths(rows)[0] ?? 0)
  const width = Math.max(24, total - first - 4)
  return rows.flatMap(([left, right]) => {
    const [head = '', ...more] = wrap(right, width)
    const tail = more.map((line) => `${' '.repeat(first + 4)}${line}`)
    if (widthOf(left) > first) return [`  ${left}`, `${' '.repeat(first + 4)}${head}`, ...tail]
    return [`  ${pad(left, first)}  ${head}`.trimEnd(), ...tail]
  })
}

/** A column that gives way where a table is too wide: cut as far as needed down to so many columns; at 0 it is left out. */
export interface Yielding {
  column: number
  to: number
}

/** What is left of a cell before the whole table gives up. */
const NARROWEST = 8

/** In columns: where nothing is cut, a cell that is wider leaves the others where they are. Somebody may send a million. */
const WIDEST_PAD = 160

/**
 * A table with a heading; every column as wide as its widest cell, within reason. Where it is wider than it may be, columns give way in
 * the order in which they are named, and last of all the widest are cut. Secrets are to be masked before: half of one
 * is found by nobody.
 *
 * @param width of a line, in columns: that of the terminal; without a terminal there is no limit
 */
export function table(
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
  yielding: readonly Yielding[] = []
): string[] {
  const isCut = width < Number.POSITIVE_INFINITY
  const widths = narrowed(columnWidths(rows, isCut ? width : WIDEST_PAD), width, yielding)
  return rows.map((row) =>
    row
      .flatMap((cell, i) => (widths[i] ? [pad(isCut ? cut(cell, widths[i]) : cell, widths[i])] : []))
      .join(GAP)
      .trimEnd()
  )
}

/** The cells of one line, as far as they fit, to be joined by two spaces; otherwise as {@link table}. What is left out is empty. */
export function fitted(cells: readonly string[], width: number, yielding: readonly Yielding[]): string[] {
  const widths = narrowed(columnWidths([cells], width), width, yielding)
  return cells.map((cell, i) => (widths[i] ? cut(cell, widths[i]) : ''))
}

const GAP = '  '

function columnWidths(rows: readonly (readonly string[])[], most = Number.POSITIVE_INFINITY): number[] {
  const widths = (rows[0] ?? []).map(() => 0)
  // Not spread over Math.max: a call takes some 100,000 arguments, and there are tables with more rows.
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthUpTo(cell, most))
  }
  return widths
}

function narrowed(natural: readonly number[], width: number, yielding: readonly Yielding[]): number[] {
  const widths = [...natural]
  const excess = () => {
    const shown = widths.filter((one) => one > 0)
    return shown.reduce((sum, one) => sum + one, 0) + GAP.length * (shown.length - 1) - width
  }
  for (const { column, to } of yielding) {
    const over = excess()
    if (over <= 0) return widths
    const now = widths[column] ?? 0
    widths[column] = to === 0 ? 0 : Math.min(now, Math.max(to, now - over))
  }
  for (let over = excess(); over > 0; over = excess()) {
    const widest = widths.indexOf(widths.reduce((most, one) => Math.max(most, one), 0))
    const now = widths[widest] ?? 0
    if (now <= NARROWEST) return widths
    widths[widest] = Math.max(NARROWEST, now - over)
  }
  return widths
}

/** The beginning of a text that is wider than so many columns, with a sign that it goes on. */
function cut(text: string, width: number): string {
  if (widthUpTo(text, width + 1) <= width) return text
  let shown = ''
  let room = width - 1
  for (const one of text) {
    room -= widthOf(one)
    if (room < 0) break
    shown += one
  }
  return `${shown}…`
}
