import { excerpt } from '../../findings/excerpt.js'
import { table, type Yielding } from '../../output/columns.js'
import { visibleLine } from '../../output/terminal-text.js'
import { beijingTime } from '../../protocol/time.js'
import { isFailed, type JournalEntry } from '../../workbench/journal/entry.js'
import type { Voice } from '../shared/result.js'
import { numbersOf } from './find-entries.js'
import { type KnownCalls, nameOf } from './known-calls.js'

/** Columns to shorten on a narrow terminal. The id, what it was and what came of it are the most useful. */
const YIELDING: readonly Yielding[] = [
  { column: 6, to: 0 },
  { column: 4, to: 14 },
  { column: 3, to: 0 },
  { column: 4, to: 8 },
  { column: 1, to: 0 }
]

/** Entries as a table with a heading, a line each. */
export async function entriesTable(
  { words, tableWidth, masking, paint }: Voice,
  entries: readonly JournalEntry[],
  calls: KnownCalls
): Promise<string[]> {
  const { id, time, what, where, number, result } = words.log.columns
  const heading = [id, time, what, where, number, result, 'ms']
  // Mask before cells are cut, because masking does not find half of a secret.
  const mask = await masking()
  const rows = entries.map((entry) => row(entry, calls).map((cell) => excerpt(mask(visibleLine(cell)))))
  const [head = '', ...lines] = table([heading, ...rows], tableWidth, YIELDING)
  const { red } = paint.stdout
  return [head, ...lines.map((line, i) => (isFailed(entries[i] as JournalEntry) ? red(line) : line))]
}

function row(entry: JournalEntry, calls: KnownCalls): string[] {
  const { id, at, direction, env, url, milliseconds } = entry
  return [
    id,
    // Of this year nearly always: month, day and time of day.
    beijingTime(at).slice(5),
    `${direction === 'out' ? '→' : '←'} ${nameOf(entry, calls)}`,
    direction === 'out' ? (entry.what === 'call' && env ? env : hostOf(url)) : '',
    numbersOf(entry)[0] ?? '-',
    `${isFailed(entry) ? '✗' : '✓'} ${outcomeOf(entry)}`,
    String(milliseconds)
  ]
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? ''
}

/** What came of it, in a word: a code, `err_no` or the HTTP status. */
function outcomeOf({ what, answer, err_no, problem }: JournalEntry): string {
  if (problem !== null) return problem
  if (what === 'call' && err_no !== null && (answer?.status ?? 0) < 400) return `err_no ${err_no}`
  return `HTTP ${answer?.status ?? '-'}`
}
