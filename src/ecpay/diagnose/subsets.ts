import { mutate } from '../../protocol/search/mutation.js'
import { endingsFor } from './hash-mutations.js'
import type { Mutation, Subject } from './mutation.js'
import { arrange, digestOf, joined, type Member, type Recipe, RIGHT, readParts, type Shown, sealed } from './steps.js'

/** Up to this many members, every subset is tried: about a million. */
const MOST_MEMBERS = 20

/** The number of strings between two checks of the caller. */
const STRIDE = 4096

/** The only members that were signed, and the other mistakes. */
interface Found {
  mistakes: readonly Mutation[]
  stringToSign: string
}

interface Sought {
  subject: Subject
  /** Mutations of the list, the likelier first. */
  ways: readonly Mutation[]
  signature: string
  mask: string
  /** The most strings to hash. With few members, there is time for many mutations. */
  most: number
  /** Called with the number of strings hashed since the last call. */
  onTried: (count: number) => void
}

/** Looks for a subset of members that was signed, for example only `out_order_no` and `total_amount`. */
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
      // A single missing member is another mistake.
      if (keys === undefined || keys.length === 0 || ruled.filter((key) => !keys.includes(key)).length < 2) continue
      const only: Mutation = { code: 'only-some-signed', keys, fix: 'members', rarity: 2, change: {} }
      const some = signable.filter(({ key }) => keys.includes(key))
      const list = arrange(readParts(some, steps), steps, salt)
      return { mistakes: [only, ...way, ...ending.mutations], stringToSign: joined(list, steps, salt, mask) }
    }
  }
  return undefined
}

/** Whether a mutation joins texts with one separator, so that they can be joined in two halves. */
function isSimple({ change, alone }: Mutation): boolean {
  if (alone || change.unique !== undefined) return false
  const { join } = change
  return join === undefined || join(['', '', '']) === join(['', '']).repeat(2)
}

/**
 * Tries every subset of the list by halves. The subsets of each half are joined once; a subset of the whole list is one
 * of the first half followed by one of the second. A subset has the order of the list.
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
  /** Each text after a separator. */
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
