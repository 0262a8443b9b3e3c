import type { CheckSignature } from '../protocol/system/system.js'

/** The header of every call. */
export const TOKEN_HEADER = 'access-token'

/** Compares the token of a call with the one that was given out; the bodies of calls have no signature. */
export const checkToken: CheckSignature = async ({ header }, { client_token }) => {
  if (header(TOKEN_HEADER) === client_token) return { accepted: { signed: [], warnings: [] } }
  const code = header(TOKEN_HEADER) ? 'unknown-access-token' : 'missing-access-token'
  return { refusal: { err_no: 28001003, err_tips: 'access_token无效', reasons: [{ code }] } }
}
