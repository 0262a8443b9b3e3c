import type { Refusal } from '../../protocol/system/system.js'
import type { Outside } from '../../world.js'
import { type Answer, badParameters } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import type { Store } from '../store/store.js'

/** How the local gateway answers one endpoint. */
export interface CallHandler {
  /** The members of a refusal: the platform sends them with empty values. */
  empty: object
  answer(call: Call, world: CallWorld): Answer | Refusal
}

export interface CallWorld extends Outside {
  store: Store
  /** The address that the request came to. */
  origin: string
  /** The app that calls. */
  app_id: string
}

/** A member of a call, by its key; empty where it is not given. */
export type TextOf = (key: string) => string

export function textsOf({ values }: Call): TextOf {
  return (key) => values.get(key) ?? ''
}

/** A call under no number of the developer's own: where members are outside their limits, that is the answer. */
export function plainCall(empty: object, answer: (text: TextOf, world: CallWorld) => Answer | Refusal): CallHandler {
  return {
    empty,
    answer: (call, world) =>
      call.violations.length > 0 ? badParameters(call.violations) : answer(textsOf(call), world)
  }
}
