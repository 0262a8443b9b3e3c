interface Named {
  code: string
  /** The member that it happened to. */
  key?: string
  /** The members that it happened to, if there are several. */
  keys?: readonly string[]
}

/** A signature of somebody's code, among others that the same code made. */
export interface Suspect<One> {
  /** The name of its case. */
  id: string
  /** Whether it is wrong. A right one must not be made wrong by an explanation of the others. */
  isWrong: boolean
  /**
   * The mistakes of these codes that together give it. For a right one, all that can have an effect in its body.
   *
   * @returns nothing if they do not
   */
  explainedBy(known: readonly One[]): readonly One[] | undefined
  /**
   * Whether these codes give it if all of them are in force that can have an effect in its body. Without it, what is
   * explained already says nothing about further mistakes.
   */
  stays?(known: readonly One[]): boolean
  /** Every way to give it by one more mistake than these. */
  withOneMore(known: readonly One[]): readonly (readonly One[])[]
  /** Every explanation of it alone, the likeliest first. */
  search(options: { timeLimit: number; signal: AbortSignal | undefined }): Promise<Searched<One>>
}

interface Searched<One> {
  explanations: readonly (readonly One[])[]
  /** Whether time or signal ended it, so that there may be more. */
  isCutShort: boolean
}

/** A mistake that code makes, and the cases in which it has an effect. */
interface CommonMistake<One> {
  mistake: One
  cases: readonly string[]
}

export interface Common<One> {
  /** The one with the most cases first. */
  mistakes: readonly CommonMistake<One>[]
  /** The mistakes of each case that is explained, by its name. */
  explained: ReadonlyMap<string, readonly One[]>
  /** Whether time or signal ended the search, so that there may be more. */
  isCutShort: boolean
  /** Of the wrong ones that are not explained, those that were not searched to the end, by their names. */
  unsearched: ReadonlySet<string>
}

interface CommonOptions<One> {
  /** In milliseconds, for all of them together. */
  timeLimit: number
  clock: () => number
  /** Other wrong signatures, which are not searched for: only whether the same mistakes explain them. */
  besides?: readonly Suspect<One>[]
  /** Whether the signatures may be of several programs: what explains none of the first may explain others. */
  ofMany?: boolean
  signal?: AbortSignal | undefined
  /** Called with the number of explained signatures. */
  onProgress?: ((explained: number) => void) | undefined
}

/** An explanation is compared by this many other signatures, wrong ones and right ones. */
const COMPARED = 48
/** Of so many signatures, what takes much room is kept: those that are compared again and again, and some more. */
export const MOST_KEPT = 4 * COMPARED
/** The most explanations to compare. */
const MOST_CANDIDATES = 40
/** Of the time that is left, a single search may take this part, where so many are left. */
const PART = 3
/** A search that takes less than this part of its time ends because there is nothing to search. */
const WORTH = 0.05
/**
 * After this many signatures in a row that nothing explains, others of the same program will not be explained either.
 * Where they may be of several, each of the others gets its equal part of the time from then on.
 */
const MOST_IN_VAIN = 4

/**
 * Finds the fewest mistakes that explain all wrong signatures of one program. The first signature is searched alone; of
 * its explanations, the one is taken that explains most of the others and leaves most right signatures right. What is
 * left is searched with one more mistake, and so on, where what is explained already counts like what is right. What
 * was searched in vain may still be explained by mistakes that others show.
 *
 * @param suspects those that are easy to search first
 */
