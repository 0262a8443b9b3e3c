import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolders } from '../make-folders.js'

/** Whether it belongs to the user, and nobody else can write to it. Windows has no such bits, but a private profile. */
export function isOwn({ uid, mode }: Pick<Stats, 'uid' | 'mode'>, user: number | undefined): boolean {
  return user === undefined || (uid === user && (mode & 0o022) === 0)
}

/**
 * Makes a folder for this user alone (0700), if there is none.
 *
 * @param user like `process.getuid()`; nothing on Windows
 * @returns whether there is now a folder, not a link, to which only this user can write
 */
export function hasOwnFolder(path: string, user: number | undefined): boolean {
  try {
    makeFolders(path)
    const found = lstatSync(path)
    return found.isDirectory() && isOwn(found, user)
  } catch {
    return false
  }
}

/**
 * Like {@link hasOwnFolder}, for what is loaded by its path after a look at it: nobody else can put another folder in
 * its place either. So every folder above it belongs to the user or to root, and where others can write too, each can
 * rename only what is his own (sticky, like `/tmp`).
 *
 * @returns the path of the folder itself, without links; nothing if it is not there for this user alone
 */
export function fixedFolder(path: string, user: number | undefined): string | undefined {
  if (!hasOwnFolder(path, user)) return undefined
  try {
    const folder = realpathSync(path)
    for (let at = folder; user !== undefined && at !== dirname(at); at = dirname(at))
      if (!isHeld(lstatSync(dirname(at)), user)) return undefined
    return folder
  } catch {
    return undefined
  }
}

function isHeld({ uid, mode }: Stats, user: number): boolean {
  return (uid === user || uid === 0) && ((mode & 0o022) === 0 || (mode & 0o1000) !== 0)
}
