import { type Mutation, mutate, replaced, type Steps } from './mutation.js'

/** A set of mutations of one stage, and the recipe with them. */
export interface Choice<Recipe extends Steps, One extends Mutation<Recipe>> {
  mutations: readonly One[]
  recipe: Recipe
  rarity: number
}

/** Which sets of mutations: how many in each, and how rare they are together. */
export interface Wanted<Recipe extends Steps, One extends Mutation<Recipe>> {
  right: Recipe
  mutations: readonly One[]
  /** The exact number of mutations. */
  size: number
  /** The highest total rarity. */
  limit: number
  /** Sets up to this total rarity are left out. */
  above: number
}

/** All sets of mutations that do not exclude each other. */
export function* choices<Recipe extends Steps, One extends Mutation<Recipe>>(
  wanted: Wanted<Recipe, One>
): Generator<Choice<Recipe, One>> {
  const { right, size, above } = wanted
  if (size > 0) yield* sets(wanted, 0, { mutations: [], recipe: right, rarity: 0 })
  else if (above < 0) yield { mutations: [], recipe: right, rarity: 0 }
}

function* sets<Recipe extends Steps, One extends Mutation<Recipe>>(
  wanted: Wanted<Recipe, One>,
  from: number,
  begun: Choice<Recipe, One>
): Generator<Choice<Recipe, One>> {
  const { mutations, size, limit, above } = wanted
  const missing = size - begun.mutations.length
  for (let i = from; i < mutations.length; i++) {
    const one = mutations[i] as One
    // They are sorted by rarity.
    if (begun.rarity + one.rarity * missing > limit) return
    const rarity = begun.rarity + one.rarity
    if (missing === 1 && rarity <= above) continue
    if (excludesAny(one, begun.mutations)) continue
    // What a set has in common with the next ones is made once.
    const next = { mutations: [...begun.mutations, one], recipe: mutate(begun.recipe, [one]), rarity }
    if (missing === 1) yield next
    else yield* sets(wanted, i + 1, next)
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
