import type { Outside } from '../../world.js'

const PROCESS_MARKS = 36 ** 2

/**
 * Makes the ids of deliveries: 10 characters for the time in microseconds, and 2 to distinguish processes. They always
 * increase, also within a millisecond and when the clock is set back.
 */
export function deliveryIds({ now, random }: Outside): () => string {
  const mark = Buffer.from(random(2)).readUInt16BE() % PROCESS_MARKS
  let last = 0
  return () => {
    last = Math.max(now() * 1000, last + 1)
    return last.toString(36).padStart(10, '0') + mark.toString(36).padStart(2, '0')
  }
}
