import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'

/** The bytes to read at once. */
const CHUNK = 64 * 1024

/** Windows has neither O_NONBLOCK nor O_NOFOLLOW. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants> & typeof constants

/** A file that is open for reading, with its stat. */
export interface OpenedFile {
  descriptor: number
  stat: Stats
}

export interface OpenOptions {
  /** Whether to follow a link of that name; if not, the error is `ELOOP`. */
  links?: boolean
  /** Whether to accept a pipe. Read it with `pipeChunks`, because data may come late. */
  pipes?: boolean
}

/**
 * Opens a regular file. Anything else is refused: a pipe may never get data, and a device never ends.
 *
 * @throws the error of the system, or an error with the `code` `EISDIR` or `not-a-file`
 */
export function openFile(path: string, { links = true, pipes = false }: OpenOptions = {}): OpenedFile {
  if (!links && O_NOFOLLOW === 0 && lstatSync(path).isSymbolicLink()) throw fault('ELOOP')
  const descriptor = openSync(path, O_RDONLY | O_NONBLOCK | (links ? 0 : O_NOFOLLOW))
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile() && !(pipes && stat.isFIFO())) throw fault(stat.isDirectory() ? 'EISDIR' : 'not-a-file')
    return { descriptor, stat }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** The bytes of a regular file up to a limit and a little more, so that the caller can see that there is more. */
export function readUpTo({ descriptor, stat }: OpenedFile, limit: number): Buffer {
  const chunks: Buffer[] = []
  // A file with a known size is read at once. Files in /proc have none.
  let room = Math.min(stat.size, limit, CHUNK) + 1
  let size = 0
  while (size <= limit) {
    const chunk = Buffer.allocUnsafe(room)
    const read = readSome(descriptor, chunk)
    if (read === 0) break
    chunks.push(chunk.subarray(0, read))
    size += read
    room = CHUNK
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** Reads some bytes. If there are none yet, it is not a regular file, even if it looks like one: `/proc/kmsg`. */
function readSome(descriptor: number, into: Uint8Array): number {
  try {
    return readSync(descriptor, into)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EAGAIN' ? fault('not-a-file') : error
  }
}

/**
 * Reads a whole regular file.
 *
 * @param limit in bytes; a larger file is not read
 * @throws like {@link openFile}, and `too-large`
 */
export function readWhole(path: string, limit: number, options: Pick<OpenOptions, 'links'> = {}) {
  const file = openFile(path, options)
  try {
    if (file.stat.size > limit) throw fault('too-large')
    const bytes = readUpTo(file, limit)
    if (bytes.length > limit) throw fault('too-large')
    return { bytes, stat: file.stat }
  } finally {
    closeSync(file.descriptor)
  }
}

/** Whether a path is a pipe, like `<(…)` of a shell. */
export function isPipe(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true
  } catch {
    return false
  }
}

/** An error like those of the system, with a code of our own. */
export function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}

/** What the system says of a failure: its code, or else the words. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