export async function commonMistakes<One extends Named>(
  suspects: readonly Suspect<One>[],
  { timeLimit, clock, besides = [], ofMany = false, signal, onProgress }: CommonOptions<One>
): Promise<Common<One>> {
  const deadline = clock() + timeLimit
  const right = spread(suspects.filter(({ isWrong }) => !isWrong))
  const explained = new Map<string, readonly One[]>()
  let open = suspects.filter(({ isWrong }) => isWrong)
  let known: readonly One[] = []
  let inVain = 0
  const searchedInVain: Suspect<One>[] = []
  const unsearched = new Set<string>()
  const isOver = () => clock() >= deadline || signal?.aborted === true
  while (open.length > 0 && (ofMany || inVain < MOST_IN_VAIN) && !isOver()) {
    const [first] = open as [Suspect<One>]
    const begun = clock()
    const more = first.withOneMore(known)
    const isFair = inVain >= MOST_IN_VAIN
    const parts = isFair ? open.length : Math.min(PART, open.length)
    const limit = { timeLimit: (deadline - clock()) / parts, signal }
    // Of known mistakes and one more there is always a best, so that nothing is left without a search.
    const searched = more.length > 0 ? undefined : await first.search(limit)
    const candidates = searched?.explanations ?? more
    const settled = ofMany ? [] : spread(suspects.filter(({ id }) => explained.has(id)))
    const best = bestOf(candidates, known, { wrong: spread(open), right, settled })
    if (!best) {
      // A signature that cannot be one, such as `undefined`, takes no time and says nothing about the others.
      if (searched?.isCutShort) unsearched.add(first.id)
      if (clock() - begun >= limit.timeLimit * WORTH) inVain++
      searchedInVain.push(first)
      open = open.slice(1)
      continue
    }
    if (!isFair) inVain = 0
    known = union(known, best)
    const left: Suspect<One>[] = []
    for (const one of open) {
      const mistakes = isOver() ? undefined : one.explainedBy(known)
      if (mistakes) explained.set(one.id, mistakes)
      else if (one !== first) left.push(one)
      await new Promise((resolve) => setImmediate(resolve))
    }
    explained.set(first.id, first.explainedBy(known) ?? best)
    open = left
    const all = [...explained.values()].flat()
    known = known.map((one) => inAllMembers([one, ...all.filter(({ code }) => code === one.code)]))
    onProgress?.(explained.size)
  }
  for (const { id } of open) unsearched.add(id)
  for (const one of known.length > 0 ? searchedInVain : []) {
    const mistakes = isOver() ? undefined : one.explainedBy(known)
    if (mistakes) explained.set(one.id, mistakes)
  }
  for (const id of explained.keys()) unsearched.delete(id)
  const mistakes = byMistake(explained)
  for (const one of known.length > 0 ? besides : []) {
    const alike = isOver() ? undefined : one.explainedBy(known)
    if (alike) explained.set(one.id, alike)
  }
  return { mistakes, explained, isCutShort: open.length > 0 && isOver(), unsearched }
}

/** The explanation of one signature that explains most of the others. Of equal ones, the likelier, which is first. */
function bestOf<One extends { code: string }>(
  candidates: readonly (readonly One[])[],
  known: readonly One[],
  { wrong, right, settled }: Readonly<Record<'wrong' | 'right' | 'settled', readonly Suspect<One>[]>>
): readonly One[] | undefined {
  const few = candidates.slice(0, MOST_CANDIDATES)
  if (few.length < 2) return few[0]
  const countBy = (some: readonly Suspect<One>[], mistakes: readonly One[]) =>
    some.filter((one) => one.explainedBy(mistakes)).length
  const scores = few.map((one) => {
    const all = union(known, one)
    const stay = settled.filter((other) => other.stays?.(all)).length
    return { one, score: countBy(wrong, all) + countBy(right, all) + stay }
  })
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).one
}

/** At most {@link COMPARED} of them, evenly from the whole list. */
function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, all.length / COMPARED)
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
}

function union<One extends { code: string }>(known: readonly One[], more: readonly One[]): readonly One[] {
  return [...known, ...more.filter(({ code }) => !known.some((one) => one.code === code))]
}

function byMistake<One extends Named>(explained: ReadonlyMap<string, readonly One[]>): CommonMistake<One>[] {
  const found = new Map<string, { same: One[]; cases: Set<string> }>()
  for (const [id, mistakes] of explained)
    for (const mistake of mistakes) {
      const { same, cases } = found.get(mistake.code) ?? { same: [], cases: new Set() }
      found.set(mistake.code, { same: [...same, mistake], cases: cases.add(id) })
    }
  return [...found.values()]
    .map(({ same, cases }) => ({ mistake: inAllMembers(same), cases: [...cases] }))
    .toSorted((a, b) => b.cases.length - a.cases.length)
}

/** A mistake with the members of all cases, as far as it names any. */
function inAllMembers<One extends Named>(same: readonly One[]): One {
  const [first] = same as readonly [One, ...One[]]
  const keys = [...new Set(same.flatMap(({ key, keys }) => keys ?? key ?? []))]
  if (keys.length < 2 || (first.keys && same.every((one) => one.keys))) return first
  return { ...first, keys }
}
