import { headerOf, type JournalEntry, type Message } from '../../../workbench/journal/entry.js'
import { joinedNumbers, matches } from '../../../workbench/journal/filter.js'
import { filterableOf, numbersOf } from '../../log/find-entries.js'
import type { KnownCalls } from '../../log/known-calls.js'
import { shortForm } from '../../log/short-form.js'
import { type FilterValues, filterOf } from '../../shared/filter-options.js'

/** What is kept of the requests that a server took: so many, and so many characters of their bodies. */
const MOST = 2000
const MOST_CHARACTERS = 32 * 1024 * 1024

/** The requests that this server took since it began or was asked to forget them, masked as in the log. */
export class TakenRequests {
  private entries: JournalEntry[] = []
  private characters = 0

  add(entry: JournalEntry): void {
    if (entry.direction !== 'in') return
    this.entries.push(entry)
    this.characters += sizeOf(entry)
    while (this.entries.length > MOST || this.characters > MOST_CHARACTERS) {
      const oldest = this.entries.shift()
      if (!oldest) return
      this.characters -= sizeOf(oldest)
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
    this.entries = this.entries.filter((entry) => !gone.has(entry))
    this.characters = this.entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
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
    const filter = {
      ...(await filterOf(values, now)),
      ...(number !== undefined && { numbers: joinedNumbers([number], this.entries.map(numbersOf)) })
    }
    return this.entries.filter((entry) => matches(filter, filterableOf(entry)))
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
