import { quoteWord } from '../../findings/shell-word.js'
import type { GlobalValues } from './global-options.js'

/** The options of every command that decide which keys it uses. */
export type KeyFlags = Pick<GlobalValues, 'config' | 'profile' | 'env'>

/** The options with which another command uses the same keys, for a line to paste. */
export function sameKeys(flags: KeyFlags): string[] {
  return (['config', 'profile', 'env'] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, quoteWord(flags[name])]
  )
}
