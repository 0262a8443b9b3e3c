import { atOnce } from '../../protocol/in-slices.js'
import { byRarity } from '../../protocol/search/choices.js'
import { Combinations, type Computation } from '../../protocol/search/combinations.js'
import { ANY, type Level, levelsWithin } from '../../protocol/search/levels.js'
import { mutate } from '../../protocol/search/mutation.js'
import {
  type Explanation as AnyExplanation,
  type Found as AnyFound,
  HASHED,
  isDue,
  READ,
  runStages,
  type Search,
  type SearchOptions as SliceOptions,
  type Stage
} from '../../protocol/search/search.js'
import { documentsOf, wordsOf } from './documents.js'
import { type Ending, endingsFor, HASH_MUTATIONS } from './hash-mutations.js'
import { listMutations } from './list-mutations.js'
import type { Mutation, Subject } from './mutation.js'
import { digestOf, type Part, type Recipe, RIGHT, readParts, stringToSign } from './steps.js'
import { findSubset } from './subsets.js'
import { textMutations } from './text-mutations.js'
import { valueMutations } from './value-mutations.js'

export type Explanation = AnyExplanation<Mutation>
export type Found = AnyFound<Mutation>

/** The default for how many mistakes to combine. Mistakes that are visible in the signature do not count. */
export const DEFAULT_DEPTH = 4

/** In seconds: the default time limit of the search. The start and end of a command come in addition. */
export const DEFAULT_TIME_LIMIT = 8

export interface SearchOptions extends SliceOptions {
  /** The text to show in place of the SALT. */
  mask: string
}

/** The highest total rarity of combinations that are tried first. */
const VERY_COMMON = 4
const FAIRLY_COMMON = 5
const COMMON = 6
const COMMON_ENOUGH = 8

/** With more members than this, mistakes about a single member are not combined with others. */
const MANY_TO_COMBINE = 64

interface Mutations {
  value: Mutation[]
  list: Mutation[]
  hash: readonly Mutation[]
}

/** Every mutation for this body, by stage. */
export function mutationsFor(subject: Subject): Mutations {
  return atOnce(makeMutations(subject))
}

/** The same, but yields in between. */
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
 * Looks for mistakes that turn the right computation into this signature: single ones, then pairs, then the body as one
 * text and every subset of its members, then three and more together. It stops at the smallest number that explains
 * it. Combinations share work: texts are computed once for all orders, and orders once for all ways of hashing.
 *
 * @param signature the signature that the user's code computed
 */
export function search(subject: Subject, signature: string, options: SearchOptions): Promise<Found> {
  return runStages<Mutation>((search) => makeStages(search, subject, signature, options), options)
}

/** Empty if no digest looks like this signature. */
function* makeStages(
  search: Search<Mutation>,
  subject: Subject,
  signature: string,
  { depth = DEFAULT_DEPTH, mask }: SearchOptions
): Generator<void, Stage[]> {
  const endings = endingsFor(signature, depth)
  if (endings.length === 0) return []
  const { value, list } = yield* makeMutations(subject)
  const sought = { subject, signature, mask, endings, reading: readingOf(subject), list: byRarity(list) }
  const combinations = new Combinations(search, computationOf(sought, byRarity(value)))
  return stagesOf(search, sought, combinations, depth)
}

/** The first levels: the likelier and the cheaper ones. */
const FIRST: readonly Level[] = [
  // The mistakes that are visible in the signature may be all.
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
/** The number of strings to hash for subsets of the members: before and after the likelier stages. */
const [SOME_STRINGS, ALL_STRINGS] = [2 ** 16, 2 ** 20]

/** The stages of the search, in order. */
function stagesOf(
  search: Search<Mutation>,
  sought: Sought,
  combinations: Combinations<Recipe, Mutation, Part[]>,
  depth: number
): Stage[] {
  const levels = levelsWithin(depth)
  const within = (some: readonly Level[]) =>
    levels(some).map(
      (level): Stage =>
        () =>
          combinations.of(level)
    )
  const beside = (...stages: Stage[]) => (depth < 2 ? [] : stages)
  const deepest = Array.from(
    { length: Math.max(0, depth - 4) },
    (_, i): Level => ({ count: i + 5, limit: COMMON + 1 + i * 2 })
  )
  return [
    ...within(FIRST),
    () => documents(search, sought, wordsOf),
    ...beside(
      () => documents(search, sought, documentsOf),
      () => subsets(search, sought, SOME_STRINGS)
    ),
    ...within(THEN),
    ...beside(() => subsets(search, sought, ALL_STRINGS)),
    ...within([...LAST, ...deepest])
  ]
}

/** The state of the stages. */
interface Sought {
  subject: Subject
  signature: string
  mask: string
  endings: readonly Ending[]
  /** The work of reading the members once, in texts. */
  reading: number
  /** Mutations of the list, sorted by rarity. */
  list: readonly Mutation[]
}

function readingOf({ members }: Subject): number {
  return members.reduce((sum, { source }) => sum + 1 + source.length / READ, 0)
}

/** The computation of a signature from the members: their texts, the list with the SALT, and its hash. */
function computationOf(
  { subject, signature, mask, endings, reading, list }: Sought,
  value: readonly Mutation[]
): Computation<Recipe, Mutation, Part[]> {
  const { members, salt } = subject
  return {
    right: RIGHT,
    mutations: { first: value, second: list },
    endings,
    reading,
    read: (recipe) => readParts(members, recipe),
    isSame: (parts, others) => parts.length === others.length && parts.every(({ text }, i) => text === others[i]?.text),
    textOf: (parts, recipe) => stringToSign(parts, recipe, salt),
    gives: (text, recipe) => digestOf(text, recipe, salt) === signature,
    effectOf(place, recipe) {
      const parts = readParts(members, recipe)
      if (place === 'second') return stringToSign(parts, recipe, salt)
      return parts.map(({ key, raw, text, isHollow }) => `${key}=${raw}=${text}${isHollow ? '=' : ''}`).join('\0')
    },
    shown(mistakes) {
      const recipe = mutate(RIGHT, mistakes)
      return stringToSign(readParts(members, recipe), recipe, salt, mask)
    }
  }
}

/** Tries texts in place of the list of values. Of the endings that give the same, the likeliest counts. */
function* documents(
  search: Search<Mutation>,
  { subject, signature, mask, endings, reading }: Sought,
  textsOf: typeof documentsOf
): Generator<void> {
  const ends = endings.filter(({ hidden }) => hidden < 2)
  let at = -1
  for (const { mistakes, text } of textsOf(subject, subject.salt)) {
    at++
    if (isDue(search, reading)) yield
    for (const end of ends) {
      search.tried++
      const isHit = digestOf(text, end.recipe, subject.salt) === signature
      if (isDue(search, 1 + text.length / HASHED)) yield
      if (!isHit) continue
      const shown = [...textsOf(subject, mask)][at]?.text ?? ''
      search.hits.push({ mistakes: [...mistakes, ...end.mutations], stringToSign: shown })
      break
    }
  }
}

/** Tries subsets of the members, with the likelier mutations of the list. */
function* subsets(search: Search<Mutation>, { subject, signature, mask, list }: Sought, most: number): Generator<void> {
  const onTried = (count: number) => {
    search.tried += count
  }
  const hit = yield* findSubset({ subject, ways: list, signature, mask, most, onTried })
  if (hit) search.hits.push(hit)
}
