/** Combinations that are tried together. */
export interface Level {
  /** The exact number of mistakes. */
  count: number
  /** The highest total rarity. */
  limit: number
  /** Combinations up to this total rarity were tried before. */
  above?: number
  /** Whether to combine also mutations that alone have no effect in this body, or the same as another one. */
  alike?: true
}

export const ANY = Number.POSITIVE_INFINITY

/**
 * The levels of a search that combines at most so many mistakes.
 *
 * @returns a function that selects the levels within the depth from a list, and skips what an earlier level tried
 */
export function levelsWithin(depth: number): (levels: readonly Level[]) => Level[] {
  const tried = new Map<number, number>()
  return (levels) =>
    levels
      .filter(({ count }) => count <= depth)
      .map((level) => {
        const above = level.alike ? undefined : tried.get(level.count)
        tried.set(level.count, level.limit)
        return above === undefined ? level : { ...level, above }
      })
}
