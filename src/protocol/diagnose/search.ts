import { canGive, HASH_MUTATIONS } from './hash-mutations.js'
import { listMutations } from './list-mutations.js'
import { type Mutation, mutate, replaced, type Subject } from './mutation.js'
import { arrange, digestOf, type HashSteps, type Part, type Recipe, RIGHT, readParts, stringToSign } from './steps.js'
import { textMutations } from './text-mutations.js'
import { valueMutations } from './value-mutations.js'

/** Mistakes that together give exactly the signature that is to be explained. */
export interface Explanation {
  mistakes: readonly Mutation[]
  /** What was hashed, the SALT in it replaced by the mask. */
  stringToSign: string
}

export interface Found {
  /** The best first; all of them give the same signature. None for a signature that is right or not explained. */
  explanations: Explanation[]
  /** How many different computations were tried. */
  tried: number
  /** Ended by the signal: more may be there. */
  interrupted: boolean
}

/** How many mistakes are combined when nothing else is said. */
export const DEFAULT_DEPTH = 3

export interface SearchOptions {
  /** How many mistakes are combined at most; 3 when absent. */
  depth?: number | undefined
  signal?: AbortSignal | undefined
  /** Told every so often how many were tried. */
  onProgress?: ((tried: number) => void) | undefined
  /** Stands for the SALT in what is shown. */
  mask: string
}

/** Three mistakes together are looked for among those that are common enough: the sum of their rarities. */
const COMMON_ENOUGH = 8
/** In milliseconds: how long the search keeps the event loop to itself, so that Ctrl-C is heard. */
const SLICE = 40
/** Computations between two looks at the clock. */
const STRIDE = 256

/** Every mutation there is for this body, the stages in their order. */
export function mutationsFor(subject: Subject): { value: Mutation[]; list: Mutation[]; hash: readonly Mutation[] } {
  return {
    value: [...valueMutations(subject), ...textMutations(subject)],
    list: listMutations(subject),
    hash: HASH_MUTATIONS
  }
}

/**
 * Looks for the mistakes that turn the right computation into this signature: alone, then in pairs, then three
 * together; it ends with the fewest that explain it. The work that combinations share is done once: the texts for
 * all orders of them, their order for all ways of joining and hashing.
 *
 * @param signature what the user's own code computed
 */
export async function search(subject: Subject, signature: string, options: SearchOptions): Promise<Found> {
  const { depth = DEFAULT_DEPTH, signal, onProgress } = options
  const state: State = { subject, signature, tried: 0, hits: [] }
  let slice = performance.now()
  for (let count = 1; count <= depth; count++) {
    for (const _ of combinations(state, count)) {
      if (signal?.aborted) return found(state, options, true)
      if (performance.now() - slice < SLICE) continue
      onProgress?.(state.tried)
      await new Promise((resolve) => setImmediate(resolve))
      slice = performance.now()
    }
    onProgress?.(state.tried)
    if (state.hits.length > 0) break
  }
  return found(state, options, false)
}

/** Above this many members, what may have happened to each in turn is not tried by {@link explainAlone}. */
const MAX_EACH = 64

/**
 * The likeliest mistake that by itself gives this signature, without waiting: for a server that answers.
 *
 * @returns nothing where it takes several, or none is known
 */
export function explainAlone(subject: Subject, signature: string): Mutation | undefined {
  const { value, list, hash } = mutationsFor(subject)
  const { members, salt } = subject
  return [...value, ...list, ...hash]
    .filter(({ change, alone }) => !alone && (!change.members || members.length <= MAX_EACH))
    .toSorted((a, b) => a.rarity - b.rarity)
    .find((one) => {
      const recipe = mutate(RIGHT, [one])
      return digestOf(stringToSign(readParts(members, recipe), recipe, salt), recipe, salt) === signature
    })
}

interface State {
  subject: Subject
  signature: string
  tried: number
  hits: (readonly Mutation[])[]
}

function found({ subject, hits, tried }: State, { mask }: SearchOptions, interrupted: boolean): Found {
  const ranked = hits.toSorted((a, b) => rarityOf(a) - rarityOf(b))
  const explanations = ranked.map((mistakes) => ({ mistakes, stringToSign: explained(subject, mistakes, mask) }))
  return { explanations, tried, interrupted }
}

function explained({ members, salt }: Subject, mistakes: readonly Mutation[], mask: string): string {
  const recipe = mutate(RIGHT, mistakes)
  return stringToSign(readParts(members, recipe), recipe, salt, mask)
}

