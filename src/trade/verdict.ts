import type { Entry } from '../protocol/system/catalogue-entry.js'
import { NOT_SIMULATED } from '../protocol/system/local-answer.js'
import type { Verdict } from '../protocol/system/verdict.js'
import { ANSWERS } from './catalogue/catalogue.js'
import { STATES } from './catalogue/states.js'

/** The answer of the local gateway to a call that it does not simulate. The platform has no such code. */
const LOCAL: Pick<Entry, 'meaning' | 'remedy' | 'retry'> = {
  meaning: { en: 'the local gateway does not play this call', zh: '本地网关未模拟此接口' },
  remedy: {
    en: 'The request was checked and is right. This system has no sandbox: the call can only be tried in production, best with a test merchant.',
    zh: '请求已通过检查。交易系统没有沙盒：只能在线上试，建议使用测试商户。'
  },
  retry: 'no'
}

/**
 * Where answers have their verdict: `err_no` and `err_msg`, and in trade system 2.0 also `err_tips`, or `data.error_code`
 * and `extra`. There `sub_error_code` is the most exact, and 2191000 only the family of errors. Pages have answers with
 * HTTP 200 and with 400.
 */
export const ERR_NO: Verdict = {
  code: 'err_no',
  text: 'err_msg',
  elsewhere: [
    { code: 'err_no', text: 'err_tips' },
    { code: 'sub_error_code', text: 'sub_description', within: 'extra' },
    { code: 'error_code', text: 'description', within: 'data' },
    { code: 'error_code', text: 'description', within: 'extra' }
  ],
  refusedWith: [400],
  logId: 'log_id',
  namespace: 'err_no',
  explain: (literal) => (literal === `${NOT_SIMULATED}` ? LOCAL : ANSWERS.find(({ code }) => code === literal)),
  value: (namespace, code) => STATES.find((one) => one.namespace === namespace && one.code === code)
}

/** Trade system 2.0 on developer.toutiao.com: `err_no` and `err_tips`, and no number for support in the answer itself. */
export const FORMER_ERR_NO: Verdict = (({ logId: _, ...common }) => ({ ...common, text: 'err_tips' as const }))(ERR_NO)
