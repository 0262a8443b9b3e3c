import { hash } from 'node:crypto'
import { atOnce, inSlices } from '../../protocol/in-slices.js'
import { documentsOf } from './documents.js'
import { type Ending, endingsFor, HASH_MUTATIONS } from './hash-mutations.js'
import { listMutations } from './list-mutations.js'
import { type Mutation, mutate, type Subject } from './mutation.js'
import { byRarity, type Choice, choices, isNew, rarityOf } from './mutation-sets.js'
import { arrange, digestOf, joined, type Part, type Recipe, RIGHT, readParts, stringToSign } from './steps.js'
import { findSubset } from './subsets.js'
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
  /** Ended by the time limit: more may be there. */
  timedOut: boolean
}

/** How many mistakes are combined when nothing else is said; those that the signature itself shows do not count. */
export const DEFAULT_DEPTH = 4

/** In seconds: how long the search takes at most when nothing else is said; start and end of a command come to it. */
export const DEFAULT_TIME_LIMIT = 8

export interface SearchOptions {
  /** How many mistakes are combined at most; {@link DEFAULT_DEPTH} when absent. */
  depth?: number | undefined
  /** In milliseconds; none when absent. */
  timeLimit?: number | undefined
  /** A clock that never goes back, in milliseconds; the system's when absent. */
  clock?: (() => number) | undefined
  signal?: AbortSignal | undefined
  /** Told every so often how many were tried. */
  onProgress?: ((tried: number) => void) | undefined
  /** Stands for the SALT in what is shown. */
  mask: string
}

/** Several together are looked for by the sum of their rarities. */
const VERY_COMMON = 4
const FAIRLY_COMMON = 5
const COMMON = 6
const COMMON_ENOUGH = 8
/** Texts put into a list between two looks at clock and signal: a few milliseconds. A long one counts as several. */
const STRIDE = 4096
/** How many characters are read, in every form of a text, while one text is put into a list; and how many hashed. */
const [READ, HASHED] = [64, 256]

/** With more members than this, what may have happened to one of them is not combined with anything else. */
const MANY_TO_COMBINE = 64

interface Mutations {
  value: Mutation[]
  list: Mutation[]
  hash: readonly Mutation[]
}

/** Every mutation there is for this body, the stages in their order. */
export function mutationsFor(subject: Subject): Mutations {
  return atOnce(makeMutations(subject))
}

/** The same, giving way in between. */
export function* makeMutations(subject: Subject): Generator<void, Mutations> {
  const values = valueMutations(subject)
  yield
  const value = [...values, ...(yield* textMutations(subject))]
  yield
  const isMany = subject.members.length > MANY_TO_COMBINE
  return {
    value: isMany ? value.map((one) => (one.change.members ? { ...one, alone: true } : one)) : value,
    list: listMutations(subject),
    hash: HASH_MUTATIONS
  }
}

/**
 * Looks for the mistakes that turn the right computation into this signature: alone, then in pairs, then the body as
 * one text and every part of its members, then three and more together; it ends with the fewest that explain it. The
 * work that combinations share is done once: the texts for all orders of them, their order for all ways of hashing.
 *
 * @param signature what the user's own code computed
 */
export async function search(subject: Subject, signature: string, options: SearchOptions): Promise<Found> {
  const { depth = DEFAULT_DEPTH, onProgress } = options
  const { mask } = options
  const reading = subject.members.reduce((sum, { source }) => sum + 1 + source.length / READ, 0)
  const state: State = {
    ...{ subject, signature, mask, endings: [], reading, tried: 0, work: 0, hits: [] },
    ...{ mutations: { value: [], list: [] }, distinct: {}, twins: new Map() }
  }
  const onSlice = () => onProgress?.(state.tried)
  const end = await inSlices(allStages(state, depth, onSlice), { ...options, onSlice })
  if ('value' in end) return found(state)
  return found(state, end.ended === 'interrupted' ? { interrupted: true } : { timedOut: true })
}

/** Until one of them explains it; none where no digest of any kind looks like this signature. */
function* allStages(state: State, depth: number, onStage: () => void): Generator<void> {
  state.endings = endingsFor(state.signature, depth)
  if (state.endings.length === 0) return
  const { value, list } = yield* makeMutations(state.subject)
  state.mutations = { value: byRarity(value), list: byRarity(list) }
  for (const stage of stagesOf(state, depth)) {
    yield* stage()
    onStage()
    if (state.hits.length > 0) return
  }
}

type Stage = () => Generator<void>

/** Combinations that are looked for together. */
interface Level {
  /** Of exactly so many mistakes. */
  count: number
  /** Of the sum of their rarities. */
  limit: number
  /** Those up to this sum were tried before. */
  above?: number
  /** Whether those that alone have the same effect in this body, or none, are all combined. */
  alike?: true
}

const ANY = Number.POSITIVE_INFINITY
const NONE = -1

