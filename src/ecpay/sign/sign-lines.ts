import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { type Line, LineSplitter } from '../../protocol/json/lines.js'
import { type SignOptions, traceSign } from './request-signature.js'

/** What became of one line of a stream of request bodies. */
export interface SignedLine {
  /** From 1. */
  line: number
  /** Absent when the line was refused. */
  sign?: string
  /** Why it was refused, or else the warnings about it. */
  findings: readonly Finding[]
}

/**
 * Signs a stream of request bodies, one JSON object a line, chunk by chunk and in order.
 * It holds no more than the line that has begun, so memory does not grow with the stream.
 * A blank line is a refused one (`empty-body`); after the last line feed there is no line.
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

  /** @param limit of a line in bytes; 16 MiB when absent */
  constructor(salt: string, options: SignOptions = {}, limit?: number) {
    this.salt = salt
    this.options = options
    this.splitter = new LineSplitter(limit)
  }

  /** @returns the lines that end in this chunk */
  push(chunk: Uint8Array): SignedLine[] {
    return this.splitter.push(chunk).map((line) => this.sign(line))
  }

  /** @returns the last line, when the stream did not end with a line feed */
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
