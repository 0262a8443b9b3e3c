import type { Verdict } from '../protocol/system/verdict.js'
import { ANSWERS } from './catalogue/catalogue.js'

/** Where answers have their verdict. */
export const ERR_NO: Verdict = {
  code: 'err_no',
  text: 'err_msg',
  namespace: 'err_no',
  explain: (literal) => ANSWERS.find(({ code }) => code === literal)
}
