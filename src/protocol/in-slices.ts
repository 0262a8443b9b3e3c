/** How long work in slices may take, and what ends it. */
export interface SliceOptions {
  /** In milliseconds; no limit when absent. */
  timeLimit?: number | undefined
  /** A clock that never goes back, in milliseconds; the system's when absent. */
  clock?: (() => number) | undefined
  signal?: AbortSignal | undefined
  /** Told between two slices. */
  onSlice?: (() => void) | undefined
}

/** In milliseconds: how long work keeps the event loop to itself, so that Ctrl-C is heard. */
const SLICE = 20

export type Sliced<T> = { value: T } | { ended: 'interrupted' | 'timed out' }

/** Does work that gives way every few milliseconds, slice by slice: a signal and a time limit end it in between. */
export async function inSlices<T>(work: Generator<void, T>, options: SliceOptions): Promise<Sliced<T>> {
  const { timeLimit = Number.POSITIVE_INFINITY, clock = () => performance.now(), signal, onSlice } = options
  const deadline = clock() + timeLimit
  let slice = clock()
  while (true) {
    if (signal?.aborted) return { ended: 'interrupted' }
    const step = work.next()
    if (step.done) return { value: step.value }
    const now = clock()
    if (now >= deadline) return { ended: 'timed out' }
    if (now - slice < SLICE) continue
    onSlice?.()
    await new Promise((resolve) => setImmediate(resolve))
    slice = clock()
  }
}

/** Does the same work at once. */
export function atOnce<T>(work: Generator<void, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
