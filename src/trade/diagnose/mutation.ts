import type { Mutation as AnyMutation } from '../../protocol/search/mutation.js'
import type { Fix } from './mistake.js'
import { fixesOf, type MistakeCode } from './mistakes.js'
import type { Recipe } from './steps.js'

/** A way to get the signature of a request wrong: the right recipe with something replaced. */
export type Mutation = AnyMutation<Recipe, MistakeCode, Fix>

/** A mistake that the signature or the authorization shows, whatever was signed. */
export function shown(code: MistakeCode, key?: string, fix: Fix = fixesOf(code)[0]): Mutation {
  return { code, ...(key !== undefined && { key }), fix, rarity: 1, change: {} }
}
