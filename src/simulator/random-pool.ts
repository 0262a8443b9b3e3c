import type { Outside } from '../world.js'

/** In bytes: what is drawn at once. To draw a few bytes takes as long as to draw these. */
const DRAWN = 4096

/** The same random bytes, of which many are drawn at once. */
export function fromPool(random: Outside['random']): Outside['random'] {
  let pool: Uint8Array = new Uint8Array()
  return (size) => {
    if (pool.length < size) pool = random(Math.max(DRAWN, size))
    const taken = pool.slice(0, size)
    pool = pool.subarray(size)
    return taken
  }
}
