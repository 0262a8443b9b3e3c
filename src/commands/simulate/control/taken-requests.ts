import { headerOf, type JournalEntry, type Message } from '../../../workbench/journal/entry.js'
import { joinedNumbers, matches } from '../../../workbench/journal/filter.js'
import { filterableOf, numbersOf } from '../../log/find-entries.js'
import type { KnownCalls } from '../../log/known-calls.js'
import { shortForm } from '../../log/short-form.js'
import { type FilterValues, filterOf } from '../../shared/filter-options.js'

/** What is kept of the requests that a server took: so many, and so many characters of their bodies. */
const MOST = 2000
const MOST_CHARACTERS = 8 * 1024 * 1024

/** Some of the requests, oldest first. */
class Taken {
  entries: JournalEntry[] = []
  characters = 0

  add(entry: JournalEntry): void {
    this.entries.push(entry)
    this.characters += sizeOf(entry)
  }

  dropOldest(): void {
    const oldest = this.entries.shift()
    if (oldest) this.characters -= sizeOf(oldest)
  }

  drop(gone: ReadonlySet<JournalEntry>): void {
    this.entries = this.entries.filter((entry) => !gone.has(entry))
    this.characters = this.entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  }
}

/**
 * The requests that this server took since it began or was asked to forget them, masked as in the log. Anybody can send
 * what is not genuine, so that it takes half of the room at most when there is no more.
 */
export class TakenRequests {
  private readonly genuine = new Taken()
  private readonly foreign = new Taken()

  add(entry: JournalEntry, isForeign: boolean): void {
    if (entry.direction !== 'in') return
    const { genuine, foreign } = this
    const own = isForeign ? foreign : genuine
    own.add(entry)
    while (
      genuine.entries.length + foreign.entries.length > MOST ||
      genuine.characters + foreign.characters > MOST_CHARACTERS
    ) {
      const isFuller = foreign.entries.length > MOST / 2 || foreign.characters > MOST_CHARACTERS / 2
      if (isFuller) foreign.dropOldest()
      else genuine.dropOldest()
    }
  }

  /**
   * Forgets those that are looked for.
   *
   * @returns how many there were
   * @throws EcpayError like `filterOf`
   */
  async forget(values: FilterValues, now: number): Promise<number> {
    const gone = new Set(await this.matching(values, now))
    this.genuine.drop(gone)
    this.foreign.drop(gone)
    return gone.size
  }

  /**
   * Those that are looked for, oldest first.
   *
   * @throws EcpayError like `filterOf`
   */
  async find(values: FilterValues, now: number, calls: KnownCalls): Promise<object[]> {
    return (await this.matching(values, now)).map((entry) => whole(entry, calls))
  }

  private async matching(values: FilterValues, now: number): Promise<JournalEntry[]> {
    const { number } = values
    const filter = await filterOf(values, now)
    const all = [...this.genuine.entries, ...this.foreign.entries].sort((a, b) => (a.id < b.id ? -1 : 1))
    const numbers = number === undefined ? {} : { numbers: joinedNumbers([number], all.map(numbersOf)) }
    return all.filter((entry) => matches({ ...filter, ...numbers }, filterableOf(entry)))
  }
}

function sizeOf({ body, answer }: JournalEntry): number {
  return body.length + (answer?.body.length ?? 0)
}

/** A request with its answer. Headers are by name, which is what a test asks for. */
function whole(entry: JournalEntry, calls: KnownCalls): object {
  const { headers, answer } = entry
  return {
    ...shortForm(entry, calls),
    ...{ headers: byName(headers), ...bodyOf(entry) },
    answer: answer && { status: answer.status, headers: byName(answer.headers), ...bodyOf(answer) },
    reason: (answer && headerOf(answer, 'x-ecpay-reason')) ?? null
  }
}

function bodyOf({ body, encoding, size, isCut }: Message): Omit<Message, 'headers'> {
  return { body, ...(encoding && { encoding }), size, ...(isCut && { isCut }) }
}

function byName(headers: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}
