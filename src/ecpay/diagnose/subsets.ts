import { mutate } from '../../protocol/search/mutation.js'
import { endingsFor } from './hash-mutations.js'
import type { Mutation, Subject } from './mutation.js'
import { arrange, digestOf, joined, type Member, type Recipe, RIGHT, readParts, type Shown, sealed } from './steps.js'

/** Up to so many members every subset is tried: some million of them. */
const MOST_MEMBERS = 20

/** Between two looks of whoever drives the search, in strings. */
const STRIDE = 4096

/** The members whose values alone were signed, and what was done with them otherwise. */
interface Found {
  mistakes: readonly Mutation[]
  stringToSign: string
}

interface Sought {
  subject: Subject
  /** How the list may have been put together otherwise, the likelier first. */
  ways: readonly Mutation[]
  signature: string
  mask: string
  /** How many strings are hashed at most: with few members there is time for many ways. */
  most: number
  /** Told how many were hashed since. */
  onTried: (count: number) => void
}

/** Looks for the members whose values alone were signed: only `out_order_no` and `total_amount`, say. */
export function* findSubset({
  subject: { members, salt },
  ways,
  signature,
  mask,
  most,
  onTried
}: Sought): Generator<void, Found | undefined> {
  const signable = members.filter(({ key }) => key !== 'sign')
  const recipe: Recipe = { ...RIGHT, members: new Map(signable.map(({ key }) => [key, 'signed'])) }
  const count = readParts(signable, recipe).length
  if (count === 0 || count > MOST_MEMBERS) return undefined
  const ruled = readParts(signable, RIGHT).map(({ key }) => key)
  const endings = endingsFor(signature, 0)
  for (const way of [[], ...ways.filter(isSimple).map((one) => [one])].slice(0, Math.floor(most / 2 ** count))) {
    for (const ending of endings) {
      const { charset, digest, form, casing } = ending.recipe
      const steps = { ...mutate(recipe, way), charset, digest, form, casing }
      const keys = yield* walk(signable, steps, salt, signature, onTried)
      // A single one that is missing is a mistake of its own.
      if (keys === undefined || ruled.filter((key) => !keys.includes(key)).length < 2) continue
      const only: Mutation = { code: 'only-some-signed', keys, fix: 'members', rarity: 2, change: {} }
      const some = signable.filter(({ key }) => keys.includes(key))
      const list = arrange(readParts(some, steps), steps, salt)
      return { mistakes: [only, ...way, ...ending.mutations], stringToSign: joined(list, steps, salt, mask) }
    }
  }
  return undefined
}

/** Texts that are joined by one separator can be joined in two halves. */
function isSimple({ change, alone }: Mutation): boolean {
  return !alone && change.unique === undefined && (change.join === undefined || change.shows !== undefined)
}

/**
 * Every subset of the list by halves: those of its first half and those of its second half are joined once each,
 * and a subset of the whole is one of each behind the other. The order of a part of the list is that of the list.
 */
function* walk(
  members: readonly Member[],
  recipe: Recipe,
  salt: string,
  signature: string,
  onTried: (count: number) => void
): Generator<void, readonly string[] | undefined> {
  const list = arrange(readParts(members, recipe), recipe, salt)
  const middle = list.length >> 1
  const separator = recipe.join(['', ''])
  const [firsts, lasts] = [list.slice(0, middle), list.slice(middle)].map((half) => halves(half, separator))
  let count = 0
  for (const first of firsts ?? []) {
    for (const last of lasts ?? []) {
      const text = (first.text + last.text).slice(separator.length)
      if (digestOf(sealed(text, recipe, salt), recipe, salt) === signature) return [...first.keys, ...last.keys]
      if (++count % STRIDE !== 0) continue
      onTried(STRIDE)
      yield
    }
  }
  onTried(count % STRIDE)
  return undefined
}

interface Half {
  /** Each text behind a separator. */
  text: string
  keys: readonly string[]
}

function halves(list: readonly Shown[], separator: string): Half[] {
  let all: Half[] = [{ text: '', keys: [] }]
  for (const { part, shown } of list) {
    const text = separator + (part.isHollow ? '' : shown)
    const withIt = all.map((half) => ({
      text: half.text + text,
      keys: part.isSalt ? half.keys : [...half.keys, part.key]
    }))
    all = part.isSalt ? withIt : [...all, ...withIt]
  }
  return all
}
