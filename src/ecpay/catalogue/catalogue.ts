import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { ERR_NOS, type ErrNo } from '../err-no.js'
import { CALLBACKS } from './callback-types.js'
import { CALLBACK_CHECK_ENTRIES } from './checks.js'
import { CLIENT_ERRORS } from './client-errors.js'
import { OTHERS } from './others.js'
import { PAY_RESULTS } from './pay-codes.js'
import { PUSH_ERRORS, PUSH_STATUSES, PUSH_TYPES } from './push.js'
import { REASON_ENTRIES } from './reasons.js'
import { STATES } from './states.js'
import { TOKEN_ERRORS } from './token-codes.js'

/** Everything known about the platform's codes, by namespace, in the order of the lists. */
export const CATALOGUE: readonly Entry[] = [
  ...ERR_NOS.map(ofErrNo),
  ...CALLBACKS,
  ...STATES,
  ...PAY_RESULTS,
  ...CLIENT_ERRORS,
  ...REASON_ENTRIES,
  ...PUSH_ERRORS,
  ...PUSH_STATUSES,
  ...PUSH_TYPES,
  ...TOKEN_ERRORS,
  ...OTHERS,
  ...CALLBACK_CHECK_ENTRIES
]

/** The entry of an `err_no`. Success needs no retry. */
function ofErrNo({ err_no, retry, ...known }: ErrNo): Entry {
  return { namespace: 'err_no', code: String(err_no), ...known, ...(err_no !== 0 && { retry }) }
}
