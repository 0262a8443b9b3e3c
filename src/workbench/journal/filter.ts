/** What is looked for among calls and callbacks; what is absent is not looked at. */
export interface Filter {
  /** Numbers of orders, refunds, settlements and so on, of either side: one of them is enough. */
  numbers?: ReadonlySet<string>
  /** The paths of the calls that are meant. */
  paths?: readonly string[] | undefined
  /** `call`, `callback`, or the type of a callback. */
  type?: string | undefined
  /** Those that came to no success if true, those that did if false. */
  failed?: boolean | undefined
  /** Unix time in milliseconds. */
  since?: number | undefined
  /** A text that stands anywhere in it, in any letter case. */
  grep?: string | undefined
}

/** What a filter sees of a call or a callback. */
export interface Filterable {
  /** Unix time in milliseconds. */
  at: number
  what: 'call' | 'callback'
  /** The type of a callback. */
  type: string | null
  /** Without a host and a query. */
  path: string
  isFailed: boolean
  numbers(): readonly string[]
  /** Everything that it says. */
  texts(): readonly string[]
}

export function matches(filter: Filter, one: Filterable): boolean {
  const { numbers, paths, type, failed, since, grep } = filter
  if (since !== undefined && one.at < since) return false
  if (failed !== undefined && failed !== one.isFailed) return false
  if (type !== undefined && type !== one.what && type !== one.type) return false
  if (paths && (one.what === 'callback' || !paths.includes(one.path))) return false
  if (numbers && !one.numbers().some((number) => numbers.has(number))) return false
  if (grep === undefined) return true
  const wanted = grep.toLowerCase()
  return one.texts().some((text) => text.toLowerCase().includes(wanted))
}

/** In how many numbers an exchange may be and still join them: a list of orders does not make them one. */
const MOST_JOINED = 12

/**
 * Every number that belongs to what some numbers belong to: the platform's number of an order beside the merchant's, and
 * those of its refunds and settlements.
 */
export function joinedNumbers(some: Iterable<string>, all: readonly (readonly string[])[]): Set<string> {
  const joined = new Set(some)
  const beside = new Map<string, (readonly string[])[]>()
  for (const numbers of all) {
    if (numbers.length > MOST_JOINED) continue
    for (const one of numbers) {
      const lists = beside.get(one)
      if (lists) lists.push(numbers)
      else beside.set(one, [numbers])
    }
  }
  // What is added to a set while it is walked through is walked through, too.
  for (const number of joined) {
    const lists = beside.get(number) ?? []
    // Once is enough, also for a number that is in every list.
    beside.delete(number)
    for (const numbers of lists) for (const one of numbers) joined.add(one)
  }
  return joined
}
