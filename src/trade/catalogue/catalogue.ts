import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { ACCESS_ERRORS } from './access-errors.js'
import { TRADE_CALLBACKS } from './callback-types.js'
import { CALLBACK_CHECK_ENTRIES } from './checks.js'
import { CLIENT_ERRORS } from './client-errors.js'
import { HEADERS } from './headers.js'
import { OTHER_CALLBACKS } from './other-callbacks.js'
import { STATES } from './states.js'
import { PROVIDER_TOKEN_ERRORS, TOKEN_ERRORS } from './token-codes.js'
import { TRADE_ERRORS } from './trade-errors.js'

/** The codes in answers of the server: err_no, error_code or sub_error_code. */
export const ANSWERS: readonly Entry[] = [...TRADE_ERRORS, ...ACCESS_ERRORS]

/** Everything known about the codes of 通用交易系统 and of trade system 2.0, by namespace. */
export const CATALOGUE: readonly Entry[] = [
  ...CLIENT_ERRORS,
  ...ANSWERS,
  ...TRADE_CALLBACKS,
  ...OTHER_CALLBACKS,
  ...STATES,
  ...TOKEN_ERRORS,
  ...PROVIDER_TOKEN_ERRORS,
  ...HEADERS,
  ...CALLBACK_CHECK_ENTRIES
]
