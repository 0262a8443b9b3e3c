import { type Mutation, mutate, replaced } from './mutation.js'
import { type Recipe, RIGHT } from './steps.js'

/** A set of mutations of one stage, and the recipe with them in it. */
export interface Choice {
  mutations: readonly Mutation[]
  recipe: Recipe
  rarity: number
}

/** All sets of exactly so many mutations that do not exclude each other, the rarity of each set within the limit. */
export function* choices(mutations: readonly Mutation[], size: number, limit: number): Generator<Choice> {
  if (size === 0) yield { mutations: [], recipe: RIGHT, rarity: 0 }
  else yield* sets(mutations, size, limit, 0, [], 0)
}

function* sets(
  mutations: readonly Mutation[],
  size: number,
  limit: number,
  from: number,
  set: readonly Mutation[],
  rarity: number
): Generator<Choice> {
  if (set.length === size) {
    yield { mutations: set, recipe: mutate(RIGHT, set), rarity }
    return
  }
  for (let i = from; i < mutations.length; i++) {
    const one = mutations[i] as Mutation
    // They stand by their rarity.
    if (rarity + one.rarity * (size - set.length) > limit) return
    if (excludesAny(one, set)) continue
    yield* sets(mutations, size, limit, i + 1, [...set, one], rarity + one.rarity)
  }
}

const stepsOf = new WeakMap<Mutation, string[]>()

/** Whether it replaces a step that one of the others replaces. */
export function excludesAny(one: Mutation, others: readonly Mutation[]): boolean {
  if (others.length === 0) return false
  const steps = stepsReplaced(one)
  return others.some((other) => stepsReplaced(other).some((step) => steps.includes(step)))
}

function stepsReplaced(one: Mutation): string[] {
  const known = stepsOf.get(one) ?? replaced(one)
  stepsOf.set(one, known)
  return known
}

/** Several mutations may have one name: they are ways to make one mistake. */
export function isNew<T>(nameOf: (one: T) => string): (one: T) => boolean {
  const seen = new Set<string>()
  return (one) => seen.size !== seen.add(nameOf(one)).size
}

export function byRarity(mutations: readonly Mutation[]): Mutation[] {
  return mutations.toSorted((a, b) => a.rarity - b.rarity)
}

export function rarityOf(mutations: readonly Mutation[]): number {
  return mutations.reduce((sum, { rarity }) => sum + rarity, 0)
}
