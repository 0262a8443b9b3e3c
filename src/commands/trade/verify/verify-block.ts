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
      return linesOf(block).map((line, i) => {
        const found = checked(line, block.isFirst && i === 0, setup.platformKey, options)
        return lines.write(found.verdict, { more: moreOf(found.verdict) }) ?? found
      })
    }
  }
}

/** The version stands in the document too. */
export function moreOf({ envelope }: TradeVerdict): { version: string | null } {
  return { version: envelope.version ?? null }
}

/** @param isFirst whether a byte order mark may stand before it */
function checked(line: Line, isFirst: boolean, platformKey: KeyHandle, options: CheckOptions): Checked {
  if (typeof line !== 'string') return { verdict: refusedVerdict(line) }
  const isMarked = isFirst && line.startsWith('\ufeff')
  const callback = callbackInLine(isMarked ? line.slice(1) : line)
  if (!callback) return { verdict: refusedVerdict(finding('line-not-a-callback')) }
  const verdict = checkTradeCallback(callback, platformKey, options)
  return { verdict: isMarked ? withMark(verdict) : verdict, callback }
}

function withMark(verdict: TradeVerdict): TradeVerdict {
  return { ...verdict, warnings: [finding('byte-order-mark'), ...verdict.warnings] }
}
