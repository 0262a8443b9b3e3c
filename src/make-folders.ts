import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are not there, each for the user alone (0700). Node's `recursive` does the
 * same, but never ends where a folder that is there takes no other, as in `/proc`.
 *
 * @returns the topmost folder that was made; nothing if all were there
 * @throws the error of the system
 */
export function makeFolders(path: string): string | undefined {
  try {
    return made(path)
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
  }
  const above = makeFolders(dirname(path))
  const own = made(path)
  return above ?? own
}

function made(path: string): string {
  mkdirSync(path, { mode: 0o700 })
  return path
}
