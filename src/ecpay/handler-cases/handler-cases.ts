import type { HandlerCase } from '../../protocol/callback/handler-case.js'
import { FORGED_CASES } from './forged.js'
import { GENUINE_CASES } from './genuine.js'
import { OTHER_EVENTS } from './other-events.js'
import { ROBUST_CASES } from './robust.js'

/** The cases that a merchant's handler is tested with, in order. */
export const HANDLER_CASES: readonly HandlerCase[] = [
  ...GENUINE_CASES,
  ...FORGED_CASES,
  ...OTHER_EVENTS,
  ...ROBUST_CASES
]

/**
 * The nonce of a case. It sorts the same as text and as number beside every timestamp since 2004, so that a handler
 * that sorts by number fails only the cases about sorting.
 *
 * @param index of the case, from 0 to 99
 * @param run four digits of this run, so that a handler that stores nonces sees each only once
 */
export function plainNonce(index: number, run: string): string {
  return `10${run}${String(index).padStart(2, '0')}`
}
