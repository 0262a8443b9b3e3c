import type { Mistake as AnyMistake } from '../../protocol/search/mistake.js'
import type { FIXES } from './fix-words.js'

/** What has to be put right: fixes are worded by it. */
export type Fix = keyof typeof FIXES

/** A fix that depends on the place of the authorization: for the client, or in the header of a call. */
export const IN_ITS_PLACE = ['authorization', 'header'] as const

/** A mistake with what has to be put right. */
interface Mistake extends AnyMistake {
  readonly fix: Fix | typeof IN_ITS_PLACE
}

/** Mistakes of the trade system that belong together, by code. Codes are stable. */
export function mistakes<Codes extends string>(
  some: Readonly<Record<Codes, Mistake>>
): Readonly<Record<Codes, Mistake>> {
  return some
}
