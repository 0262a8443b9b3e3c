import { constants, fstatSync, openSync, type Stats, statSync, writeSync } from 'node:fs'

/** A stream as this tool writes to it. */
export interface Sink {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean
}

const STDOUT = 1

/**
 * The process's stdout. Where that is a file, a pipe or nothing it is written to by itself: the streams that Node
 * loads for it cost a start up to two milliseconds.
 *
 * @param onClosed told when whoever read has left
 */
export function openStdout(process: NodeJS.Process, onClosed: () => void): Sink {
  const descriptor = process.platform === 'win32' ? undefined : direct(process.platform)
  return descriptor === undefined ? nodeStream(process, onClosed) : new Direct(descriptor, process, onClosed)
}

function nodeStream({ stdout }: NodeJS.Process, onClosed: () => void): Sink {
  // Whoever writes learns of everything else that happens to a stream.
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') onClosed()
  })
  return stdout
}

/** What can be written to without waiting for a reader; nothing for a terminal, or where it cannot be told. */
function direct(platform: string): number | undefined {
  try {
    const found = fstatSync(STDOUT)
    if (found.isFile() || isNothing(found)) return STDOUT
    // Opened once more, so that a full pipe is refused here, and for nobody else who has the same one.
    if (platform === 'linux' && found.isFIFO())
      return openSync(`/proc/self/fd/${STDOUT}`, constants.O_WRONLY | constants.O_NONBLOCK)
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
  private readonly process: NodeJS.Process
  private readonly onClosed: () => void

  constructor(descriptor: number, process: NodeJS.Process, onClosed: () => void) {
    this.descriptor = descriptor
    this.process = process
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
      this.stream = nodeStream(this.process, this.onClosed)
    }
    if (this.stream) return this.stream.write(rest, done)
    done?.()
    return true
  }
}
