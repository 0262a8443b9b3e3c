import type { Mutation as AnyMutation } from '../../protocol/search/mutation.js'
import type { FIXES } from './fix-words.js'
import type { MistakeCode } from './mistakes.js'
import type { Recipe } from './steps.js'

/** What has to be put right: fixes are worded by it. */
export type Fix = keyof typeof FIXES

/** A way to get the signature of a request wrong: the right recipe with something replaced. */
export type Mutation = AnyMutation<Recipe, MistakeCode, Fix>

/** A mistake that the signature or the authorization shows, whatever was signed. */
export function shown(code: MistakeCode, fix: Fix, key?: string): Mutation {
  return { code, ...(key !== undefined && { key }), fix, rarity: 1, change: {} }
}
