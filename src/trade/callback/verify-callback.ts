import { isSigned } from '../../protocol/system/callback-verdict.js'
import type { KeyHandle } from '../keys/key-handle.js'
import { type CauseOptions, causesOfMismatch } from './causes.js'
import { type CheckOptions, checkTradeCallback, type TradeCallback, type TradeVerdict } from './check-callback.js'

export interface VerifyOptions extends CheckOptions, CauseOptions {}

/**
 * Verifies a callback of the trade system over its raw bytes: every check is run and reported, and the causes of a
 * wrong signature are named. Nothing is thrown for a bad callback.
 *
 * @param callback headers in any letter case, and the body of the POST as it came
 * @param platformKey the platform's public key, not the app's
 */
export function verifyTradeCallback(
  callback: TradeCallback,
  platformKey: KeyHandle,
  options: VerifyOptions = {}
): TradeVerdict {
  const verdict = checkTradeCallback(callback, platformKey, options)
  return isSigned(verdict) ? verdict : { ...verdict, causes: causesOf(verdict, callback, platformKey, options) }
}

/** The causes that a verdict has by itself, and those that are found by a search. */
export function causesOf(
  { causes }: TradeVerdict,
  callback: TradeCallback,
  platformKey: KeyHandle,
  options: CauseOptions = {}
): TradeVerdict['causes'] {
  const found = causesOfMismatch(callback, platformKey, options)
  // The search names the form of a signature once more.
  const isFound = new Set(found.map(({ code }) => code))
  return [...causes.filter(({ code }) => !isFound.has(code)), ...found]
}
