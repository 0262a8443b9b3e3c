import { visibleLine } from '../../output/terminal-text.js'
import type { Part, Voice } from './result.js'

/** A path as the result: unchanged for a script; on a terminal, special characters are made visible. */
export function pathLine({ isTerminal }: Voice, path: string): Part {
  return { result: `${isTerminal ? visibleLine(path) : path}\n` }
}
