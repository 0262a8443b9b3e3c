import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, fault, readWhole } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import { makeFolders } from '../../make-folders.js'
import { addAll } from '../../protocol/add-all.js'
import { isEntry, type JournalEntry } from './entry.js'
import { filesIn, nameAt, timeOf } from './journal-folder.js'

export { journalFolder } from './journal-folder.js'

/** How much is kept. */
export interface JournalLimits {
  /** In bytes. */
  size: number
  /** In milliseconds. */
  age: number
  entries: number
}

export const DEFAULT_LIMITS: JournalLimits = { size: 64 * 1024 * 1024, age: 30 * 86_400_000, entries: 50_000 }

/** In milliseconds. A new file begins after that time, so that old ones can go. */
const LONGEST_FILE = 86_400_000
/** In bytes: the most that is written to a file, unless a single line is longer, and that is read of one. */
const FULL_FILE = 2 * 1024 * 1024
const LARGEST_FILE = 8 * 1024 * 1024
/** Windows has none of these flags. */
const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants>

/*
 * The journal is a folder of NDJSON files. Every process appends whole lines to the newest file, with one write, which
 * the system never mixes with that of another process. So there is no lock to wait for, and nothing to load: a call to
 * the platform must not wait for a database. A file that is full is never written again, and the oldest are deleted.
 */

/**
 * Appends entries, each a line.
 *
 * @throws the error of the system
 */
export function appendLines(folder: string, lines: readonly string[], limits: JournalLimits, now: number): void {
  makeFolders(folder)
  let rest = lines
  while (rest.length > 0) rest = appendSome(folder, rest, limits, now)
}

/** Appends as many lines as the newest file has room for, at least one, and returns the others. */
function appendSome(folder: string, lines: readonly string[], limits: JournalLimits, now: number): readonly string[] {
  const most = Math.min(FULL_FILE, limits.size / 16)
  const names = filesIn(folder)
  const newest = names.at(-1)
  const isOld = newest !== undefined && now - timeOf(newest) > Math.min(LONGEST_FILE, limits.age / 8)
  const opened = newest === undefined || isOld ? undefined : openForMore(join(folder, newest))
  const sizes = lines.map((line) => Buffer.byteLength(line) + 2)
  if (opened && (opened.size === 0 || opened.size + (sizes[0] ?? 0) <= most)) {
    return append(opened.descriptor, lines, fitting(sizes, most - opened.size))
  }
  if (opened) closeSync(opened.descriptor)
  prune(folder, names, limits, now)
  const name = nameAt(Math.max(now, newest === undefined ? 0 : timeOf(newest) + 1))
  return append(openSync(join(folder, name), APPEND, 0o600), lines, fitting(sizes, most))
}

/** How many of the first ones a number of bytes has room for, at least one. */
function fitting(sizes: readonly number[], room: number): number {
  let [count, bytes] = [0, 0]
  for (const size of sizes) {
    bytes += size
    if (count > 0 && bytes > room) break
    count++
  }
  return count
}

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | O_NONBLOCK | O_NOFOLLOW

/** A file for appending. Also one that is from the future: the clock was ahead, and every line would get its own. */
function openForMore(path: string): { descriptor: number; size: number } {
  const descriptor = openSync(path, APPEND, 0o600)
  const stat = fstatSync(descriptor)
  if (stat.isFile()) return { descriptor, size: stat.size }
  closeSync(descriptor)
  throw fault('not-a-file')
}

/**
 * Writes so many of the lines, and returns the others. The line break comes first as well: after a line that a full
 * disk cut off, the next one is whole.
 */
function append(descriptor: number, lines: readonly string[], count: number): readonly string[] {
  try {
    const bytes = Buffer.from(`\n${lines.slice(0, count).join('\n')}\n`)
    if (writeSync(descriptor, bytes) < bytes.length) throw fault('ENOSPC')
  } finally {
    closeSync(descriptor)
  }
  return lines.slice(count)
}

/** Deletes the oldest files, until the rest and one more is within the limits. */
function prune(folder: string, names: readonly string[], { size, age, entries }: JournalLimits, now: number): void {
  let [bytes, count] = [size / 16, 0]
  for (const name of names.toReversed()) {
    const path = join(folder, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (!stat) continue
    bytes += stat.size
    count += stat.size > 0 ? countOf(path, stat) : 0
    if (bytes > size || count > entries || now - stat.mtimeMs > age) rmSync(path, { force: true })
  }
}

/** How many lines files have that are no longer written: a server asks for them again and again. */
const counts = new Map<string, number>()

function countOf(path: string, { size, ino }: { size: number; ino: number }): number {
  const key = `${path}/${ino}/${size}`
  const known = counts.get(key)
  if (known !== undefined) return known
  let count = 0
  try {
    const { bytes } = readWhole(path, LARGEST_FILE, { links: false })
    // Of an empty line, which every write begins with, nothing stands before the break.
    for (let i = 1; i < bytes.length; i++) if (bytes[i] === LINE_FEED && bytes[i - 1] !== LINE_FEED) count++
  } catch {
    // What cannot be read counts by its size.
    count = size / 400
  }
  counts.set(key, count)
  return count
}

const LINE_FEED = 0x0a

/** What was read, newest first, and how many lines were no entries. */
export interface ReadJournal {
  entries: JournalEntry[]
  damaged: number
}

/**
 * Reads the entries, newest first.
 *
 * @throws EcpayError `file-not-readable` for the folder
 */
export function readJournal(folder: string, { limits, now, most, isWanted }: ReadOptions): ReadJournal {
  const entries: JournalEntry[] = []
  let damaged = 0
  for (const name of guarded(folder, () => filesIn(folder)).toReversed()) {
    if (entries.length >= most) break
    let text: string
    try {
      text = readWhole(join(folder, name), LARGEST_FILE, { links: false }).bytes.toString()
    } catch (error) {
      // Another process may just have deleted it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') damaged++
      continue
    }
    const found: JournalEntry[] = []
    for (const line of text.split('\n')) {
      if (line === '') continue
      const entry = parsed(line)
      if (!entry) damaged++
      else if (now - entry.at <= limits.age && isWanted(entry)) found.push(entry)
    }
    addAll(entries, found.toSorted(newestFirst))
  }
  return { entries: entries.toSorted(newestFirst).slice(0, most), damaged }
}

interface ReadOptions {
  limits: JournalLimits
  /** Unix time in milliseconds. */
  now: number
  /** It ends with so many. */
  most: number
  isWanted(entry: JournalEntry): boolean
}

function newestFirst(a: JournalEntry, b: JournalEntry): number {
  return a.id < b.id ? 1 : -1
}

function parsed(line: string): JournalEntry | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isEntry(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Deletes every file of the journal, and returns how many entries there were.
 *
 * @throws EcpayError `file-not-readable` for the folder, `file-not-writable` for a file that cannot be deleted
 */
export function clearJournal(folder: string): number {
  let count = 0
  for (const name of guarded(folder, () => filesIn(folder))) {
    const path = join(folder, name)
    try {
      count += readWhole(path, LARGEST_FILE, { links: false })
        .bytes.toString()
        .split('\n')
        .filter((line) => line !== '').length
    } catch {
      // It goes all the same.
    }
    guarded(path, () => rmSync(path, { force: true }), 'file-not-writable')
  }
  return count
}

function guarded<T>(
  path: string,
  look: () => T,
  code: 'file-not-readable' | 'file-not-writable' = 'file-not-readable'
): T {
  try {
    return look()
  } catch (error) {
    throw refuse(code, { path, reason: codeOf(error) })
  }
}
