import { hash } from 'node:crypto'
import { type Choice, choices, type Wanted } from './choices.js'
import type { Level } from './levels.js'
import { type Mutation, mutate, type Steps } from './mutation.js'
import { HASHED, isDue, type Search, STRIDE } from './search.js'

/** Mistakes between the text and the signature, and how many of them the signature does not show. */
export interface Ending<Recipe extends Steps, One extends Mutation<Recipe>> {
  mutations: readonly One[]
  recipe: Recipe
  hidden: number
  /** The total rarity of the hidden ones. */
  rarity: number
}

/** The two stages before the ending. Each is computed once for all variants of the next. */
type Place = 'first' | 'second'

/**
 * How a system computes a signature, in three stages: reading, joining, and the ending, which hashes or verifies.
 */
export interface Computation<Recipe extends Steps, One extends Mutation<Recipe>, Read> {
  right: Recipe
  /** The mutations of the first two stages, sorted by rarity. */
  mutations: Readonly<Record<Place, readonly One[]>>
  /** Sorted by rarity. */
  endings: readonly Ending<Recipe, One>[]
  /** The work of reading once, in texts. */
  reading: number
  read(recipe: Recipe): Read
  isSame(read: Read, other: Read): boolean
  /** The text to hash. */
  textOf(read: Read, recipe: Recipe): string
  /** Whether this text gives the signature to explain. */
  gives(text: string, recipe: Recipe): boolean
  /** The effect of a mutation of this stage alone. Two with the same effect are searched as one. */
  effectOf(place: Place, recipe: Recipe): string
  /** The hashed text, with secrets masked. */
  shown(mistakes: readonly One[]): string
}

const NONE = -1

/** The total rarity up to which sets of one stage were tried with all that the other stages can add to them. */
function tooLikely(
  { count, above = NONE }: Level,
  others: readonly { rarity: number }[],
  ends: readonly (readonly { rarity: number }[])[],
  size: number
): number {
  const rarest = others.at(-1)?.rarity ?? 0
  const added = ends.map((some, hidden) => (some.at(-1)?.rarity ?? 0) + Math.max(0, count - size - hidden) * rarest)
  return above - Math.max(...added.slice(0, count - size + 1))
}
/** The most explanations with other names: mistakes that have the same effect in this body. */
const MOST_TWINS = 100

/** Tries combinations of mistakes. What it learns at one level serves the next. */
export class Combinations<Recipe extends Steps, One extends Mutation<Recipe>, Read> {
  private readonly search: Search<One>
  private readonly sought: Computation<Recipe, One, Read>
  private readonly distinct: Partial<Record<Place, readonly One[]>> = {}
  /** Mistakes with the same effect in this body; the key is the likeliest of them. */
  private readonly twins = new Map<One, readonly One[]>()

  constructor(search: Search<One>, sought: Computation<Recipe, One, Read>) {
    this.search = search
    this.sought = sought
  }

  /** Tries every combination of exactly this many mistakes that the signature does not show. Yields after every few. */
  *of(level: Level): Generator<void> {
    const { search, sought } = this
    const { count, limit } = level
    const mutations = { first: yield* this.usable('first', level), second: yield* this.usable('second', level) }
    const sizes = Array.from({ length: count + 1 }, (_, size) => size)
    const ends = sizes.map((size) => sought.endings.filter(({ hidden }) => hidden === size))
    const wanted = (place: Place, size: number) => {
      const above = tooLikely(level, mutations[place === 'first' ? 'second' : 'first'], ends, size)
      return { right: sought.right, mutations: mutations[place], size, limit, above }
    }
    const seconds = yield* this.setsOf(sizes.slice(0, -1).map((size) => wanted('second', size)))
    const plain = sought.read(sought.right)
    for (const k of sizes) {
      for (const first of choices(wanted('first', k))) {
        const read = sought.read(first.recipe)
        if (isDue(search, sought.reading)) yield
        // Mistakes that change nothing in this body add nothing.
        if (k > 0 && sought.isSame(read, plain)) continue
        for (let j = 0; j <= count - k; j++) {
          // There are very many of the largest sets, and each is used once.
          const second = seconds[j] ?? choices(wanted('second', j))
          yield* this.tryAll(read, first, second, ends[count - k - j] ?? [], level)
        }
      }
    }
  }

