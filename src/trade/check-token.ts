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

/** Trade system 2.0 has other codes for them. Source: the pages of its error codes. */
const V2_CODES: Readonly<Record<number, number>> = { [INVALID.err_no]: 2190002, [EXPIRED.err_no]: 2190008 }
const V2_PATH = '/api/apps/trade/v2/'

/** Whether the token of a call is one that lives; the bodies of calls have no signature. */
export const checkToken: CheckSignature = async ({ endpoint, header }, _keys, { tokenState, appOfToken }) => {
  const token = header(TOKEN_HEADER)
  const state = token ? tokenState(token) : 'missing'
  if (state === 'live') {
    const app_id = token && appOfToken(token)
    return { accepted: { signed: [], warnings: [], ...(app_id && { app_id }) } }
  }
  const refusal = REFUSALS[state]
  const code = endpoint.path.startsWith(V2_PATH) ? V2_CODES[refusal.err_no] : undefined
  return { refusal: { ...refusal, err_no: code ?? refusal.err_no } }
}
