import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { System } from '../../protocol/system/system.js'
import type { Verdict } from '../../protocol/system/verdict.js'
import type { CallSettings } from '../shared/config-for.js'
import type { CallValues } from './options.js'

/** A call, with what its system knows about it. */
export interface KnownCall {
  system: System
  endpoint: Endpoint
  verdict: Verdict
  /** The call to ask for the result, if this one is only accepted. */
  asking: Endpoint | undefined
}

/** A call with its settings and options. */
export interface AskedCall extends KnownCall {
  settings: CallSettings
  options: CallValues
}

/** What a system knows about a call, even if it does not have it. */
export async function knownCall(system: System, endpoint: Endpoint): Promise<KnownCall> {
  const [endpoints, verdict] = await Promise.all([system.endpoints(), endpoint.verdict ?? system.verdict()])
  return { system, endpoint, verdict, asking: endpoints.find(({ name }) => name === endpoint.resultBy) }
}
