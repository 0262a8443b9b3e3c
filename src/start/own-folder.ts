import { lstatSync, mkdirSync, type Stats } from 'node:fs'

/** Whether it is the user's own, and nobody else can write to it. Windows has no such bits; its profile is the user's. */
export function isOwn({ uid, mode }: Pick<Stats, 'uid' | 'mode'>, user: number | undefined): boolean {
  return user === undefined || (uid === user && (mode & 0o022) === 0)
}

/**
 * Makes a folder for this user alone (0700) where there is none.
 *
 * @param user as `process.getuid()`; nothing on Windows
 * @returns whether there is one now that only this user can write to, and no link in its place
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
