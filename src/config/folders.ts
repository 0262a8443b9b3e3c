import { realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Surroundings } from './surroundings.js'

/**
 * The folders that a project's configuration is looked for in, from the working directory upwards. The last one is the
 * project's root, with a `package.json` or a `.git`, or the user's home: nothing above says anything about a project.
 *
 * A working directory that is in neither goes up to the first folder that anybody may write to: on a machine with several
 * users, what stands in /tmp can be anybody's. Windows has no modes that tell, so there it is the working directory alone.
 */
export function projectFolders({ cwd, home, platform }: Surroundings): string[] {
  const folders: string[] = []
  const ends = new Set([home, realPath(home)])
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (folders.length > 0 && platform !== 'win32' && isAnybodys(folder)) return folders
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

function isAnybodys(folder: string): boolean {
  return ((status(folder)?.mode ?? 0) & 0o002) !== 0
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
