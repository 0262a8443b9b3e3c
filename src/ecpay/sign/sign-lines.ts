import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { type Line, LineSplitter } from '../../protocol/json/lines.js'
import { type SignOptions, traceSign } from './request-signature.js'

/** The result for one line of a stream of request bodies. */
export interface SignedLine {
  /** From 1. */
  line: number
  /** Absent if the line was refused. */
  sign?: string
  /** Why the line was refused; otherwise its warnings. */
  findings: readonly Finding[]
}

/**
 * Signs a stream of request bodies, one JSON object per line, chunk by chunk and in order.
 * It only keeps the line that has not ended yet, so memory does not grow with the stream.
 * A blank line is refused (`empty-body`). No line follows the last line feed.
 *
 * @example
 * const signer = new LineSigner(salt)
 * for await (const chunk of stream) for (const { sign } of signer.push(chunk)) …
 * for (const { sign } of signer.end()) …
 */
export class LineSigner {
  private line = 0
  private readonly splitter: LineSplitter
  private readonly salt: string
  private readonly options: SignOptions

  /** @param limit of a line, in bytes; 16 MiB if absent */
  constructor(salt: string, options: SignOptions = {}, limit?: number) {
    this.salt = salt
    this.options = options
    this.splitter = new LineSplitter(limit)
  }

  /** @returns the lines that end in this chunk */
  push(chunk: Uint8Array): SignedLine[] {
    return this.splitter.push(chunk).map((line) => this.sign(line))
  }

  /** @returns the last line, if the stream did not end with a line feed */
  end(): SignedLine[] {
    return this.splitter.end().map((line) => this.sign(line))
  }

  private sign(content: Line): SignedLine {
    const line = ++this.line
    if (typeof content !== 'string') return { line, findings: [content] }
    const marked = line === 1 && content.startsWith('\ufeff')
    const body = marked ? content.slice(1) : content
    if (body.trim() === '') return { line, findings: [finding('empty-body')] }
    try {
      const { sign, warnings } = traceSign(body, this.salt, this.options)
      return { line, sign, findings: marked ? [finding('byte-order-mark'), ...warnings] : warnings }
    } catch (error) {
      if (error instanceof EcpayError) return { line, findings: error.findings }
      throw error
    }
  }
}