  /** Tries one reading with these mistakes of the other stages. */
  private *tryAll(
    read: Read,
    first: Choice<Recipe, One>,
    seconds: Iterable<Choice<Recipe, One>>,
    ends: readonly Ending<Recipe, One>[],
    { above = NONE, limit }: Level
  ): Generator<void> {
    const { search, sought } = this
    const rarest = ends.at(-1)?.rarity
    if (rarest === undefined) return
    for (const second of seconds) {
      const before = first.rarity + second.rarity
      // The likelier come first, where any of them is too rare.
      if (before > limit) return
      if (before + rarest <= above) continue
      const text = sought.textOf(read, second.recipe)
      if (isDue(search, sought.reading)) yield
      for (const end of ends) {
        const rarity = before + end.rarity
        if (rarity <= above || rarity > limit) continue
        search.tried++
        if (sought.gives(text, end.recipe)) this.add([...first.mutations, ...second.mutations, ...end.mutations])
        if (isDue(search, 1 + text.length / HASHED)) yield
      }
    }
  }

  private add(mistakes: readonly One[]): void {
    for (const set of this.withTwins(mistakes))
      this.search.hits.push({ mistakes: set, stringToSign: this.sought.shown(set) })
  }

  /** The sets of mutations of the second stage that are combined with several of the first, the likelier first. */
  private *setsOf(sizes: readonly Wanted<Recipe, One>[]): Generator<void, Choice<Recipe, One>[][]> {
    const bySize: Choice<Recipe, One>[][] = []
    for (const wanted of sizes) {
      const some: Choice<Recipe, One>[] = []
      for (const choice of choices(wanted)) {
        some.push(choice)
        if (some.length % STRIDE === 0) yield
      }
      bySize.push(some.toSorted((a, b) => a.rarity - b.rarity))
    }
    return bySize
  }

  /** The mutations of a stage for combinations of this size, the likelier first. */
  private *usable(place: Place, { count, alike }: Level): Generator<void, readonly One[]> {
    const all = this.sought.mutations[place]
    if (count === 0) return []
    if (count === 1) return all
    if (alike) return all.filter(({ alone }) => !alone)
    this.distinct[place] ??= yield* this.distinctOf(place)
    return this.distinct[place]
  }

  /** The mutations that change the hashed text; of those with the same effect, only the likeliest. */
  private *distinctOf(place: Place): Generator<void, readonly One[]> {
    const { search, sought, twins } = this
    // There are many of them, and they may be long.
    const effectOf = (recipe: Recipe) => hash('md5', sought.effectOf(place, recipe))
    const first = new Map<string, One>()
    const none = effectOf(sought.right)
    const kept: One[] = []
    for (const one of sought.mutations[place]) {
      if (one.alone) continue
      if (isDue(search, 2 * sought.reading)) yield
      const effect = effectOf(mutate(sought.right, [one]))
      const twin = first.get(effect)
      if (twin) twins.set(twin, [...(twins.get(twin) ?? []), one])
      else if (effect !== none) {
        first.set(effect, one)
        kept.push(one)
      }
    }
    return kept
  }

  private withTwins(mistakes: readonly One[]): (readonly One[])[] {
    const { sought, twins } = this
    const sets = mistakes.reduce<One[][]>(
      (sets, one) =>
        sets.flatMap((set) => [one, ...(twins.get(one) ?? [])].map((twin) => [...set, twin])).slice(0, MOST_TWINS),
      [[]]
    )
    return sets.filter((set) => {
      const recipe = mutate(sought.right, set)
      return sought.gives(sought.textOf(sought.read(recipe), recipe), recipe)
    })
  }
}
