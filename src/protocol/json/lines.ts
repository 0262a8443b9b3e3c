import { isAscii, isUtf8, transcode } from 'node:buffer'
import { type Finding, finding } from '../../findings/findings.js'
import { invalidUtf8 } from './bytes.js'
import { isGb18030 } from './encodings.js'

/** 16 MiB. A longer line cannot be an order; it is skipped and not kept in memory. */
export const LINE_LIMIT = 16 * 1024 * 1024

/** The text of a line without its line feed, or the reason why it could not be read. */
export type Line = string | Finding

const LINE_FEED = 0x0a

/**
 * Splits a stream of bytes into lines of text at each line feed. Memory is bounded by the chunk and the limit.
 * A carriage return before the line feed stays (JSON reads it as white space). Empty lines are kept, except one after
 * the last line feed.
 */
export class LineSplitter {
  /** The line that has not ended yet. */
  private begun: Uint8Array[] = []
  private size = 0
  private readonly limit: number

  /** @param limit of a line, in bytes */
  constructor(limit = LINE_LIMIT) {
    this.limit = limit
  }

  /** @returns the lines that end in this chunk: each is a text, or the finding `invalid-utf8` or `body-too-large` */
  push(chunk: Uint8Array): Line[] {
    const end = chunk.lastIndexOf(LINE_FEED)
    const lines = end < 0 ? [] : this.finish(chunk.subarray(0, end))
    this.begin(chunk.subarray(end + 1))
    return lines
  }

  /** @returns the last line, if the stream did not end with a line feed */
  end(): Line[] {
    return this.size > 0 ? this.finish(new Uint8Array()) : []
  }

  private begin(bytes: Uint8Array): void {
    this.size += bytes.length
    if (this.size > this.limit) this.begun = []
    else if (bytes.length > 0) this.begun.push(Uint8Array.prototype.slice.call(bytes)) // so that the chunk can be freed
  }

  /** Takes the bytes before the last line feed. */
  private finish(bytes: Uint8Array): Line[] {
    const { begun, size } = this
    this.begun = []
    this.size = 0
    if (size <= this.limit) return this.split(begun.length > 0 ? Buffer.concat([...begun, bytes]) : bytes)
    const end = bytes.indexOf(LINE_FEED)
    const rest = end < 0 ? bytes.length : end
    return [this.tooLarge(size + rest), ...(end < 0 ? [] : this.split(bytes.subarray(end + 1)))]
  }

  private split(bytes: Uint8Array): Line[] {
    const text = bytes.length > this.limit ? undefined : decode(bytes)
    return text === undefined ? this.splitBytes(bytes) : text.split('\n')
  }

  /** Decodes line by line, so that a bad line does not affect the others. */
  private splitBytes(bytes: Uint8Array): Line[] {
    const lines: Line[] = []
    for (let from = 0; from <= bytes.length; ) {
      const found = bytes.indexOf(LINE_FEED, from)
      const end = found < 0 ? bytes.length : found
      const line = bytes.subarray(from, end)
      lines.push(line.length > this.limit ? this.tooLarge(line.length) : (decode(line) ?? notUtf8(line)))
      from = end + 1
    }
    return lines
  }

  private tooLarge(size: number): Finding {
    return finding('body-too-large', { limit: this.limit, size })
  }
}

function notUtf8(line: Uint8Array): Finding<'invalid-utf8'> {
  return { ...invalidUtf8(line), ...(isGb18030(line) && { isGbk: true }) }
}

/** Decodes strictly. The detour over UTF-16 takes half the time of the engine's own decoder. */
function decode(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return isUtf8(bytes) ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le') : undefined
}
