import { isAscii, isUtf8, transcode } from 'node:buffer'
import { type Finding, finding } from '../../findings/findings.js'
import { invalidUtf8 } from './bytes.js'
import { isGb18030 } from './encodings.js'

/** 16 MiB. A longer line cannot be an order; it is skipped and not kept in memory. */
export const LINE_LIMIT = 16 * 1024 * 1024

/** The text of a line without its line feed, or the reason why it could not be read. */
export type Line = string | Finding

const LINE_FEED = 0x0a

/** Whole lines of a stream. */
export interface Block {
  /** The lines without the last line feed, in memory that is theirs alone. */
  bytes: Uint8Array<ArrayBuffer>
  /** Whether the stream begins with them. */
  isFirst: boolean
  /** In bytes: the block is one line that was too long to be kept. `bytes` is empty then. */
  tooLong?: number
}

/** Cuts a stream of bytes behind the last line feed of each chunk. Memory is bounded by the chunk and the limit. */
export class LineCutter {
  /** The line that has not ended yet. */
  private begun: Uint8Array[] = []
  private size = 0
  private isFirst = true
  private readonly limit: number

  /** @param limit of a line, in bytes */
  constructor(limit = LINE_LIMIT) {
    this.limit = limit
  }

  /** @returns the lines that end in this chunk: mostly one block, none if no line ends in it */
  push(chunk: Uint8Array): Block[] {
    const end = chunk.lastIndexOf(LINE_FEED)
    const blocks = end < 0 ? [] : this.finish(chunk.subarray(0, end))
    this.begin(chunk.subarray(end + 1))
    return blocks
  }

  /** @returns the last line, if the stream did not end with a line feed */
  end(): Block[] {
    return this.size > 0 ? this.finish(new Uint8Array()) : []
  }

  private begin(bytes: Uint8Array): void {
    this.size += bytes.length
    if (this.size > this.limit) this.begun = []
    else if (bytes.length > 0) this.begun.push(Uint8Array.prototype.slice.call(bytes)) // so that the chunk can be freed
  }

  /** Takes the bytes before the last line feed. */
  private finish(bytes: Uint8Array): Block[] {
    const { begun, size } = this
    this.begun = []
    this.size = 0
    if (size <= this.limit) return [this.block([...begun, bytes])]
    const end = bytes.indexOf(LINE_FEED)
    const rest = end < 0 ? bytes.length : end
    const long = { ...this.block([]), tooLong: size + rest }
    return end < 0 ? [long] : [long, this.block([bytes.subarray(end + 1)])]
  }

  private block(parts: readonly Uint8Array[]): Block {
    const bytes = Buffer.allocUnsafeSlow(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      bytes.set(part, at)
      at += part.length
    }
    const { isFirst } = this
    this.isFirst = false
    return { bytes, isFirst }
  }
}

/**
 * The lines of a block: each is a text, or the finding `invalid-utf8` or `body-too-large`. A carriage return before the
 * line feed stays (JSON reads it as white space). Empty lines are kept, except one after the last line feed.
 *
 * @param limit of a line, in bytes
 */
export function linesOf({ bytes, tooLong }: Block, limit = LINE_LIMIT): Line[] {
  if (tooLong !== undefined) return [tooLarge(tooLong, limit)]
  const text = bytes.length > limit ? undefined : decode(bytes)
  return text === undefined
    ? ranges(bytes).map(([from, end]) => lineOf(bytes.subarray(from, end), limit))
    : text.split('\n')
}

/** Where the lines of a block begin and end. */
export function ranges(bytes: Uint8Array): [from: number, end: number][] {
  const found: [number, number][] = []
  for (let from = 0; from <= bytes.length; ) {
    const next = bytes.indexOf(LINE_FEED, from)
    const end = next < 0 ? bytes.length : next
    found.push([from, end])
    from = end + 1
  }
  return found
}

/** Decodes one line by itself, so that a bad one does not affect the others. */
export function lineOf(bytes: Uint8Array, limit = LINE_LIMIT): Line {
  return bytes.length > limit ? tooLarge(bytes.length, limit) : (decode(bytes) ?? notUtf8(bytes))
}

function tooLarge(size: number, limit: number): Finding {
  return finding('body-too-large', { limit, size })
}

function notUtf8(line: Uint8Array): Finding<'invalid-utf8'> {
  return { ...invalidUtf8(line), ...(isGb18030(line) && { isGbk: true }) }
}

/** Decodes strictly. The detour over UTF-16 takes half the time of the engine's own decoder. */
function decode(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return isUtf8(bytes) ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le') : undefined
}
