import type { CallPlan } from './call-plan.js'
import type { Sent } from './file-answer.js'

/** A call and what came of it. */
export interface Exchange {
  plan: CallPlan
  result: Sent
}
