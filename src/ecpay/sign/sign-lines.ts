import { isUtf8 } from 'node:buffer'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { type Block, LINE_LIMIT, type Line, lineOf, linesOf, ranges } from '../../protocol/json/lines.js'
import { PlainSigner } from './plain-signer.js'
import { type SignOptions, type SignTrace, traceSign } from './request-signature.js'

/** The result for one line of a stream of request bodies. */
export interface SignedLine {
  /** The text of the body; empty if the line could not be read. */
  body: string
  /** Absent if the line was refused. */
  trace?: SignTrace
  /** Why the line was refused; otherwise its warnings. */
  findings: readonly Finding[]
}

/**
 * Signs a line of a stream of request bodies. A blank line is refused (`empty-body`).
 *
 * @param isFirst whether a byte order mark may stand before it
 */
export function signLine(line: Line, isFirst: boolean, salt: string, options: SignOptions = {}): SignedLine {
  if (typeof line !== 'string') return { body: '', findings: [line] }
  const marked = isFirst && line.startsWith('\ufeff')
  const body = marked ? line.slice(1) : line
  if (body.trim() === '') return { body, findings: [finding('empty-body', { isLine: true })] }
  try {
    const trace = traceSign(body, salt, options)
    return { body, trace, findings: marked ? [finding('byte-order-mark'), ...trace.warnings] : trace.warnings }
  } catch (error) {
    if (error instanceof EcpayError) return { body, findings: error.findings }
    throw error
  }
}

/** Signs each line of a block as {@link signLine} does, and keeps how. */
export function traceLines(block: Block, salt: string, options?: SignOptions, limit = LINE_LIMIT): SignedLine[] {
  return linesOf(block, limit).map((line, i) => signLine(line, block.isFirst && i === 0, salt, options))
}

/**
 * Signs the lines of a stream of request bodies, block by block, with the same result as {@link signLine}. Most lines
 * need no closer look, and are signed without being read as JSON.
 */
export class LineSigner {
  private readonly salt: string
  private readonly options: SignOptions
  private readonly plain: PlainSigner

  constructor(salt: string, options: SignOptions = {}) {
    this.salt = salt
    this.options = options
    this.plain = new PlainSigner(salt)
  }

  /** @returns for each line its signature alone if there is nothing to say about it */
  sign(block: Block): (string | SignedLine)[] {
    const { bytes, isFirst } = block
    if (block.tooLong !== undefined || !isUtf8(bytes)) return traceLines(block, this.salt, this.options).map(shortened)
    return ranges(bytes).map(
      ([from, end], i) =>
        this.plain.sign(bytes, from, end) ??
        shortened(signLine(lineOf(bytes.subarray(from, end)), isFirst && i === 0, this.salt, this.options))
    )
  }
}

function shortened(signed: SignedLine): string | SignedLine {
  return signed.trace && signed.findings.length === 0 ? signed.trace.sign : signed
}
