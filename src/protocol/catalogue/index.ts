import { ENDPOINTS } from '../endpoints/index.js'
import { ERR_NOS } from '../err-no.js'
import { CALLBACKS } from './callbacks.js'
import type { Entry } from './entry.js'
import { OTHERS } from './others.js'
import { PAY_RESULTS } from './pay.js'
import { STATES } from './states.js'

/** Everything that is known of the platform's codes, by namespace in the order it is listed. */
export const CATALOGUE: readonly Entry[] = [
  ...ERR_NOS.map(({ err_no, ...known }): Entry => ({ namespace: 'err_no', code: String(err_no), ...known })),
  ...CALLBACKS,
  ...STATES,
  ...PAY_RESULTS,
  ...OTHERS
]

/** The calls that give a code: those whose data lists it, and what the entry itself names. */
export function callsOf({ namespace, code, calls = [] }: Entry): string[] {
  const listed = ENDPOINTS.filter(({ errNos }) => namespace === 'err_no' && errNos.some((one) => String(one) === code))
  return [...new Set([...listed.map(({ name }) => name), ...calls])]
}
