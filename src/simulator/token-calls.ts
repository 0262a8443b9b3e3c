import { EcpayError } from '../findings/findings.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { memberText, readObject } from '../protocol/json/json.js'
import { readForm } from '../servers/read-body.js'
import type { GatewayKeys } from './demo-keys.js'
import { MOST_ASKED, type TokenKind } from './given-tokens.js'
import type { GatewayReason } from './platform-answer.js'

/** The answer to a client that fetches an access token. */
interface TokenAnswer {
  err_no: number
  reasons: GatewayReason[]
  json: object
}

export interface TokenCall {
  path: string
  /**
   * @param given see {@link membersOf}
   * @param now Unix time in milliseconds
   * @param logId the log id in the answer
   * @param give gives out a token; undefined if there were too many
   */
  answer(given: Members, keys: GatewayKeys, now: number, logId: string, give: Give): TokenAnswer
}

/** A token, and how long it lives in seconds. */
export interface TokenGiven {
  token: string
  seconds: number
}

type Give = (kind: TokenKind | 'stable_client_token') => TokenGiven | undefined

type Members = Readonly<Record<string, string>>

/** The code is official, its text is not public. */
const TOO_OFTEN: NonNullable<Problem> = [
  10020,
  '获取 token 过于频繁',
  { code: 'too-many-tokens', key: 'client_key', limit: MOST_ASKED }
]

/** What is wrong with a request: the platform's code and text, and the reason. */
type Problem = [err_no: number, words: string, reason: GatewayReason] | undefined

/** getAccessToken, whose token order push and onboarding use. Its codes are those of the official table. */
const accessToken: TokenCall = {
  path: '/api/apps/v2/token',
  answer({ appid, secret, grant_type }, keys, _now, _logId, give) {
    const problem = firstOf(
      [appid !== keys.app_id, [40015, 'bad appid', { code: 'unknown-app-id', key: 'appid' }]],
      [secret !== keys.app_secret, [40017, 'bad secret', { code: 'wrong-app-secret', key: 'secret' }]],
      [grant_type !== 'client_credential', [40020, 'bad grant_type', grantTypeReason(grant_type)]]
    )
    const [err_no, err_tips] = problem ?? [0, 'success']
    const fresh = problem ? undefined : give('access_token')
    const data = { access_token: fresh?.token ?? '', expires_in: fresh?.seconds ?? 0 }
    return { err_no, reasons: reasonsIn(problem), json: { err_no, err_tips, data } }
  }
}

/**
 * A client_token of open.douyin.com. Older pages send a form, newer ones JSON. An SDK names the members appid and secret,
 * and repeats them in the query.
 */
const clientTokenCall = (path: string, kind: 'client_token' | 'stable_client_token'): TokenCall => ({
  path,
  answer(given, keys, now, logId, give) {
    const key = given.client_key ?? given.appid
    const secret = given.client_secret ?? given.secret
    const missing = [
      [key, 'client_key'],
      [secret, 'client_secret'],
      [given.grant_type, 'grant_type']
    ].find(([value]) => !value)?.[1]
    const wrong = firstOf(
      [missing !== undefined, [10002, '缺少参数', { code: 'missing-field', key: missing ?? '' }]],
      [key !== keys.app_id, [10003, '配置无效', { code: 'unknown-app-id', key: 'client_key' }]],
      [secret !== keys.app_secret, [10013, 'client_key 或者 client_secret 报错', secretReason()]],
      [given.grant_type !== 'client_credential', [10002, '参数错误', grantTypeReason(given.grant_type)]]
    )
    const fresh = wrong ? undefined : give(kind)
    const problem = wrong ?? (fresh === undefined ? TOO_OFTEN : undefined)
    const [error_code, description] = problem ?? [0, '']
    const members = fresh && { access_token: fresh.token, expires_in: fresh.seconds }
    const data = { ...members, captcha: '', desc_url: '', description, error_code, log_id: logId }
    const extra = { logid: logId, now }
    return {
      err_no: error_code,
      reasons: reasonsIn(problem),
      json: { data, extra, message: problem ? 'error' : 'success' }
    }
  }
})

export const TOKEN_CALLS: readonly TokenCall[] = [
  accessToken,
  clientTokenCall('/oauth/client_token/', 'client_token'),
  clientTokenCall('/oauth/stable_client_token/', 'stable_client_token')
]

/** The members of a request in its query, form or JSON. Those of the body override those of the query. */
export async function membersOf(
  query: string,
  contentType: string | undefined,
  bytes: Uint8Array | undefined
): Promise<Members> {
  const inQuery = Object.fromEntries(new URLSearchParams(query))
  if (!bytes) return inQuery
  const form = await readForm(contentType, bytes)
  const texts = form && [...form].flatMap(([name, part]) => (typeof part === 'string' ? [[name, part] as const] : []))
  return { ...inQuery, ...(texts ? Object.fromEntries(texts) : jsonOf(bytes)) }
}

function firstOf(...problems: [is: boolean, problem: NonNullable<Problem>][]): Problem {
  return problems.find(([is]) => is)?.[1]
}

function reasonsIn(problem: Problem): GatewayReason[] {
  return problem ? [problem[2]] : []
}

function secretReason(): GatewayReason {
  return { code: 'wrong-app-secret', key: 'client_secret' }
}

function grantTypeReason(given: string | undefined): GatewayReason {
  return given ? { code: 'not-one-of', key: 'grant_type' } : { code: 'missing-field', key: 'grant_type' }
}

function jsonOf(bytes: Uint8Array): Record<string, string> {
  try {
    const body = readObject(decodeBody(bytes).text)
    return Object.fromEntries(body.members.map(({ key }) => [key, memberText(body, key) ?? '']))
  } catch (error) {
    if (error instanceof EcpayError) return {}
    throw error
  }
}