/** The likelier and the cheaper first. */
const FIRST: readonly Level[] = [
  // What the signature itself shows may be all.
  { count: 0, limit: ANY },
  { count: 1, limit: ANY },
  { count: 2, limit: VERY_COMMON },
  { count: 3, limit: VERY_COMMON }
]
const THEN: readonly Level[] = [
  { count: 2, limit: FAIRLY_COMMON },
  { count: 3, limit: FAIRLY_COMMON },
  { count: 4, limit: FAIRLY_COMMON },
  { count: 2, limit: COMMON },
  { count: 3, limit: COMMON },
  { count: 4, limit: COMMON }
]
const LAST: readonly Level[] = [
  { count: 2, limit: ANY, alike: true },
  { count: 3, limit: COMMON + 1 },
  { count: 4, limit: COMMON + 1 },
  { count: 3, limit: COMMON_ENOUGH }
]
/** How many strings are hashed for the parts of the members: before and after what is likelier. */
const [SOME_STRINGS, ALL_STRINGS] = [2 ** 16, 2 ** 20]

/** What is looked for, in this order. */
function stagesOf(state: State, depth: number): Stage[] {
  const tried = new Map<number, number>()
  const within = (levels: readonly Level[]) =>
    levels
      .filter(({ count }) => count <= depth)
      .map((level): Stage => {
        const above = level.alike ? undefined : tried.get(level.count)
        tried.set(level.count, level.limit)
        return () => combinations(state, above === undefined ? level : { ...level, above })
      })
  const beside = (...stages: Stage[]) => (depth < 2 ? [] : stages)
  const deepest = Array.from(
    { length: Math.max(0, depth - 4) },
    (_, i): Level => ({ count: i + 5, limit: COMMON + 1 + i * 2 })
  )
  return [
    ...within(FIRST),
    ...beside(
      () => documents(state),
      () => subsets(state, SOME_STRINGS)
    ),
    ...within(THEN),
    ...beside(() => subsets(state, ALL_STRINGS)),
    ...within([...LAST, ...deepest])
  ]
}

interface State {
  subject: Subject
  signature: string
  mask: string
  tried: number
  /** Since it gave way last, in texts. */
  work: number
  /** How much work it is to read the members once, in texts. */
  reading: number
  hits: Explanation[]
  endings: readonly Ending[]
  /** By their rarity. */
  mutations: Record<'value' | 'list', readonly Mutation[]>
  distinct: Partial<Record<'value' | 'list', readonly Mutation[]>>
  /** Mistakes with the same effect in this body, by the likeliest of them. */
  twins: Map<Mutation, readonly Mutation[]>
}

/** Whether it is time to give way, after so much work more. */
function isDue(state: State, work: number): boolean {
  state.work += work
  if (state.work < STRIDE) return false
  state.work = 0
  return true
}

function found({ hits, tried }: State, ended: { interrupted?: true; timedOut?: true } = {}): Found {
  const explanations = hits
    .toSorted((a, b) => rarityOf(a.mistakes) - rarityOf(b.mistakes))
    .filter(isNew(({ mistakes }) => mistakes.map(({ code, key, keys }) => `${code};${key};${keys}`).join('+')))
  return { explanations, tried, interrupted: ended.interrupted ?? false, timedOut: ended.timedOut ?? false }
}

function explained({ subject: { members, salt }, mask }: State, mistakes: readonly Mutation[]): string {
  const recipe = mutate(RIGHT, mistakes)
  return stringToSign(readParts(members, recipe), recipe, salt, mask)
}

/** The body as one text, and the SALT to it. */
function* documents(state: State): Generator<void> {
  const { subject, signature, mask } = state
  const ends = state.endings.filter(({ hidden }) => hidden < 2)
  let at = -1
  for (const { mistakes, text } of documentsOf(subject, subject.salt)) {
    at++
    if (isDue(state, state.reading)) yield
    for (const end of ends) {
      state.tried++
      if (digestOf(text, end.recipe, subject.salt) === signature) {
        const shown = [...documentsOf(subject, mask)][at]?.text ?? ''
        state.hits.push({ mistakes: [...mistakes, ...end.mutations], stringToSign: shown })
      }
      if (isDue(state, 1 + text.length / HASHED)) yield
    }
  }
}

/** Parts of the members, and the likelier ways to put a list together. */
function* subsets(state: State, most: number): Generator<void> {
  const { subject, signature, mask, mutations } = state
  const onTried = (count: number) => {
    state.tried += count
  }
  const hit = yield* findSubset({ subject, ways: mutations.list, signature, mask, most, onTried })
  if (hit) state.hits.push(hit)
}

/**
 * Tries every combination of exactly so many mistakes that the signature does not show; gives way after every few.
 */
