import { FORGED_CASES } from './forged.js'
import { GENUINE_CASES } from './genuine.js'
import type { HandlerCase } from './handler-case.js'
import { OTHER_EVENTS } from './other-events.js'
import { ROBUST_CASES } from './robust.js'

/** The cases that a merchant's handler is tested with, in order. */
export const HANDLER_CASES: readonly HandlerCase[] = [
  ...GENUINE_CASES,
  ...FORGED_CASES,
  ...OTHER_EVENTS,
  ...ROBUST_CASES
]
