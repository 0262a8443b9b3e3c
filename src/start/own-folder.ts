import { lstatSync, mkdirSync, type Stats } from 'node:fs'

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
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const found = lstatSync(path)
    return found.isDirectory() && isOwn(found, user)
  } catch {
    return false
  }
}
