import { finding } from '../../findings/findings.js'
import { callbackTypeOf, isFailed, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'
import { type Filter, type Filterable, joinedNumbers, matches } from '../../workbench/journal/filter.js'
import { journalFolder, readJournal } from '../../workbench/journal/journal-files.js'
import { numbersInText } from '../../workbench/journal/numbers.js'
import type { Context } from '../shared/command.js'
import { type FilterValues, filterOf } from '../shared/filter-options.js'
import { limitsOf } from '../shared/journal.js'
import { stateOf } from '../shared/local-gateway.js'

/** The entries that are looked for, oldest first, with a warning about lines that cannot be read. */
export async function findEntries(
  context: Context,
  values: FilterValues,
  most = Number.POSITIVE_INFINITY
): Promise<JournalEntry[]> {
  const filter = await filterOf(values, context.world.now())
  return readEntries(context, most, forNumber(values.number, filter))
}

/** A filter for what belongs to a number, which takes a look at all entries first. */
function forNumber(number: string | undefined, filter: Filter): (all: () => JournalEntry[]) => Filter {
  if (number === undefined) return () => filter
  return (all) => ({ ...filter, numbers: joinedNumbers([number], all().map(numbersOf)) })
}

/** The entries that belong to the same numbers as one, oldest first, without itself. */
export function relatedTo(context: Context, entry: JournalEntry): JournalEntry[] {
  const own = numbersOf(entry)
  if (own.length === 0 || own.length > MOST_NUMBERS) return []
  const related = readEntries(context, Number.POSITIVE_INFINITY, (all) => ({
    numbers: joinedNumbers(own, all().map(numbersOf))
  }))
  return related.filter(({ id }) => id !== entry.id)
}

/** An entry with more numbers is a list, to which all belongs. */
const MOST_NUMBERS = 12

/** The newest entries, oldest first. */
export function readEntries(
  context: Context,
  most: number,
  filterFor: (all: () => JournalEntry[]) => Filter
): JournalEntry[] {
  const { world } = context
  const folder = journalFolder(stateOf(world))
  const options = { limits: limitsOf(world), now: world.now() }
  const all = () => readJournal(folder, { ...options, most: Number.POSITIVE_INFINITY, isWanted: () => true }).entries
  const filter = filterFor(all)
  const isWanted = (entry: JournalEntry) => matches(filter, filterableOf(entry))
  const { entries, damaged } = readJournal(folder, { ...options, most, isWanted })
  if (damaged > 0) context.out.warn([finding('journal-damaged', { path: folder, count: damaged })])
  return entries.toReversed()
}

/** What a filter sees of an entry. */
export function filterableOf(entry: JournalEntry): Filterable {
  const { at, what, url, headers, body, answer } = entry
  return {
    ...{ at, what, type: callbackTypeOf(entry), path: pathOf(entry), isFailed: isFailed(entry) },
    numbers: () => numbersOf(entry),
    texts: () => [url, ...headers.flat(), body, ...(answer ? [...answer.headers.flat(), answer.body] : [])]
  }
}

/** The numbers in an entry, those of the request first. */
export function numbersOf({ url, body, answer }: JournalEntry): string[] {
  return numbersInText(`${url}\n${body}\n${answer?.body ?? ''}`)
}
