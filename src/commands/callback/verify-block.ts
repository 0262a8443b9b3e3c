import { type CheckOptions, checkCallback } from '../../ecpay/callback/check-callback.js'
import { checkPlainLine } from '../../ecpay/callback/check-line.js'
import { EcpayError, finding } from '../../findings/findings.js'
import { type Line, linesOf } from '../../protocol/json/lines.js'
import type { CallbackVerdict } from '../../protocol/system/callback-verdict.js'
import type { ReadBlock, Task } from '../bulk/task.js'
import { callbackInLine } from '../trade/verify/callback-line.js'
import { PlainLines, refusedCallback } from './verdict-result.js'

export interface VerifySetup {
  token: string
  options: Pick<CheckOptions, 'maxAge' | 'limit'>
}

/** A line of which something is to be said, with what was checked if it could be read. */
export interface Checked {
  verdict: CallbackVerdict
  of?: { body: Uint8Array | string; options: CheckOptions }
}

/** Verifies the lines of a stream, without looking for causes. */
export const verifying: Task<VerifySetup, Checked> = {
  name: 'verify-callback',
  begin(setup) {
    const lines = new PlainLines()
    return (block: ReadBlock) => {
      const options = { ...setup.options, now: Math.floor(block.now / 1000) }
      return linesOf(block).map((line) => {
        const plain = typeof line === 'string' ? checkPlainLine(line, setup.token, options) : undefined
        if (plain?.verdict.valid) {
          const text = lines.write(plain.verdict, { msg: plain.msg })
          if (text !== undefined) return text
        }
        const found = checked(line, setup.token, options)
        return lines.write(found.verdict) ?? found
      })
    }
  }
}

function checked(line: Line, token: string, options: CheckOptions): Checked {
  if (typeof line !== 'string') return { verdict: refusedCallback([line]) }
  if (line.trim() === '') return { verdict: refusedCallback([finding('empty-body', { isLine: true })]) }
  const body = bodyIn(line)
  try {
    return { verdict: checkCallback(body, token, options).verdict, of: { body, options } }
  } catch (error) {
    if (error instanceof EcpayError) return { verdict: refusedCallback(error.findings) }
    throw error
  }
}

/** A line is the body itself, or has it in the form in which callbacks of the trade system stand in a line. */
function bodyIn(line: string): Uint8Array | string {
  return (line.includes('"headers"') ? callbackInLine(line)?.body : undefined) ?? line
}
