import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { System } from '../../protocol/system/system.js'
import type { Verdict } from '../../protocol/system/verdict.js'
import type { CallSettings } from '../shared/config-for.js'
import type { CallValues } from './options.js'

/** A call, and what its system knows of it. */
export interface KnownCall {
  system: System
  endpoint: Endpoint
  verdict: Verdict
  /** The call that asks for the result, where this one is only accepted. */
  asking: Endpoint | undefined
}

/** A call as it is asked for: which one, under which settings, and how. */
export interface AskedCall extends KnownCall {
  settings: CallSettings
  options: CallValues
}

/** What a system knows of one of its calls, or of one that it does not have. */
export async function knownCall(system: System, endpoint: Endpoint): Promise<KnownCall> {
  const [endpoints, verdict] = await Promise.all([system.endpoints(), endpoint.verdict ?? system.verdict()])
  return { system, endpoint, verdict, asking: endpoints.find(({ name }) => name === endpoint.resultBy) }
}
