import { readdirSync, realpathSync, rmSync, type Stats, statfsSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { writeWhole } from '../files/draft.js'
import { readWhole } from '../files/read-file.js'
import { makeFolders } from '../make-folders.js'
import { parseJson } from './parse-file.js'
import { type Surroundings, userFolder } from './surroundings.js'

/** A record that the user trusts a file with this content. */
export interface Trust {
  path: string
  /** The hash of the configuration in the file, in hexadecimal. */
  sha256: string
}

/** In bytes. No record is larger. */
const LARGEST = 64 * 1024

/** In bytes: the limit for the list of groups of a machine. */
const LARGEST_GROUPS = 1024 * 1024

/** Whether the user trusts this file with this content. */
export function isTrusted(around: Surroundings, path: string, bytes: Uint8Array): boolean {
  return trustOf(around, path)?.sha256 === contentHash(path, bytes)
}

/** Trusts a file. Each has its own record file, so that two processes that write at once lose nothing. */
export function trust(around: Surroundings, path: string, bytes: Uint8Array): Trust {
  const entry = { path, sha256: contentHash(path, bytes) }
  makeFolders(folderOf(around))
  writeWhole(fileOf(around, path), `${JSON.stringify(entry)}\n`, { mode: 0o600, replace: true })
  return entry
}

/** @returns whether it was trusted */
export function revoke(around: Surroundings, path: string): boolean {
  const was = trustOf(around, path) !== undefined
  rmSync(fileOf(around, path), { force: true })
  return was
}

/** All trusted files, by path. */
export function trusted(around: Surroundings): Trust[] {
  const folder = folderOf(around)
  const entries = namesIn(folder).map((name) => read(join(folder, name)))
  return entries.flatMap((one) => one ?? []).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function trustOf(around: Surroundings, path: string): Trust | undefined {
  const found = read(fileOf(around, path))
  return found?.path === path ? found : undefined
}

/** The hash of the configuration. Of package.json only our part counts, because the rest changes with every release. */
export function contentHash(path: string, bytes: Uint8Array): string {
  return sha256(basename(path) === 'package.json' ? ownPart(bytes) : bytes)
}

function ownPart(bytes: Uint8Array): string | Uint8Array {
  try {
    return JSON.stringify((parseJson(Buffer.from(bytes).toString()) as { ecpay?: unknown }).ecpay) ?? ''
  } catch {
    return bytes
  }
}

/** Loaded only when needed, because most files need no trust, and it slows down the start. */
function sha256(content: string | Uint8Array): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', content)
}

function folderOf(around: Surroundings): string {
  return join(userFolder(around), 'trust')
}

function fileOf(around: Surroundings, path: string): string {
  return join(folderOf(around), `${sha256(path).slice(0, 32)}.json`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Reads a record; nothing if it cannot be read or is not valid. */
function read(path: string): Trust | undefined {
  try {
    const { bytes, stat } = readWhole(path, LARGEST, { links: false })
    const entry = JSON.parse(bytes.toString()) as Partial<Trust> | null
    const isEntry = typeof entry?.path === 'string' && typeof entry.sha256 === 'string'
    return isEntry && !othersWith(path, stat) ? (entry as Trust) : undefined
  } catch {
    return undefined
  }
}

/**
 * Who other than the user and root can change a file, according to its owner and mode.
 *
 * @returns nothing if nobody can, and always on Windows, whose files do not show it
 */
export function othersWith(path: string, stat: Stats): 'owner' | 'writable' | undefined {
  const user = process.geteuid?.()
  if (user === undefined) return undefined
  // Like git: with sudo, the folders of the original user count as own.
  const owners = [0, user, ...(user === 0 && process.env.SUDO_UID ? [Number(process.env.SUDO_UID)] : [])]
  if (!owners.includes(stat.uid)) return 'owner'
  const isShared = (stat.mode & 0o002) !== 0 || ((stat.mode & 0o020) !== 0 && !isOwnGroup(stat))
  return isShared && hasModes(path) ? 'writable' : undefined
}

/**
 * File systems without modes, which show the same mode for every file, by their number from `statfs`: FAT, exFAT, NTFS,
 * network drives of Windows, shared folders of virtual machines, and Windows drives in WSL (9P). Every file would look
 * writable, and `chmod` would change nothing.
 */
const WITHOUT_MODES = [0x4d44, 0x2011bab0, 0x5346544e, 0x7366746e, 0xff534d42, 0xfe534d42, 0x786f4256, 0x01021997]

function hasModes(path: string): boolean {
  try {
    return !WITHOUT_MODES.includes(statfsSync(path).type)
  } catch {
    return true
  }
}

/**
 * Whether the owner of a file is the only member of its group. Many systems give every user such a group, and let it
 * write what git checks out. Only a group that this machine lists, and lists without other members, counts.
 */
function isOwnGroup({ uid, gid }: Stats): boolean {
  if (gid !== uid || gid === 0) return false
  try {
    const lines = readWhole('/etc/group', LARGEST_GROUPS).bytes.toString().split('\n')
    const [name, , , members] = lines.map((line) => line.split(':')).find((line) => line[2] === `${gid}`) ?? []
    return members === '' || (members !== undefined && members === name)
  } catch {
    return false
  }
}

/** Whether a path is in one of the folders, after following its links. A path that does not exist counts by name. */
export function isInside(path: string, folders: readonly string[]): boolean {
  const real = realPath(path)
  return folders.some((folder) => {
    const way = relative(realPath(folder), real)
    return way !== '..' && !way.startsWith(`..${sep}`) && !isOtherDrive(way)
  })
}

function isOtherDrive(way: string): boolean {
  return /^[A-Za-z]:|^[\\/]/.test(way)
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
