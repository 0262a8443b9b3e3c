import type { Readable } from 'node:stream'
import { EcpayError, refuse } from '../findings/findings.js'

/** An answer as it came, neither decoded nor judged. */
export interface RawAnswer {
  status: number
  headers: Record<string, string>
  bytes: Buffer
  /** Whether the connection ended before the body was whole. */
  cutOff: boolean
  /** Only for an answer that was received as a file: its size so far and its first bytes. `bytes` is empty then. */
  file?: { size: number; start: Buffer }
}

/** Receives an answer that is a file, chunk by chunk. An error that it throws ends the call. */
export interface FileSink {
  write(chunk: Uint8Array): Promise<void>
  /**
   * Called at the end of an attempt, when the connection is closed. If the file did not come whole, what was written
   * must not be mistaken for it.
   */
  end(whole: boolean): Promise<void>
}

export interface ReadOptions {
  /** The limit for a collected answer, in bytes. */
  limit: number
  /** Receives a success that is a file. Any other answer is collected. */
  file?: FileSink | undefined
  signal: AbortSignal
}

type Head = Pick<RawAnswer, 'status' | 'headers'>

/** The number of bytes that are enough to tell a file from JSON and HTML. */
const TELLING = 64

/**
 * Reads the body of an answer to its end, or until the connection is cut.
 *
 * @throws EcpayError `answer-too-large`; the errors of the sink; the reason of the signal
 */
export async function readAnswer(head: Head, body: Readable, options: ReadOptions): Promise<RawAnswer> {
  const { file: sink, limit, signal } = options
  const collected: Buffer[] = []
  let size = 0
  let isFile = sink === undefined ? false : undefined
  let whole = false
  const decide = async () => {
    const start = Buffer.concat(collected)
    isFile = looksLikeFile(head, start)
    if (isFile && start.length > 0) await sink?.write(start)
  }
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (isFile) await sink?.write(chunk)
      else {
        if (size > limit) throw refuse('answer-too-large', { limit })
        collected.push(chunk)
        if (isFile === undefined && size >= TELLING) await decide()
      }
    }
    if (isFile === undefined) await decide()
    whole = true
  } catch (error) {
    if (error instanceof EcpayError || signal.aborted) throw error
  }
  const bytes = Buffer.concat(collected)
  return { ...head, cutOff: !whole, ...(isFile ? { bytes: Buffer.alloc(0), file: { size, start: bytes } } : { bytes }) }
}

/** Whether it is a success that is neither the JSON of a refusal nor a web page. */
function looksLikeFile({ status, headers }: Head, start: Buffer): boolean {
  const type = headers['content-type'] ?? ''
  const text = start.toString('latin1').replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  if (status < 200 || status >= 300 || text === '' || /\bjson\b|text\/html/i.test(type)) return false
  return !/^(?:\{|<(?:!doctype|html|head|body))/i.test(text)
}
