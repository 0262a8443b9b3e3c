import type { Refusal } from '../protocol/system/system.js'
import type { GatewayReason } from './platform-answer.js'
import type { PlayedCall } from './played-calls.js'
import type { Store } from './store/store.js'
import type { Fault } from './store/stored.js'

/** The header that asks the platform's sandbox for an error; the local gateway supports it, too. */
export const NEGATIVE_TEST = 'Aweme-Negative-Test'

/** The cases of the sandbox whose names are public. Their err_no is not public: it is that of a wrong parameter. */
const CASES: readonly string[] = ['MA_PAY_BAN']

type FailingCall = Pick<PlayedCall, 'system' | 'endpoint' | 'verdict' | 'codes'>

/**
 * The failure to answer a call with instead of carrying it out, if there is one.
 *
 * @param asked the value of {@link NEGATIVE_TEST}
 */
export function injectedFailure(store: Store, call: FailingCall, asked: string | undefined): Refusal | undefined {
  if (asked !== undefined) return askedFailure(call, asked)
  const err_no = takeFault(store, call)
  return err_no === undefined ? undefined : failure(call, err_no, { code: 'injected' })
}

function askedFailure(call: FailingCall, asked: string): Refusal {
  const { err_no } = call.codes.parameter
  if (CASES.includes(asked)) return failure(call, err_no, { code: 'injected', key: NEGATIVE_TEST })
  const isKnown = /^[1-9]\d{0,9}$/.test(asked) && call.verdict.explain(asked) !== undefined
  // The sandbox may have a case that this list lacks. An error is a better answer to it than success.
  if (!isKnown) return failure(call, err_no, { code: 'unknown-negative-test', key: NEGATIVE_TEST })
  return failure(call, Number(asked), { code: 'injected', key: NEGATIVE_TEST })
}

/** Takes the oldest failure for the call that its system has, and counts it. */
function takeFault(store: Store, { system, endpoint, verdict }: FailingCall): number | undefined {
  const isMeant = ({ on, err_no, ...of }: Fault) =>
    (on === undefined || on === endpoint.name) &&
    (of.system === undefined || of.system === system.name) &&
    verdict.explain(String(err_no)) !== undefined
  // Nearly always there is none, and that takes only one read.
  if (!store.faults().some(isMeant)) return undefined
  let taken: Fault | undefined
  store.changeFaults((faults) => {
    taken = faults.find(isMeant)
    return faults.flatMap((one) => (one === taken ? givenOnce(one) : [one]))
  })
  return taken?.err_no
}

function givenOnce(fault: Fault): Fault[] {
  if (fault.times === null) return [fault]
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
}

function failure({ verdict }: FailingCall, err_no: number, reason: GatewayReason): Refusal {
  return { err_no, err_tips: verdict.explain(String(err_no))?.meaning.zh ?? '', reasons: [reason] }
}
