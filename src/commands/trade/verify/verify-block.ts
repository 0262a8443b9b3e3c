import { finding } from '../../../findings/findings.js'
import { type Line, linesOf } from '../../../protocol/json/lines.js'
import {
  type CheckOptions,
  checkTradeCallback,
  refusedVerdict,
  type TradeCallback,
  type TradeVerdict
} from '../../../trade/callback/check-callback.js'
import type { KeyHandle } from '../../../trade/keys/key-handle.js'
import type { ReadBlock, Task } from '../../bulk/task.js'
import { PlainLines } from '../../callback/verdict-result.js'
import { callbackInLine } from './callback-line.js'

export interface VerifySetup {
  platformKey: KeyHandle
  options: Pick<CheckOptions, 'maxAge' | 'limit'>
}

/** A line of which something is to be said, with the callback in it if it has one. */
export interface Checked {
  verdict: TradeVerdict
  callback?: TradeCallback
}

/** Verifies the lines of a stream, without looking for causes. */
export const verifying: Task<VerifySetup, Checked> = {
  name: 'trade verify-callback',
  begin(setup) {
    const lines = new PlainLines()
    return (block: ReadBlock) => {
      const options = { ...setup.options, now: Math.floor(block.now / 1000) }
      return linesOf(block).map((line) => {
        const found = checked(line, setup.platformKey, options)
        return lines.write(found.verdict, moreOf(found.verdict)) ?? found
      })
    }
  }
}

/** The version stands in the document too. */
export function moreOf({ envelope }: TradeVerdict): { version: string | null } {
  return { version: envelope.version ?? null }
}

function checked(line: Line, platformKey: KeyHandle, options: CheckOptions): Checked {
  if (typeof line !== 'string') return { verdict: refusedVerdict(line) }
  const callback = callbackInLine(line)
  if (!callback) return { verdict: refusedVerdict(finding('line-not-a-callback')) }
  return { verdict: checkTradeCallback(callback, platformKey, options), callback }
}
