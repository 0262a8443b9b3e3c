import { realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Surroundings } from './surroundings.js'

/** The names that are searched for in every folder of the project, in this order. Only data formats. */
export const PLACES = [
  '.ecpayrc',
  '.ecpayrc.json',
  '.ecpayrc.yaml',
  '.ecpayrc.yml',
  'ecpay.config.json',
  'package.json'
]

/**
 * The folders to search for a project's configuration, from the working directory upwards. The last one is the root of
 * the project, with a `package.json` or a `.git`, or the user's home.
 *
 * The search always ends below a folder that all users share, such as /tmp. Windows has no modes that show this, so
 * there a working directory outside a project and the home is searched alone.
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

/** The stat of a path; nothing if there is an error. Reading the file later reports the error. */
function status(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Whether all users share a folder: everyone may write to it, but may not remove the files of others. */
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
