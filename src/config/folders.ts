import { realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Surroundings } from './surroundings.js'

/**
 * The folders that a project's configuration is looked for in, from the working directory upwards. The last one is the
 * project's root, with a `package.json` or a `.git`, or the user's home: nothing above says anything about a project.
 *
 * It ends below a folder that all users share, such as /tmp, whatever stands in it. Windows has no modes that tell, so
 * there a working directory that is in neither stands alone.
 */
export function projectFolders({ cwd, home, platform }: Surroundings): string[] {
  const folders: string[] = []
  const ends = new Set([home, realPath(home)])
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (folders.length > 0 && platform !== 'win32' && isShared(folder)) return folders
    folders.push(folder)
    if (ends.has(folder) || has(folder, '.git') || has(folder, 'package.json')) return folders
    if (dirname(folder) === folder) return platform === 'win32' ? [cwd] : folders
  }
}

function has(folder: string, name: string): boolean {
  return status(join(folder, name)) !== undefined
}

/** What cannot be looked at counts as not there: what is read says what is wrong. */
function status(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Anybody may write to it, and nobody may remove what is another's: the mark of a folder that is meant for all. */
function isShared(folder: string): boolean {
  return ((status(folder)?.mode ?? 0) & 0o1002) === 0o1002
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
