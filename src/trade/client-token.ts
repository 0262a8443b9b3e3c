import { type JsonObject, member, memberText } from '../protocol/json/json.js'
import type { Verdict } from '../protocol/system/verdict.js'
import { TOKEN_ERRORS } from './catalogue/token-codes.js'

/** The path of the call that gives a client_token; with its slash. Source: the page of client_token. */
export const CLIENT_TOKEN_PATH = '/oauth/client_token/'

/** Where its answer says whether it succeeded. */
export const CLIENT_TOKEN_VERDICT: Verdict = {
  code: 'error_code',
  text: 'description',
  within: 'data',
  namespace: 'token',
  explain: (literal) => TOKEN_ERRORS.find(({ code }) => code === literal)
}

/** The body of the call. The platform calls app_id client_key here. */
export function clientTokenBody(app_id: string, app_secret: string): string {
  return JSON.stringify({ client_key: app_id, client_secret: app_secret, grant_type: 'client_credential' })
}

/** A token as it was given. */
export interface GivenToken {
  token: string
  /** How long it lives, in seconds. */
  seconds: number
}

/** In seconds: the documented life, for an answer that says none, or one that no token has. */
const LIFE = 7200
const LONGEST_LIFE = 365 * 86_400

/** The token in a successful answer. Pages have `expires_in` as a number and as text. */
export function givenToken(answer: JsonObject): GivenToken | undefined {
  const data = member(answer, 'data')
  const token = data?.kind === 'object' ? memberText(data, 'access_token') : undefined
  if (data?.kind !== 'object' || !token) return undefined
  const seconds = Number(memberText(data, 'expires_in'))
  return { token, seconds: seconds > 0 && seconds <= LONGEST_LIFE ? seconds : LIFE }
}
