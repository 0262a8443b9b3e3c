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
  /** Whether its answer has the form of trade system 2.0 on open.douyin.com; see `groupedAnswer`. */
  isGrouped: boolean
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
    const [formerCheck, formerVerdict = verdict] = await Promise.all([
      system.former?.signatureCheck(),
      system.former?.verdict()
    ])
    return endpoints.flatMap((endpoint) => {
      const codes = codesOf(system.name, endpoint)
      const call = { system, endpoint, verdict: endpoint.verdict ?? verdict, check, codes, isGrouped: false }
      const former = formerCheck && formerWay(call)
      if (!former) return [call]
      return [
        { ...call, isGrouped: true },
        { ...call, ...former, check: formerCheck, verdict: formerVerdict }
      ]
    })
  })
  return (await Promise.all(calls)).flat()
}