function rarityOf(mutations: readonly Mutation[]): number {
  return mutations.reduce((sum, { rarity }) => sum + rarity, 0)
}

/** A set of mutations of one stage, and the recipe with them in it. */
interface Choice {
  mutations: readonly Mutation[]
  recipe: Recipe
  rarity: number
}

/** Tries every combination of exactly so many mistakes; gives way after every few. */
function* combinations(state: State, count: number): Generator<void> {
  const { value, list } = mutationsFor(state.subject)
  const common = (mutations: readonly Mutation[]) => (count < 3 ? mutations : effective(mutations, state.subject))
  const values = choices(common(value), count)
  const lists = choices(common(list), count)
  const hashes = choices(HASH_MUTATIONS, count).map((some) =>
    some.filter(({ recipe }) => canGive(recipe, state.signature))
  )
  const limit = count < 3 ? Number.POSITIVE_INFINITY : COMMON_ENOUGH
  const plain = textsOf(readParts(state.subject.members, RIGHT))
  let stride = 0
  for (let k = 0; k <= count; k++) {
    for (const chosen of values[k] ?? []) {
      if (chosen.rarity > limit) continue
      const parts = readParts(state.subject.members, chosen.recipe)
      // Mistakes that change nothing here are found without them.
      if (k > 0 && sameTexts(parts, plain)) continue
      for (let j = 0; j <= count - k; j++) {
        const ends = hashes[count - k - j] ?? []
        if (ends.length === 0) continue
        for (const listed of lists[j] ?? []) {
          if (chosen.rarity + listed.rarity > limit) continue
          tryEnds(state, parts, chosen, listed, ends, limit)
          if (++stride % STRIDE === 0) yield
        }
      }
    }
  }
}

function tryEnds(state: State, parts: Part[], chosen: Choice, listed: Choice, ends: Choice[], limit: number): void {
  const { salt } = state.subject
  const list = arrange(parts, listed.recipe, salt)
  const text = listed.recipe.join(list.map(({ shown }) => shown))
  for (const end of ends) {
    if (chosen.rarity + listed.rarity + end.rarity > limit) continue
    state.tried++
    if (digestOf(text, end.recipe as HashSteps, salt) !== state.signature) continue
    state.hits.push([...chosen.mutations, ...listed.mutations, ...end.mutations])
  }
}

/** All sets of up to so many mutations that do not exclude each other, by their size. */
function choices(mutations: readonly Mutation[], most: number): Choice[][] {
  const sizes: Choice[][] = [[{ mutations: [], recipe: RIGHT, rarity: 0 }]]
  let sets: Mutation[][] = [[]]
  for (let size = 1; size <= most; size++) {
    sets = sets.flatMap((set) => {
      const last = set.at(-1)
      const rest = last ? mutations.slice(mutations.indexOf(last) + 1) : mutations
      return rest.filter((one) => mayJoin(set, one, most)).map((one) => [...set, one])
    })
    sizes.push(sets.map((set) => ({ mutations: set, recipe: mutate(RIGHT, set), rarity: rarityOf(set) })))
  }
  return sizes
}

function mayJoin(set: readonly Mutation[], one: Mutation, most: number): boolean {
  if (one.alone && (set.length > 0 || most > 1)) return false
  if (most >= 3 && rarityOf(set) + one.rarity > COMMON_ENOUGH) return false
  return !set.some((other) => excludes(other, one))
}

const stepsOf = new WeakMap<Mutation, string[]>()

function excludes(a: Mutation, b: Mutation): boolean {
  const steps = (one: Mutation) => {
    const known = stepsOf.get(one) ?? replaced(one)
    stepsOf.set(one, known)
    return known
  }
  const of = steps(b)
  return steps(a).some((step) => of.includes(step))
}

/** Those that alone change what is hashed. */
function effective(mutations: readonly Mutation[], { members, salt }: Subject): Mutation[] {
  const right = stringToSign(readParts(members, RIGHT), RIGHT, salt)
  return mutations.filter((one) => {
    const recipe = mutate(RIGHT, [one])
    return stringToSign(readParts(members, recipe), recipe, salt) !== right
  })
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.map(({ text }) => text)
}

function sameTexts(parts: readonly Part[], texts: readonly string[]): boolean {
  return parts.length === texts.length && parts.every(({ text }, i) => text === texts[i])
}
