/** How long work in slices may take. */
export interface SliceOptions {
  /** In milliseconds; no limit if absent. */
  timeLimit?: number | undefined
  /** A monotonic clock in milliseconds; the system's if absent. */
  clock?: (() => number) | undefined
  signal?: AbortSignal | undefined
  /** Called between two slices. */
  onSlice?: (() => void) | undefined
}

/** In milliseconds. The event loop is blocked no longer than this, so that Ctrl-C works. */
const SLICE = 20

export type Sliced<T> = { value: T } | { ended: 'interrupted' | 'timed out' }

/** Runs work in slices of a few milliseconds. Between two slices, a signal or the time limit can end it. */
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

/** Runs the same work without a pause. */
export function atOnce<T>(work: Generator<void, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
