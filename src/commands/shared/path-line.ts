import { visibleLine } from '../../output/terminal-text.js'
import type { Part, Voice } from './result.js'

/** A path as the result: for a script as it is, on a terminal with nothing in it that acts there. */
export function pathLine({ isTerminal }: Voice, path: string): Part {
  return { result: `${isTerminal ? visibleLine(path) : path}\n` }
}
