import { canGive, HASH_MUTATIONS } from './hash-mutations.js'
import { type Mutation, mutate, replaced } from './mutation.js'
import { digestOf, RIGHT } from './steps.js'

/**
 * How a known string became this signature.
 *
 * @returns nothing where it is not the hash of that string in any known way; no mutation for the right way
 */
export function explainHash(text: string, salt: string, signature: string): readonly Mutation[] | undefined {
  const pairs = HASH_MUTATIONS.flatMap((one, i) =>
    HASH_MUTATIONS.slice(i + 1)
      .filter((other) => !replaced(one).some((step) => replaced(other).includes(step)))
      .map((other) => [one, other])
  )
  return [[], ...HASH_MUTATIONS.map((one) => [one]), ...pairs].find((mutations) => {
    const recipe = mutate(RIGHT, mutations)
    return canGive(recipe, signature) && digestOf(text, recipe, salt) === signature
  })
}
