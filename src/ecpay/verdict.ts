import type { Verdict } from '../protocol/system/verdict.js'
import { PUSH_ERRORS } from './catalogue/push.js'
import { valueEntry } from './catalogue/states.js'
import { errNo } from './err-no.js'

/** What a call is answered with. */
export const ERR_NO: Verdict = {
  code: 'err_no',
  text: 'err_tips',
  namespace: 'err_no',
  explain: errNo,
  value: valueEntry
}

/** What the order push is answered with. */
export const ERR_CODE: Verdict = {
  code: 'err_code',
  text: 'err_msg',
  namespace: 'push',
  explain: (literal) => PUSH_ERRORS.find(({ code }) => code === literal)
}
