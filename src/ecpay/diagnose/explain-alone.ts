import { inSlices } from '../../protocol/in-slices.js'
import { byRarity } from '../../protocol/search/choices.js'
import { mutate } from '../../protocol/search/mutation.js'
import { bareSign } from './bare-sign.js'
import { endingsFor } from './hash-mutations.js'
import type { Mutation, Subject } from './mutation.js'
import { makeMutations } from './search.js'
import { digestOf, RIGHT, readParts, stringToSign } from './steps.js'

/** The limits for a body, in members and in UTF-16 units of all values. No call has a longer body. */
const [MOST_MEMBERS, MOST_UNITS] = [64, 16_384]

/**
 * The likeliest single mistake that gives this signature, for a server that also serves other requests. A mistake that
 * is visible in the signature, such as upper case, may come in addition.
 *
 * @param onSlice called whenever it yields
 * @returns nothing if it takes several mistakes or none is known; for a body that is too long, only mistakes in the
 *   form of the signature
 */
export async function explainAlone(
  subject: Subject,
  signature: string,
  onSlice?: () => void
): Promise<Mutation | undefined> {
  const done = await inSlices(lookThrough(subject, signature), { onSlice })
  return 'value' in done ? done.value : undefined
}

function* lookThrough(subject: Subject, signature: string): Generator<void, Mutation | undefined> {
  const { members, salt } = subject
  const endings = endingsFor(signature, 1)
  const seen = endings.filter(({ hidden }) => hidden === 0)
  const right = stringToSign(readParts(members, RIGHT), RIGHT, salt)
  const { bare, around } = bareSign(signature)
  if (around.length === 1 && digestOf(right, RIGHT, salt) === bare) return around[0]
  const ending = endings.find(({ recipe }) => digestOf(right, recipe, salt) === signature)
  if (ending) return ending.mutations.at(-1)
  if (seen.length === 0 || members.length > MOST_MEMBERS || unitsOf(subject) > MOST_UNITS) return undefined
  const { value, list } = yield* makeMutations(subject)
  for (const one of byRarity([...value, ...list])) {
    if (one.alone) continue
    yield
    const recipe = mutate(RIGHT, [one])
    const text = stringToSign(readParts(members, recipe), recipe, salt)
    if (seen.some((end) => digestOf(text, end.recipe, salt) === signature)) return one
  }
  return undefined
}

function unitsOf({ members }: Subject): number {
  return members.reduce((sum, { source }) => sum + source.length, 0)
}
