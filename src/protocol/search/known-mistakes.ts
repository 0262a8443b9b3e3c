import { excludesAny } from './choices.js'
import type { Mutation, Steps } from './mutation.js'

/** The most combinations of known mistakes that are tried for one signature. */
const MOST = 2048

export function isKnown({ code }: { code: string }, known: readonly { code: string }[]): boolean {
  return known.some((one) => one.code === code)
}

/**
 * The mutations of one body that are the same mistakes as known ones: a group for each, those of the same member first,
 * and at the end the mistake in all of its members at once.
 */
export function sameMistakes<Recipe extends Steps, One extends Mutation<Recipe>>(
  all: readonly One[],
  known: readonly One[]
): One[][] {
  return known.flatMap(({ code, key, keys }) => {
    const same = all.filter((one) => one.code === code)
    if (same.length === 0) return []
    const own = same.filter((one) => one.key === key)
    const named = same.filter((one) => one.key !== undefined && keys?.includes(one.key))
    const others = same.filter((one) => !own.includes(one))
    return [[...own, ...together<Recipe, One>(named), ...others, ...together<Recipe, One>(same)]]
  })
}

function together<Recipe extends Steps, One extends Mutation<Recipe>>(same: readonly One[]): One[] {
  const members = same.filter(({ change }) => change.members !== undefined)
  const [first] = members
  if (!first || members.length < 2) return []
  const changes = new Map(members.flatMap(({ change }) => [...(change.members ?? [])]))
  const keys = members.flatMap(({ key }) => key ?? [])
  return [{ ...first, keys, change: { members: changes } }]
}

/** Every way to take none or one of each group, the smaller sets first. */
export function setsOf<Recipe extends Steps, One extends Mutation<Recipe>>(
  groups: readonly (readonly One[])[]
): One[][] {
  let all: One[][] = [[]]
  for (const group of groups)
    all = all
      .flatMap((set) => [set, ...group.filter((one) => !excludesAny(one, set)).map((one) => [...set, one])])
      .slice(0, MOST)
  return all.toSorted((a, b) => a.length - b.length)
}
