import { constants, fstatSync, openSync, type Stats, statSync, writeSync } from 'node:fs'

/** The part of a stream that this tool uses to write. */
export interface Sink {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean
}

/** A sink that keeps what is written, for a command that is run inside of another. */
export function collector(): Sink & { text(): string } {
  const chunks: Uint8Array[] = []
  return {
    write(chunk, done) {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      done?.()
      return true
    },
    text: () => Buffer.concat(chunks).toString()
  }
}

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const
type Name = keyof typeof DESCRIPTORS

/**
 * A stream of the process. A file, a pipe or /dev/null is written to directly, because loading Node's streams costs
 * a start up to two milliseconds.
 *
 * @param onClosed called when the reader has closed the pipe
 */
export function openSink(process: NodeJS.Process, name: Name, onClosed: () => void): Sink {
  const node = () => nodeStream(process[name], onClosed)
  const descriptor = process.platform === 'win32' ? undefined : direct(process.platform, DESCRIPTORS[name])
  return descriptor === undefined ? node() : new Direct(descriptor, node, onClosed)
}

function nodeStream(stream: NodeJS.WriteStream, onClosed: () => void): Sink {
  // All other errors reach the writer.
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') onClosed()
  })
  return stream
}

/** A descriptor that can be written to without blocking; nothing for a terminal or if unknown. */
function direct(platform: string, descriptor: number): number | undefined {
  try {
    const found = fstatSync(descriptor)
    if (found.isFile() || isNothing(found)) return descriptor
    // Opened again, so that only this process gets an error for a full pipe, and no other process that shares it.
    if (platform === 'linux' && found.isFIFO())
      return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    // Node's own stream will report the error.
  }
  return undefined
}

function isNothing(found: Stats): boolean {
  return found.isCharacterDevice() && found.rdev === statSync('/dev/null').rdev
}

class Direct implements Sink {
  /** Used after a pipe was full, because it waits without blocking. */
  private stream: Sink | undefined
  private readonly descriptor: number
  private readonly node: () => Sink
  private readonly onClosed: () => void

  constructor(descriptor: number, node: () => Sink, onClosed: () => void) {
    this.descriptor = descriptor
    this.node = node
    this.onClosed = onClosed
  }

  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    try {
      while (!this.stream && rest.length > 0) rest = rest.subarray(writeSync(this.descriptor, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EAGAIN') {
        if (code === 'EPIPE') this.onClosed()
        done?.(error as Error)
        return true
      }
      this.stream = this.node()
    }
    if (this.stream) return this.stream.write(rest, done)
    done?.()
    return true
  }
}
