import { errNo } from '../ecpay/err-no.js'
import type { Refusal } from '../protocol/system/system.js'
import type { GatewayReason } from './platform-answer.js'
import type { Store } from './store/store.js'
import type { Fault } from './store/stored.js'

/** The header that asks the platform's sandbox for an error; the local gateway supports it, too. */
export const NEGATIVE_TEST = 'Aweme-Negative-Test'

/** The cases of the sandbox whose names are public. Their err_no is not public, so 2010 is used. */
const CASES: Readonly<Record<string, number>> = { MA_PAY_BAN: 2010 }

/**
 * The failure to answer a call with instead of carrying it out, if there is one.
 *
 * @param call the endpoint's name
 * @param asked the value of {@link NEGATIVE_TEST}
 */
export function injectedFailure(store: Store, call: string, asked: string | undefined): Refusal | undefined {
  if (asked !== undefined) return askedFailure(asked)
  const err_no = takeFault(store, call)
  return err_no === undefined ? undefined : failure(err_no, { code: 'injected' })
}

function askedFailure(asked: string): Refusal {
  const err_no = CASES[asked] ?? (asked === '0' ? undefined : errNo(asked)?.err_no)
  // The sandbox may have a case that this list lacks. An error is a better answer to it than success.
  if (err_no === undefined) return failure(2010, { code: 'unknown-negative-test', key: NEGATIVE_TEST })
  return failure(err_no, { code: 'injected', key: NEGATIVE_TEST })
}

/** Takes the oldest failure for the call, and counts it. */
function takeFault(store: Store, call: string): number | undefined {
  const isMeant = ({ on }: Fault) => on === undefined || on === call
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

function failure(err_no: number, reason: GatewayReason): Refusal {
  return { err_no, err_tips: errNo(String(err_no))?.meaning.zh ?? '', reasons: [reason] }
}
