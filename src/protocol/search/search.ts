import { inSlices } from '../in-slices.js'
import { rarityOf } from './choices.js'

/** Mistakes that together give exactly the signature to explain. */
export interface Explanation<One> {
  mistakes: readonly One[]
  /** The hashed text, with secrets masked. */
  stringToSign: string
}

export interface Found<One> {
  /** The best first; all of them give the same signature. Empty for a signature that is right or not explained. */
  explanations: Explanation<One>[]
  /** The number of different computations that were tried. */
  tried: number
  /** Whether the signal ended it: there may be more. */
  interrupted: boolean
  /** Whether the time limit ended it: there may be more. */
  timedOut: boolean
}

export interface SearchOptions {
  /** The most mistakes to combine; by default that of the system. */
  depth?: number | undefined
  /** In milliseconds; no limit if absent. */
  timeLimit?: number | undefined
  /** A monotonic clock in milliseconds; the system's if absent. */
  clock?: (() => number) | undefined
  signal?: AbortSignal | undefined
  /** Called from time to time with the number of tried computations. */
  onProgress?: ((tried: number) => void) | undefined
}

/** The state of a search. */
export interface Search<One> {
  tried: number
  /** The work since it last yielded, in texts. */
  work: number
  hits: Explanation<One>[]
}

/** The texts between two checks of clock and signal: a few milliseconds. A long text counts as several. */
export const STRIDE = 4096
/** How many characters can be read (for every form of a text) or hashed in the time that it takes to join one text. */
export const [READ, HASHED] = [64, 256]

/** Adds this much work, and tells whether it is time to yield. */
export function isDue(search: { work: number }, work: number): boolean {
  search.work += work
  if (search.work < STRIDE) return false
  search.work = 0
  return true
}

/** Tries some combinations, adds what it finds to the hits, and yields every few milliseconds. */
export type Stage = () => Generator<void>

interface Nameable {
  code: string
  key?: string
  keys?: readonly string[]
  rarity: number
}

/**
 * Runs the stages of a search in order, until one explains the signature, time or signal end it, or none is left.
 *
 * @param makeStages makes the stages; it may yield, too
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

/** A filter for mutations with a new name. Several may have the same name: they are ways to make one mistake. */
function isNew<T>(nameOf: (one: T) => string): (one: T) => boolean {
  const seen = new Set<string>()
  return (one) => seen.size !== seen.add(nameOf(one)).size
}
