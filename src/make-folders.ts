import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are not there, each for the user alone (0700), all of them or none. Node's
 * `recursive` does the same, but never ends where a folder that is there takes no other, as in `/proc`.
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
  try {
    const own = made(path)
    return above ?? own
  } catch (error) {
    if (above !== undefined) removeEmpty(dirname(path), above)
    throw error
  }
}

/**
 * Does something in a folder that is made for it. If that fails, no folder is left that was made and is empty.
 *
 * @throws the error of the system, or of the work
 */
export function inFolder<T>(path: string, work: () => T): T {
  const top = makeFolders(path)
  try {
    return work()
  } catch (error) {
    if (top !== undefined) removeEmpty(path, top)
    throw error
  }
}

/** Removes folders from the lowest to the topmost, unless something is in one. */
function removeEmpty(lowest: string, topmost: string): void {
  try {
    for (let path = lowest; ; path = dirname(path)) {
      rmdirSync(path)
      if (path === topmost || dirname(path) === path) return
    }
  } catch {
    // Somebody else has put something in it.
  }
}

function made(path: string): string {
  mkdirSync(path, { mode: 0o700 })
  return path
}
