import type { CheckSignature, Refusal, TokenState } from '../protocol/system/system.js'

/** The header of every call. */
export const TOKEN_HEADER = 'access-token'

/** The codes and texts of the gateway of open.douyin.com. That the trade calls have them too is a conclusion. */
const INVALID = { err_no: 28001003, err_tips: 'access_token无效' }
const EXPIRED = { err_no: 28001008, err_tips: 'access_token过期,请刷新或重新授权' }

const REFUSALS: Readonly<Record<Exclude<TokenState, 'live'> | 'missing', Refusal>> = {
  missing: { ...INVALID, reasons: [{ code: 'missing-access-token' }] },
  unknown: { ...INVALID, reasons: [{ code: 'unknown-access-token' }] },
  expired: { ...EXPIRED, reasons: [{ code: 'expired-access-token' }] },
  replaced: { ...EXPIRED, reasons: [{ code: 'replaced-access-token' }] }
}

/** Whether the token of a call is one that lives; the bodies of calls have no signature. */
export const checkToken: CheckSignature = async ({ header }, _keys, { tokenState }) => {
  const token = header(TOKEN_HEADER)
  const state = token ? tokenState(token) : 'missing'
  return state === 'live' ? { accepted: { signed: [], warnings: [] } } : { refusal: REFUSALS[state] }
}
