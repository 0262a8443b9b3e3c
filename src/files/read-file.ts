import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'

/** How much is read at once, in bytes. */
const CHUNK = 64 * 1024

/** Windows has neither flag. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants> & typeof constants

/** A file that is open for reading, and what it is. */
export interface OpenedFile {
  descriptor: number
  stat: Stats
}

export interface OpenOptions {
  /** Whether a link of that name is followed; where not, it is `ELOOP`. */
  links?: boolean
  /** Whether a pipe will do: who takes one reads it with `pipeChunks`, for it may give nothing for long. */
  pipes?: boolean
}

/**
 * Opens a regular file. Nothing else is waited for or read from: a pipe may never be written to, and a device never ends.
 *
 * @throws what the system says, or an error whose `code` is `EISDIR` or `not-a-file`
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

/** The bytes of a regular file up to a limit; somewhat more, so that its reader can tell that there is more. */
export function readUpTo({ descriptor, stat }: OpenedFile, limit: number): Buffer {
  const chunks: Buffer[] = []
  // A file that says its size is read at once; those of /proc say none.
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

/** What has nothing to give yet is no file, whatever it is called: `/proc/kmsg`. */
function readSome(descriptor: number, into: Uint8Array): number {
  try {
    return readSync(descriptor, into)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EAGAIN' ? fault('not-a-file') : error
  }
}

/**
 * Reads a regular file whole.
 *
 * @param limit in bytes; what is larger is not read
 * @throws as {@link openFile}, and `too-large`
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

/** Whether a path names a pipe, as `<(…)` of a shell does. */
export function isPipe(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true
  } catch {
    return false
  }
}

/** An error as the system's are, with a code that it does not have. */
export function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}
