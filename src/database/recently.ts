/** A value that is read again only after a moment. */
export interface Recent<T> {
  read(): T
  /** Makes the next reading a fresh one, because the value was changed here. */
  forget(): void
}

/**
 * For how long a reading counts, in milliseconds. A request needs some values again and again, and what another process
 * changes is seen this much later.
 */
const FRESH = 1

/** @param read reads the value; an error counts as no reading, and is thrown */
export function recently<T>(read: () => T): Recent<T> {
  let last: { value: T; at: number } | undefined
  return {
    read() {
      const now = performance.now()
      if (last && now - last.at <= FRESH) return last.value
      last = undefined
      last = { value: read(), at: now }
      return last.value
    },
    forget() {
      last = undefined
    }
  }
}
