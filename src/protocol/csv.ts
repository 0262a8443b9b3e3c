/** A row of a table in text. */
export interface CsvRow {
  /** The line on which it begins, from 1. */
  line: number
  cells: readonly string[]
}

/** What stands between cells: a comma, or what spreadsheets write in its place. */
const DELIMITERS = [',', '\t', ';'] as const

/** The delimiter of a heading: the one that is in it most often; nothing if none is. */
export function delimiterOf(heading: string): string | undefined {
  const counts = DELIMITERS.map((one) => ({ one, count: heading.split(one).length - 1 }))
  const best = counts.reduce((most, next) => (next.count > most.count ? next : most))
  return best.count > 0 ? best.one : undefined
}

/** Reads CSV by RFC 4180: a cell in quotes may hold the delimiter, line breaks, and a quote as two. */
export function readCsv(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = []
  let row: { line: number; cells: string[] } = { line: 1, cells: [] }
  let line = 1
  for (let at = 0; at <= text.length; ) {
    const { cell, end, breaks } = cellAt(text, at, delimiter)
    row.cells.push(cell)
    line += breaks
    if (text[end] !== delimiter) {
      rows.push(row)
      row = { line: ++line, cells: [] }
      // No row follows the last line feed.
      if (end >= text.length - 1) break
    }
    at = end + 1
  }
  return rows
}

/** The cell that begins here, where it ends, and how many line breaks are inside. */
function cellAt(text: string, from: number, delimiter: string): { cell: string; end: number; breaks: number } {
  const quoted = text[from] === '"' ? closingQuote(text, from + 1) : undefined
  const end = endOf(text, quoted === undefined ? from : quoted + 1, delimiter)
  if (quoted === undefined) return { cell: text.slice(from, end).replace(/\r$/, ''), end, breaks: 0 }
  const inside = text.slice(from + 1, quoted)
  return { cell: inside.replaceAll('""', '"'), end, breaks: inside.split('\n').length - 1 }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return undefined
}

function endOf(text: string, from: number, delimiter: string): number {
  const feed = text.indexOf('\n', from)
  const stop = feed < 0 ? text.length : feed
  // Only in this line: with one column, no other delimiter may ever follow.
  const at = text.slice(from, stop).indexOf(delimiter)
  return at < 0 ? stop : from + at
}
