import { endingsFor } from './hash-mutations.js'
import type { Mutation } from './mutation.js'
import { digestOf } from './steps.js'

/**
 * How a known string became this signature.
 *
 * @returns nothing if it is not the hash of that string in any known way; an empty list for the right way
 */
export function explainHash(text: string, salt: string, signature: string): readonly Mutation[] | undefined {
  return endingsFor(signature, 2).find(({ recipe }) => digestOf(text, recipe, salt) === signature)?.mutations
}
