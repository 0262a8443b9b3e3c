import type { Endpoint } from '../protocol/system/endpoint.js'
import type { Refusal } from '../protocol/system/system.js'
import { TIPS } from './platform-answer.js'

/** A code with the platform's text. */
type Coded = Pick<Refusal, 'err_no' | 'err_tips'>

/** What a call answers to what its handler never sees. */
export interface SystemCodes {
  /** The body cannot be read. */
  unreadable: Coded
  /** The body is not the form that the call takes. The platform's code for it is not public. */
  notForm: Coded
  appId: Coded
  /** A parameter is wrong. */
  parameter: Coded
  /** An error of the platform itself. */
  internal: Coded
}

const ECPAY: SystemCodes = {
  unreadable: { err_no: 2008, err_tips: TIPS.json },
  notForm: { err_no: 2010, err_tips: TIPS.notMultipart },
  appId: { err_no: 2042, err_tips: TIPS.appId },
  parameter: { err_no: 2010, err_tips: '' },
  internal: { err_no: 1000, err_tips: TIPS.internal }
}

const PARAMETER: Coded = { err_no: 10000, err_tips: '参数不合法' }
const TRADE: SystemCodes = {
  unreadable: PARAMETER,
  notForm: PARAMETER,
  appId: PARAMETER,
  parameter: PARAMETER,
  internal: { err_no: 13000, err_tips: '系统错误' }
}
/** The calls about settlements have a code of their own. Source: official. */
const SETTLEMENT: Coded = { err_no: 23000, err_tips: '系统错误，请重试' }

/** @param system its name */
export function codesOf(system: string, { errNos }: Pick<Endpoint, 'errNos'>): SystemCodes {
  if (system !== 'trade') return ECPAY
  return errNos.includes(SETTLEMENT.err_no) ? { ...TRADE, internal: SETTLEMENT } : TRADE
}
