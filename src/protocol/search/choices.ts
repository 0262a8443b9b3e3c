import { type Mutation, mutate, replaced, type Steps } from './mutation.js'

/** A set of mutations of one stage, and the recipe with them. */
export interface Choice<Recipe extends Steps, One extends Mutation<Recipe>> {
  mutations: readonly One[]
  recipe: Recipe
  rarity: number
}

/** All sets of exactly `size` mutations that do not exclude each other and whose rarity is within the limit. */
export function* choices<Recipe extends Steps, One extends Mutation<Recipe>>(
  right: Recipe,
  mutations: readonly One[],
  size: number,
  limit: number
): Generator<Choice<Recipe, One>> {
  if (size === 0) yield { mutations: [], recipe: right, rarity: 0 }
  else yield* sets({ right, mutations, size, limit }, 0, [], 0)
}

interface Wanted<Recipe extends Steps, One extends Mutation<Recipe>> {
  right: Recipe
  mutations: readonly One[]
  size: number
  limit: number
}

function* sets<Recipe extends Steps, One extends Mutation<Recipe>>(
  wanted: Wanted<Recipe, One>,
  from: number,
  set: readonly One[],
  rarity: number
): Generator<Choice<Recipe, One>> {
  const { right, mutations, size, limit } = wanted
  if (set.length === size) {
    yield { mutations: set, recipe: mutate(right, set), rarity }
    return
  }
  for (let i = from; i < mutations.length; i++) {
    const one = mutations[i] as One
    // They are sorted by rarity.
    if (rarity + one.rarity * (size - set.length) > limit) return
    if (excludesAny(one, set)) continue
    yield* sets(wanted, i + 1, [...set, one], rarity + one.rarity)
  }
}

const stepsOf = new WeakMap<object, string[]>()

/** Whether it replaces a step that one of the others replaces. */
export function excludesAny<Recipe extends Steps>(one: Mutation<Recipe>, others: readonly Mutation<Recipe>[]): boolean {
  if (others.length === 0) return false
  const steps = stepsReplaced(one)
  return others.some((other) => stepsReplaced(other).some((step) => steps.includes(step)))
}

function stepsReplaced<Recipe extends Steps>(one: Mutation<Recipe>): string[] {
  const known = stepsOf.get(one) ?? replaced(one)
  stepsOf.set(one, known)
  return known
}

type Named = { rarity: number }

/** Sorts mutations by rarity, the likelier first. */
export function byRarity<One extends Named>(mutations: readonly One[]): One[] {
  return mutations.toSorted((a, b) => a.rarity - b.rarity)
}

export function rarityOf(mutations: readonly Named[]): number {
  return mutations.reduce((sum, { rarity }) => sum + rarity, 0)
}
