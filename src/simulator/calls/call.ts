import type { Answer, Refusal } from '../answer.js'
import type { Call } from '../request.js'
import type { Store } from '../store.js'
import type { SimulatorWorld } from '../world.js'

/** What the local gateway does for one endpoint. */
export interface CallHandler {
  /** The members of a refusal, which the platform leaves empty rather than out. */
  empty: object
  answer(call: Call, world: SimulatorWorld & { store: Store }): Answer | Refusal
}
