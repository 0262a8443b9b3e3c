import { constants, fstatSync, openSync, type Stats, statSync, writeSync } from 'node:fs'

/** A stream as this tool writes to it. */
export interface Sink {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean
}

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const
type Name = keyof typeof DESCRIPTORS

/**
 * A stream of the process. Where it is a file, a pipe or nothing it is written to by itself: the streams that Node
 * loads for it cost a start up to two milliseconds.
 *
 * @param onClosed told when whoever read has left
 */
export function openSink(process: NodeJS.Process, name: Name, onClosed: () => void): Sink {
  const node = () => nodeStream(process[name], onClosed)
  const descriptor = process.platform === 'win32' ? undefined : direct(process.platform, DESCRIPTORS[name])
  return descriptor === undefined ? node() : new Direct(descriptor, node, onClosed)
}

function nodeStream(stream: NodeJS.WriteStream, onClosed: () => void): Sink {
  // Whoever writes learns of everything else that happens to a stream.
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') onClosed()
  })
  return stream
}

/** What can be written to without waiting for a reader; nothing for a terminal, or where it cannot be told. */
function direct(platform: string, descriptor: number): number | undefined {
  try {
    const found = fstatSync(descriptor)
    if (found.isFile() || isNothing(found)) return descriptor
    // Opened once more, so that a full pipe is refused here, and for nobody else who has the same one.
    if (platform === 'linux' && found.isFIFO())
      return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    // Node's own stream says what is wrong.
  }
  return undefined
}

function isNothing(found: Stats): boolean {
  return found.isCharacterDevice() && found.rdev === statSync('/dev/null').rdev
}

class Direct implements Sink {
  /** Takes over once a pipe was full: it waits without stopping everything else. */
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
