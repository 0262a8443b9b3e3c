import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import type { Context } from './command.js'

/**
 * The bytes of a file, or of stdin for `-` and for nothing. A terminal as stdin is not waited on.
 *
 * @param limit in bytes; one more is read, so that the reader can tell that there is more
 * @throws Failure (exit 2) `no-input`, `file-not-readable`
 */
export async function readInput(
  context: Context,
  command: string,
  file: string | undefined,
  limit = Number.POSITIVE_INFINITY
): Promise<Buffer> {
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
  const fromStdin = file === undefined || file === '-'
  if (fromStdin && world.stdin.isTTY) throw new Failure(EXIT.input, [finding('no-input', { command })])
  const stream = fromStdin ? world.stdin : createReadStream(resolve(world.cwd, file), { highWaterMark: 256 * 1024 })
  const stop = () => 'destroy' in stream && typeof stream.destroy === 'function' && stream.destroy()
  world.signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (error) {
    if (world.signal.aborted) return
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Failure(EXIT.input, [finding('file-not-readable', { path: fromStdin ? 'stdin' : file, reason })])
  } finally {
    world.signal.removeEventListener('abort', stop)
  }
}
