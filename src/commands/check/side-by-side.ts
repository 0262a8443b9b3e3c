import { isShared, type Needs } from './case-needs.js'

/** Work, and what it may share with other work. */
export interface Work<T> {
  needs: Needs
  run(): Promise<T>
}

/**
 * Does works, and gives their results in order, which are those of one after another: works that share something are
 * done in order. Those that share nothing wait for nothing either, so that they are done when it is their turn.
 *
 * @param most how many at the same time
 */
export async function* sideBySide<T>(works: readonly Work<T>[], most: number): AsyncGenerator<T> {
  if (most === 1) {
    for (const work of works) yield await work.run()
    return
  }
  let isOver = false
  const limited = limit(most)
  const begun: { needs: Needs; result: Promise<T> }[] = []
  const results = new Map<Work<T>, Promise<T>>()
  for (const work of works.filter(({ needs }) => needs !== 'nothing')) {
    const before = begun.filter(({ needs }) => isShared(needs, work.needs)).map(({ result }) => result)
    const result = Promise.allSettled(before).then(() =>
      limited(() => (isOver ? Promise.reject(new Error('The results are not wanted any more.')) : work.run()))
    )
    // Thrown when it is its turn.
    result.catch(() => {})
    begun.push({ needs: work.needs, result })
    results.set(work, result)
  }
  try {
    for (const work of works) yield await (results.get(work) ?? work.run())
  } finally {
    isOver = true
    await Promise.allSettled(results.values())
  }
}

/** Lets a number of works run at the same time; others wait their turn. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go))
    else free--
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
