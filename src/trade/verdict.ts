import type { Verdict } from '../protocol/system/verdict.js'
import { ANSWERS } from './catalogue/catalogue.js'
import { STATES } from './catalogue/states.js'

/** Where answers have their verdict. */
export const ERR_NO: Verdict = {
  code: 'err_no',
  text: 'err_msg',
  namespace: 'err_no',
  explain: (literal) => ANSWERS.find(({ code }) => code === literal),
  value: (namespace, code) => STATES.find((one) => one.namespace === namespace && one.code === code)
}
