import stringWidth from 'fast-string-width'

/** Most texts are ASCII: one column for each character, and no Unicode tables to load. */
const ASCII = /^[\x20-\x7e]*$/

/** The width of a text in columns. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text)
}

/** Pads a text to a width in columns. East Asian wide characters take two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthUpTo(text, width)))
}

/** The width in columns, but at most `most`. A long text is not measured to its end. */
function widthUpTo(text: string, most: number): number {
  // Few characters have no width, and styles have about twenty characters.
  return Math.min(most, widthOf(text.length > 8 * most + 64 ? text.slice(0, 8 * most + 64) : text))
}

/**
 * A unit that is not broken at the end of a line: white space, a word, a quoted command, a number with its commas, a
 * Chinese term in brackets, or a Han character with the punctuation around it.
 *
 * @param han what counts as a Han character
 */
const unit = (han: string) =>
  new RegExp(
    String.raw`\s+|\(\p{Script=Han}{1,16}\)|[（“「《]*(?:${han}|(?:\x60[^\x60]*\x60|(?<=\d),(?=\d)|[^\s,\p{Script=Han}（“「《，。；：！？、）”」》…])+)?[,;)，。；：！？、）”」》…]*`,
    'gu'
  )
/** Words with spaces between them and no Chinese punctuation are English, in which a Chinese term is one word. */
const ENGLISH = /^(?=[\s\S]*[a-z] [a-z])[^，。；：、（“]*$/
const HAN = String.raw`\p{Script=Han}`
const TERM = String.raw`\p{Script=Han}{1,16}`

/** The same for ASCII text. */
const ASCII_UNIT = /\s+|(?:`[^`]*`|(?<=\d),(?=\d)|[^\s,])+,*|,+/g

/**
 * Wraps text to a width in columns. Chinese has no spaces, and is broken between characters.
 *
 * @param first the width of the first line
 */
export function wrap(text: string, width: number, first = width): string[] {
  const lines: string[] = []
  let line = ''
  const units = text
    .match(ASCII.test(text) ? ASCII_UNIT : unit(ENGLISH.test(text) ? TERM : HAN))
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
 * Folds the lines of a text at words. A continued line has the indentation of its first part.
 *
 * @param width of the terminal, in columns
 * @param label the beginning of lines that are not indented; their continued lines are indented by its width
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

/** Lines with two columns. The second one is wrapped within its column. */
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

/** A column to shorten if a table is too wide: down to this width, or to nothing if it is 0. */
export interface Yielding {
  column: number
  to: number
}

/** The smallest width of a cell. */
const NARROWEST = 8

/** In columns. Other cells are not padded to the width of a wider cell, which may have a million characters. */
const WIDEST_PAD = 160

/**
 * A table with a heading. Every column is as wide as its widest cell, within reason. If the table is too wide, the
 * `yielding` columns are shortened in order, and then the widest ones. Mask secrets first: masking does not find half
 * of a secret.
 *
 * @param width of a line, in columns: the width of the terminal, or no limit without one
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

/** The cells of one line, shortened like those of {@link table}, to join with two spaces. A cell left out is empty. */
export function fitted(cells: readonly string[], width: number, yielding: readonly Yielding[]): string[] {
  const widths = narrowed(columnWidths([cells], width), width, yielding)
  return cells.map((cell, i) => (widths[i] ? cut(cell, widths[i]) : ''))
}

const GAP = '  '

function columnWidths(rows: readonly (readonly string[])[], most = Number.POSITIVE_INFINITY): number[] {
  const widths = (rows[0] ?? []).map(() => 0)
  // Not spread into Math.max: a call takes about 100,000 arguments, and a table can have more rows.
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

/** A text, cut to this many columns with an ellipsis if it is wider. */
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
