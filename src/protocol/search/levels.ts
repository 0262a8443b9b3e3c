/** Combinations that are looked for together. */
export interface Level {
  /** Of exactly so many mistakes. */
  count: number
  /** Of the sum of their rarities. */
  limit: number
  /** Those up to this sum were tried before. */
  above?: number
  /** Whether those that alone have the same effect in this body, or none, are all combined. */
  alike?: true
}

export const ANY = Number.POSITIVE_INFINITY

/**
 * The levels of a search that combines at most so many mistakes.
 *
 * @returns what takes out of a list of levels those that are deep enough; what one before it has tried is not tried
 * again
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
