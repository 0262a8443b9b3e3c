import type { Outside } from '../world.js'
import type { Store } from './store/store.js'

/**
 * The world as the local platform sees it. Its clock goes as fast as the real one, and is ahead of it by what the store
 * says: every process with the same store sees the same time, also when another one sets it.
 */
export function platformWorld(
  store: Pick<Store, 'clockAhead'>,
  { now, random, timeScale }: Outside
): Outside & { realNow(): number } {
  let ahead = 0
  return {
    now: () => {
      try {
        ahead = store.clockAhead()
      } catch {
        // The last known one counts. Whatever else reads the store reports the problem.
      }
      return now() + ahead
    },
    realNow: now,
    random,
    ...(timeScale !== undefined && { timeScale })
  }
}
