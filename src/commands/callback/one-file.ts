import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { refuse } from '../../findings/findings.js'
import type { Context } from '../shared/command.js'

/** Whether the arguments name stdin or one file: neither several, nor a folder, nor a pattern. */
export function isOneFile({ world }: Context, [file, ...others]: readonly string[]): boolean {
  if (others.length > 0) return false
  if (file === undefined || file === '-') return true
  const found = stat(resolve(world.cwd, file))
  return found ? !found.isDirectory() : !/[*?[\]{}]/.test(file)
}

/** Nothing if it is not there, or may not be looked at: reading it says so. */
function stat(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/**
 * The file of `--ndjson`, whose lines are one stream.
 *
 * @throws EcpayError `conflicting-options` for several
 */
export function oneStream([file, ...others]: readonly string[]): string | undefined {
  if (others.length > 0) throw refuse('conflicting-options', { options: ['[file...]', '--ndjson'] })
  return file
}
