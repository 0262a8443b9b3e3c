import { byRarity } from '../../protocol/search/choices.js'
import { Combinations, type Computation } from '../../protocol/search/combinations.js'
import { ANY, type Level, levelsWithin } from '../../protocol/search/levels.js'
import { mutate } from '../../protocol/search/mutation.js'
import {
  type Found as AnyFound,
  isDue,
  READ,
  runStages,
  type Search,
  type SearchOptions,
  type Stage
} from '../../protocol/search/search.js'
import { bodyMutations } from './body-mutations.js'
import { endingsFor } from './byte-mutations.js'
import { DEFAULT_DEPTH } from './limits.js'
import { type LineSubject, lineMutations } from './line-mutations.js'
import type { Mutation } from './mutation.js'
import { fromRow } from './rows.js'
import { type Bytes, bodyText, bodyTexts, isSigned, type Lines, type Recipe, RIGHT, signedText } from './steps.js'
import { isMilliseconds, otherTime } from './time-rows.js'

export type Found = AnyFound<Mutation>

/** What a signature is searched for in. */
export interface Sought {
  subject: LineSubject
  /** Whether it is the signature of these bytes. */
  proves: (bytes: Bytes) => boolean
  /** What it shows by itself, and what the authorization does. */
  seen: readonly Mutation[]
}

/** Two of any kind, but for what is one of very many. */
const PAIRS = 8

/** The highest total rarity of combinations that are tried first. */
const FIRST: readonly Level[] = [
  { count: 0, limit: ANY },
  { count: 1, limit: ANY },
  { count: 2, limit: 4 },
  { count: 2, limit: 5 },
  { count: 2, limit: 6 },
  { count: 2, limit: 7 },
  { count: 2, limit: PAIRS }
]
const LAST: readonly Level[] = [
  { count: 2, limit: ANY },
  // Mistakes that alone have the same effect in this body may have another one together.
  { count: 2, limit: PAIRS, alike: true },
  { count: 3, limit: 5 },
  { count: 3, limit: 7 },
  { count: 4, limit: 6 },
  { count: 3, limit: 9 },
  { count: 4, limit: 8 }
]

/**
 * Looks for the mistakes that make the signature fit: alone, then in pairs, then three and more. The public key cannot
 * sign, but it says what was hashed, so that each attempt is a hash and no signature.
 */
export function search(sought: Sought, options: SearchOptions): Promise<Found> {
  return runStages<Mutation>((search) => makeStages(search, sought, options), options)
}

/** Every mutation there is for this request, but those of its bytes. */
export function* makeMutations(subject: LineSubject): Generator<void, { body: Mutation[]; lines: Mutation[] }> {
  const body = yield* bodyMutations(subject.request.body)
  return { body, lines: lineMutations(subject) }
}

function* makeStages(
  search: Search<Mutation>,
  { subject, proves, seen }: Sought,
  { depth = DEFAULT_DEPTH }: SearchOptions
): Generator<void, Stage[]> {
  const right: Recipe = { ...RIGHT, proves }
  const { body, lines } = yield* makeMutations(subject)
  const { request } = subject
  const computation: Computation<Recipe, Mutation, string> = {
    right,
    mutations: { first: byRarity(body), second: byRarity(lines) },
    endings: endingsFor(right, seen, depth),
    reading: 1 + request.body.length / READ,
    read: bodyTexts(request.body),
    isSame: (text, other) => text === other,
    textOf: (text, recipe) => signedText(request, text, recipe),
    gives: isSigned,
    effectOf: (place, recipe) =>
      place === 'first' ? bodyText(request.body, recipe) : signedText(request, request.body, recipe),
    shown(mistakes) {
      const recipe = mutate(right, mistakes)
      return signedText(request, bodyText(request.body, recipe), recipe)
    }
  }
  const combinations = new Combinations(search, computation)
  const levels = levelsWithin(depth)
  const within = (some: readonly Level[]) =>
    levels(some).map(
      (level): Stage =>
        () =>
          combinations.of(level)
    )
  return [...within(FIRST), () => times(search, request, right, seen), ...within(LAST)]
}

/** In seconds: so far from the time of the authorization another one is looked for. */
const FAR = 7200

/** Any other time of some hours before and behind, where nothing else is wrong. */
function* times(search: Search<Mutation>, request: Lines, right: Recipe, seen: readonly Mutation[]): Generator<void> {
  const { timestamp, body } = request
  if (!/^\d+$/.test(timestamp) || isMilliseconds(timestamp)) return
  for (let away = 1; away <= FAR; away++) {
    for (const seconds of [-away, away]) {
      const text = signedText({ ...request, timestamp: String(Number(timestamp) + seconds) }, body, right)
      search.tried++
      if (isSigned(text, right)) {
        const mistakes = [fromRow(otherTime(timestamp, seconds, 5)), ...seen]
        search.hits.push({ mistakes, stringToSign: text })
        return
      }
    }
    if (isDue(search, 2 + body.length / READ)) yield
  }
}
