import type { Endpoint } from '../protocol/system/endpoint.js'
import { formerWay } from '../protocol/system/former-way.js'
import type { CheckSignature, System } from '../protocol/system/system.js'
import type { Verdict } from '../protocol/system/verdict.js'
import { codesOf, type SystemCodes } from './system-codes.js'

/** A call, with the system that it belongs to. */
export interface PlayedCall {
  system: System
  endpoint: Endpoint
  /** Where answers of the system have their verdict. */
  verdict: Verdict
  check: CheckSignature
  codes: SystemCodes
}

/** Every call of these systems. */
export async function callsOf(systems: readonly System[]): Promise<PlayedCall[]> {
  const calls = systems.map(async (system) => {
    // All of it before the first request: a client that has closed its half waits for nothing to be loaded.
    const [endpoints, verdict, check] = await Promise.all([
      system.endpoints(),
      system.verdict(),
      system.signatureCheck()
    ])
    const formerCheck = await system.former?.signatureCheck()
    return endpoints.flatMap((endpoint) => {
      const codes = codesOf(system.name, endpoint)
      const call = { system, endpoint, verdict: endpoint.verdict ?? verdict, check, codes }
      const former = formerCheck && formerWay(call)
      return former ? [call, { ...call, ...former, check: formerCheck }] : [call]
    })
  })
  return (await Promise.all(calls)).flat()
}
