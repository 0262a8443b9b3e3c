import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { EXIT, Failure, finding } from '../../protocol/findings.js'
import type { Context } from './command.js'

/** How much is read at once, in bytes. */
const CHUNK = 64 * 1024

/**
 * The bytes of a file, or of stdin for `-` and for nothing. A terminal as stdin is not waited on.
 *
 * @param command for the message when there is no input
 * @param limit in bytes; somewhat more is read, so that the reader can tell that there is more
 * @throws Failure (exit 2) `no-input`, `file-not-readable`
 */
export async function readInput(
  context: Context,
  command: string,
  file: string | undefined,
  limit = Number.POSITIVE_INFINITY
): Promise<Buffer> {
  if (!isStdin(file)) return readFile(resolve(context.world.cwd, file), limit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of inputStream(context, command, file)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) break
  }
  return Buffer.concat(chunks)
}

/** The same as a stream of chunks; it ends when the command is interrupted. */
export async function* inputStream(
  { world }: Context,
  command: string,
  file: string | undefined
): AsyncGenerator<Uint8Array> {
  if (isStdin(file) && world.stdin.isTTY) throw new Failure(EXIT.input, [finding('no-input', { command })])
  const path = isStdin(file) ? 'stdin' : resolve(world.cwd, file)
  const stream = isStdin(file) ? world.stdin : createReadStream(path, { highWaterMark: CHUNK })
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

function isStdin(file: string | undefined): file is undefined | '-' {
  return file === undefined || file === '-'
}

/** Without a stream, whose modules Node loads in as long as signing takes. */
function readFile(path: string, limit: number): Buffer {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const file = openSync(path, 'r')
    try {
      for (let chunk = Buffer.allocUnsafe(CHUNK); size <= limit; chunk = Buffer.allocUnsafe(CHUNK)) {
        const read = readSync(file, chunk)
        if (read === 0) break
        chunks.push(chunk.subarray(0, read))
        size += read
      }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  return Buffer.concat(chunks)
}

function unreadable(path: string, error: unknown): Failure {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error)
  return new Failure(EXIT.input, [finding('file-not-readable', { path, reason })])
}
