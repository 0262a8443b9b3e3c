import { closeSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { codeOf, type OpenedFile, openFile, readUpTo } from '../../files/read-file.js'
import { EcpayError, type Finding, refuse, refuseAll } from '../../findings/findings.js'
import { DEFAULT_LIMIT, decodeBody, invalidUtf8 } from '../../protocol/json/bytes.js'
import { asUtf8, type Encoding, isGb18030 } from '../../protocol/json/encodings.js'
import type { Context } from './command.js'

/** The bytes to read at once: less is more work for threads to pass on than to do. */
const CHUNK = 64 * 1024

/** In bytes: how far a pipe is counted, to report its length. */
const COUNTED = 256 * 1024 * 1024

/**
 * Reads text input as UTF-8. UTF-16 is recognised, GBK is read with `--encoding`.
 *
 * @throws EcpayError `no-input`, `file-not-readable`, `body-too-large` with the true size, `invalid-text`,
 *   `invalid-utf8` with the command that reads it as GBK, if it can be GBK
 */
export async function readUtf8(
  context: Context,
  file: string | undefined,
  encoding: Encoding | undefined,
  limit = DEFAULT_LIMIT
): Promise<{ bytes: Uint8Array; warnings: Finding[] }> {
  const read = asUtf8(await readInput(context, file, limit, COUNTED), encoding)
  if (!isGb18030(read.bytes)) return read
  throw refuseAll([{ ...invalidUtf8(read.bytes), command: await asGbk(context) }])
}

/** The typed command, changed to read GBK. */
async function asGbk({ world }: Context): Promise<string> {
  const { quoteWord } = await import('../../findings/shell-word.js')
  return ['ecpay', ...world.argv, '--encoding', 'gbk'].map(quoteWord).join(' ')
}

/** Adds to findings about bytes that can be GBK the command that reads them. */
export function withGbk(context: Context, findings: readonly Finding[]): Promise<Finding[]> {
  return Promise.all(
    findings.map(async (one) => {
      if (one.code !== 'invalid-utf8' || !one.isGbk) return one
      const { isGbk: _, ...rest } = one
      return { ...rest, command: await asGbk(context) }
    })
  )
}

/**
 * Reads and decodes text input, with its warnings.
 *
 * @throws EcpayError like {@link readUtf8}, and `empty-body`
 */
export async function readText(
  context: Context,
  file: string | undefined,
  encoding: Encoding | undefined,
  limit = DEFAULT_LIMIT
): Promise<{ text: string; warnings: Finding[] }> {
  const { bytes, warnings } = await readUtf8(context, file, encoding, limit)
  const decoded = decodeBody(bytes, Number.POSITIVE_INFINITY)
  return { text: decoded.text, warnings: [...warnings, ...decoded.warnings] }
}

/**
 * Reads the bytes of a file or a pipe, or of stdin for `-` and without a file. It does not wait for a terminal, and
 * does not read from a device.
 *
 * @param limit in bytes; a little more is read, so that the caller can see that there is more
 * @param counted in bytes: how far a longer pipe is counted; if given, more than the limit is refused here
 * @throws EcpayError `no-input`, `file-not-readable`, `body-too-large`
 */
export async function readInput(
  context: Context,
  file: string | undefined,
  limit = Number.POSITIVE_INFINITY,
  counted = 0
): Promise<Buffer> {
  const path = isStdin(file) ? undefined : resolve(context.world.cwd, file)
  const opened = path === undefined ? undefined : open(path)
  if (path !== undefined && opened?.stat.isFile()) return readFile(path, opened, limit, counted)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(context, path, opened)) {
    if (size <= limit) chunks.push(chunk)
    size += chunk.length
    if (size > Math.max(limit, counted)) break
  }
  if (counted > 0 && size > limit) throw tooLarge(limit, size)
  return Buffer.concat(chunks)
}

function tooLarge(limit: number, size: number): EcpayError {
  return refuse('body-too-large', { limit, size })
}

/** The same input as a stream of chunks. It ends if the command is interrupted. */
export function inputStream(context: Context, file: string | undefined): AsyncGenerator<Uint8Array> {
  const path = isStdin(file) ? undefined : resolve(context.world.cwd, file)
  return chunksOf(context, path, path === undefined ? undefined : open(path))
}

/**
 * @param opened absent for stdin
 * @returns chunks that hold until the next one is asked for
 */
async function* chunksOf({ world }: Context, path = 'stdin', opened?: OpenedFile): AsyncGenerator<Uint8Array> {
  if (!opened && world.stdin.isTTY) throw refuse('no-input')
  const stream = opened ? await streamOf(opened, world.signal) : world.stdin
  const stop = () => 'destroy' in stream && typeof stream.destroy === 'function' && stream.destroy()
  world.signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (error) {
    if (!world.signal.aborted) throw unreadable(path, error)
  } finally {
    world.signal.removeEventListener('abort', stop)
  }
}

async function streamOf({ descriptor, stat }: OpenedFile, signal: AbortSignal) {
  if (stat.isFile()) return fileChunks(descriptor, signal)
  const { pipeChunks } = await import('../../files/pipe.js')
  return pipeChunks(descriptor, signal)
}

/** Reads a file without waiting for a thread of Node's, which on a busy machine takes longer than to work on a chunk. */
async function* fileChunks(descriptor: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.allocUnsafeSlow(CHUNK)
  try {
    while (!signal.aborted) {
      const size = readSync(descriptor, chunk)
      if (size === 0) return
      yield chunk.subarray(0, size)
      // Signals, and what comes from other threads.
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Names of stdin on many systems. Opening it by such a name does not always work. */
const STDIN = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']

function isStdin(file: string | undefined): file is undefined {
  return file === undefined || STDIN.includes(file)
}

function open(path: string): OpenedFile {
  try {
    return openFile(path, { pipes: true })
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Reads a file without a stream, because loading Node's streams takes as long as signing. */
function readFile(path: string, file: OpenedFile, limit: number, counted: number): Buffer {
  try {
    const bytes = readUpTo(file, limit)
    if (counted > 0 && bytes.length > limit) throw tooLarge(limit, Math.max(bytes.length, file.stat.size))
    return bytes
  } catch (error) {
    if (error instanceof EcpayError) throw error
    throw unreadable(path, error)
  } finally {
    closeSync(file.descriptor)
  }
}

function unreadable(path: string, error: unknown): EcpayError {
  return refuse('file-not-readable', { path, reason: codeOf(error) })
}
