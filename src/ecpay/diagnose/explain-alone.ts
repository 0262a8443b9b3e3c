import { endingsFor } from './hash-mutations.js'
import { type Mutation, mutate, type Subject } from './mutation.js'
import { mutationsFor } from './search.js'
import { digestOf, RIGHT, readParts, stringToSign } from './steps.js'

/**
 * The likeliest mistake that by itself gives this signature, without waiting: for a server that answers.
 * One that the signature itself shows, such as upper case, may stand beside it.
 *
 * @returns nothing where it takes several, or none is known
 */
export function explainAlone(subject: Subject, signature: string): Mutation | undefined {
  const { value, list } = mutationsFor(subject)
  const { members, salt } = subject
  const endings = endingsFor(signature, 1)
  const seen = endings.filter(({ hidden }) => hidden === 0)
  const right = stringToSign(readParts(members, RIGHT), RIGHT, salt)
  const ending = endings.find(({ recipe }) => digestOf(right, recipe, salt) === signature)
  if (ending) return ending.mutations.at(-1)
  return [...value, ...list]
    .filter(({ alone }) => !alone)
    .toSorted((a, b) => a.rarity - b.rarity)
    .find((one) => {
      const recipe = mutate(RIGHT, [one])
      const text = stringToSign(readParts(members, recipe), recipe, salt)
      return seen.some((end) => digestOf(text, end.recipe, salt) === signature)
    })
}