function* combinations(state: State, level: Level): Generator<void> {
  const { subject } = state
  const { count, limit, above = NONE } = level
  const values = yield* usable(state, 'value', level)
  const listed = yield* usable(state, 'list', level)
  const lists = yield* listsOf(listed, level)
  const ends = Array.from({ length: count + 1 }, (_, size) => state.endings.filter(({ hidden }) => hidden === size))
  const plain = textsOf(readParts(subject.members, RIGHT))
  for (let k = 0; k <= count; k++) {
    for (const chosen of choices(values, k, limit)) {
      const parts = readParts(subject.members, chosen.recipe)
      if (isDue(state, state.reading)) yield
      // Mistakes that change nothing here are found without them.
      if (k > 0 && sameTexts(parts, plain)) continue
      for (let j = 0; j <= count - k; j++) {
        const last = ends[count - k - j] ?? []
        if (last.length === 0) continue
        const rarest = last.at(-1)?.rarity ?? 0
        for (const one of lists[j] ?? []) {
          const rarity = chosen.rarity + one.rarity
          // The likelier stand first.
          if (rarity > limit) break
          if (rarity + rarest > above) yield* tryEnds(state, parts, chosen, one, last, { above, limit })
        }
      }
    }
  }
}

/** The sets of list mutations by their size, the likelier first. */
function* listsOf(mutations: readonly Mutation[], { count, limit }: Level): Generator<void, Choice[][]> {
  const lists: Choice[][] = []
  for (let size = 0; size <= count; size++) {
    const some: Choice[] = []
    for (const choice of choices(mutations, size, limit)) {
      some.push(choice)
      if (some.length % STRIDE === 0) yield
    }
    lists.push(some.toSorted((a, b) => a.rarity - b.rarity))
  }
  return lists
}

function* tryEnds(
  state: State,
  parts: Part[],
  chosen: Choice,
  listed: Choice,
  ends: readonly Ending[],
  { above, limit }: Required<Pick<Level, 'above' | 'limit'>>
): Generator<void> {
  const { salt } = state.subject
  const text = joined(arrange(parts, listed.recipe, salt), listed.recipe, salt)
  if (isDue(state, parts.length + text.length / READ)) yield
  for (const end of ends) {
    const rarity = chosen.rarity + listed.rarity + end.rarity
    if (rarity <= above || rarity > limit) continue
    state.tried++
    const isIt = digestOf(text, end.recipe, salt) === state.signature
    if (isDue(state, 1 + text.length / HASHED)) yield
    if (!isIt) continue
    const mistakes = [...chosen.mutations, ...listed.mutations, ...end.mutations]
    for (const set of withTwins(state, mistakes))
      state.hits.push({ mistakes: set, stringToSign: explained(state, set) })
  }
}

/** The mutations of a stage for combinations of so many, the likelier first. */
function* usable(state: State, stage: 'value' | 'list', { count, alike }: Level): Generator<void, readonly Mutation[]> {
  const all = state.mutations[stage]
  if (count === 0) return []
  if (count === 1) return all
  if (alike) return all.filter(({ alone }) => !alone)
  state.distinct[stage] ??= yield* distinct(state, stage)
  return state.distinct[stage]
}

/** Those that alone change what is hashed; of several that change it to the same, the likeliest. */
function* distinct(state: State, stage: 'value' | 'list'): Generator<void, readonly Mutation[]> {
  const { mutations, subject, twins } = state
  const { members, salt } = subject
  const effectOf = (recipe: Recipe) => {
    const parts = readParts(members, recipe)
    const text =
      stage === 'list'
        ? stringToSign(parts, recipe, salt)
        : parts.map(({ key, raw, text, isHollow }) => `${key}=${raw}=${text}${isHollow ? '=' : ''}`).join('\0')
    // There are many of them, and they may be long.
    return hash('md5', text)
  }
  const first = new Map<string, Mutation>()
  const none = effectOf(RIGHT)
  const kept: Mutation[] = []
  for (const one of mutations[stage]) {
    if (one.alone) continue
    if (isDue(state, 2 * state.reading)) yield
    const effect = effectOf(mutate(RIGHT, [one]))
    const twin = first.get(effect)
    if (twin) twins.set(twin, [...(twins.get(twin) ?? []), one])
    else if (effect !== none) {
      first.set(effect, one)
      kept.push(one)
    }
  }
  return kept
}

/** The same explanation with other names: mistakes that have the same effect in this body. */
const MOST_TWINS = 100

function withTwins({ subject, twins, signature }: State, mistakes: readonly Mutation[]): (readonly Mutation[])[] {
  const { members, salt } = subject
  const sets = mistakes.reduce<Mutation[][]>(
    (sets, one) =>
      sets.flatMap((set) => [one, ...(twins.get(one) ?? [])].map((twin) => [...set, twin])).slice(0, MOST_TWINS),
    [[]]
  )
  return sets.filter((set) => {
    const recipe = mutate(RIGHT, set)
    return digestOf(stringToSign(readParts(members, recipe), recipe, salt), recipe, salt) === signature
  })
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.map(({ text }) => text)
}

function sameTexts(parts: readonly Part[], texts: readonly string[]): boolean {
  return parts.length === texts.length && parts.every(({ text }, i) => text === texts[i])
}
