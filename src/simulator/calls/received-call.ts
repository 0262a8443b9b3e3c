import type { Outside } from '../../world.js'
import type { Answer, Refusal } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import type { Store } from '../store/store.js'

/** What the local gateway does for one endpoint. */
export interface CallHandler {
  /** The members of a refusal, which the platform leaves empty rather than out. */
  empty: object
  /** @param world its `origin` is the address that the request came to */
  answer(call: Call, world: Outside & { store: Store; origin: string }): Answer | Refusal
}
