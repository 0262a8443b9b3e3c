import { inSlices } from '../in-slices.js'
import { rarityOf } from './choices.js'

/** Mistakes that together give exactly the signature that is to be explained. */
export interface Explanation<One> {
  mistakes: readonly One[]
  /** What was hashed, a secret in it replaced by its mask. */
  stringToSign: string
}

export interface Found<One> {
  /** The best first; all of them give the same signature. None for a signature that is right or not explained. */
  explanations: Explanation<One>[]
  /** How many different computations were tried. */
  tried: number
  /** Ended by the signal: more may be there. */
  interrupted: boolean
  /** Ended by the time limit: more may be there. */
  timedOut: boolean
}

export interface SearchOptions {
  /** How many mistakes are combined at most; the system's own when absent. */
  depth?: number | undefined
  /** In milliseconds; none when absent. */
  timeLimit?: number | undefined
  /** A clock that never goes back, in milliseconds; the system's when absent. */
  clock?: (() => number) | undefined
  signal?: AbortSignal | undefined
  /** Told every so often how many were tried. */
  onProgress?: ((tried: number) => void) | undefined
}

/** How far a search is. */
export interface Search<One> {
  tried: number
  /** Since it gave way last, in texts. */
  work: number
  hits: Explanation<One>[]
}

/** Texts put together between two looks at clock and signal: a few milliseconds. A long one counts as several. */
export const STRIDE = 4096
/** How many characters are read, in every form of a text, while one text is put together; and how many hashed. */
export const [READ, HASHED] = [64, 256]

/** Whether it is time to give way, after so much work more. */
export function isDue(search: { work: number }, work: number): boolean {
  search.work += work
  if (search.work < STRIDE) return false
  search.work = 0
  return true
}

/** Looks for some combinations, adds what it finds to the hits, and gives way every few milliseconds. */
export type Stage = () => Generator<void>

interface Nameable {
  code: string
  key?: string
  keys?: readonly string[]
  rarity: number
}

/**
 * Runs the stages of a search until one of them explains the signature, or time, signal or stages end it.
 *
 * @param makeStages what is looked for, in this order; may give way, too
 */
export async function runStages<One extends Nameable>(
  makeStages: (search: Search<One>) => Generator<void, Iterable<Stage>>,
  { onProgress, ...options }: SearchOptions
): Promise<Found<One>> {
  const search: Search<One> = { tried: 0, work: 0, hits: [] }
  const onSlice = () => onProgress?.(search.tried)
  const end = await inSlices(allStages(search, makeStages, onSlice), { ...options, onSlice })
  const explanations = search.hits
    .toSorted((a, b) => rarityOf(a.mistakes) - rarityOf(b.mistakes))
    .filter(isNew(({ mistakes }) => mistakes.map(({ code, key, keys }) => `${code};${key};${keys}`).join('+')))
  const ended = 'ended' in end ? end.ended : undefined
  return {
    explanations,
    tried: search.tried,
    interrupted: ended === 'interrupted',
    timedOut: ended === 'timed out'
  }
}

function* allStages<One>(
  search: Search<One>,
  makeStages: (search: Search<One>) => Generator<void, Iterable<Stage>>,
  onStage: () => void
): Generator<void> {
  for (const stage of yield* makeStages(search)) {
    yield* stage()
    onStage()
    if (search.hits.length > 0) return
  }
}

/** Several mutations may have one name: they are ways to make one mistake. */
function isNew<T>(nameOf: (one: T) => string): (one: T) => boolean {
  const seen = new Set<string>()
  return (one) => seen.size !== seen.add(nameOf(one)).size
}
