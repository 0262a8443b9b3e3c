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
  return {
    now: () => now() + store.clockAhead(),
    realNow: now,
    random,
    ...(timeScale !== undefined && { timeScale })
  }
}
