import { type SignOptions, sameSignature } from '../../ecpay/sign/request-signature.js'
import { type SignedLine, traceLines } from '../../ecpay/sign/sign-lines.js'
import { signatureIn } from '../../ecpay/sign/signature-in.js'
import { type Finding, finding } from '../../findings/findings.js'
import { objectIn } from '../../protocol/json/json.js'
import type { Block } from '../../protocol/json/lines.js'
import type { Task } from '../bulk/task.js'
import { disputeIn } from './disputed-answer.js'
import { type Compared, type SaidLine, type SignSetup, written } from './sign-block.js'

/** Signs the lines of a stream, and compares each with the signature that it has. */
export const checking: Task<SignSetup, SaidLine> = {
  name: 'sign --check',
  begin({ salt, options, form }) {
    return (block: Block) =>
      traceLines(block, salt, options).map((line) => written(line, form, compare(line, salt, options)))
  }
}

function compare({ body, trace }: SignedLine, salt: string, { strict, nested }: SignOptions): Compared {
  const theirs = signatureIn(objectIn(body))?.trim()
  const compared = (valid: boolean, verdict: string | null, differs?: Finding): Compared => ({
    document: { valid, verdict, theirs: theirs ?? null },
    ...(differs && { differs })
  })
  if (theirs !== undefined && trace && sameSignature(theirs, trace.sign)) return compared(true, 'right')
  // A line that is refused because sources differ may still have the signature of one of them.
  const isOpen = trace === undefined || (!strict && nested === undefined)
  const dispute = isOpen ? disputeIn(body, salt, theirs) : undefined
  if (dispute) return { document: { ...dispute.document, theirs }, differs: dispute.problem }
  if (!trace) return compared(false, null)
  if (theirs === undefined) return compared(false, 'wrong', finding('missing-sign', { isLine: true }))
  return compared(false, 'wrong', finding('signature-differs', { found: theirs, expected: trace.sign }))
}
