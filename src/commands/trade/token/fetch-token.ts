import { type Finding, finding, refuseAll } from '../../../findings/findings.js'
import { callGateway, type WireRequest } from '../../../gateway/call-gateway.js'
import type { Send } from '../../../gateway/client.js'
import {
  CLIENT_TOKEN_PATH,
  CLIENT_TOKEN_VERDICT,
  clientTokenBody,
  type GivenToken,
  givenToken
} from '../../../trade/client-token.js'
import type { Context } from '../../shared/command.js'

/** Who asks for a token, and how. */
export interface TokenRequest {
  app_id: string
  app_secret: string
  /** The address of the platform, without a slash at the end. */
  base: string
  /** The limit for one attempt, in milliseconds. */
  timeout: number
  send: Send
}

/** How often it tries again after failed connections. */
const RETRIES = 2

/**
 * Asks the platform for a new token.
 *
 * @throws EcpayError `client-token-refused`, `answer-without-token`, or what is wrong with the connection or the answer
 */
export async function fetchToken({ world, out }: Context, asked: TokenRequest): Promise<GivenToken> {
  const { app_id, app_secret, base, timeout, send } = asked
  const request: WireRequest = {
    method: 'POST',
    url: `${base}${CLIENT_TOKEN_PATH}`,
    headers: { 'content-type': 'application/json' },
    body: clientTokenBody(app_id, app_secret)
  }
  const { judgement, failure } = await callGateway(request, {
    timeout,
    retries: RETRIES,
    signal: world.signal,
    env: world.env,
    send,
    verdict: CLIENT_TOKEN_VERDICT,
    onRetry: (notice) => out.notice(notice)
  })
  if (failure) throw failure
  const findings = judgement?.findings ?? []
  if (findings.length > 0) throw refuseAll(findings.map(explained))
  const given = judgement?.body && givenToken(judgement.body)
  if (!given) throw refuseAll([finding('answer-without-token')])
  return given
}

/** The refusal with what the catalogue knows of its code. */
function explained(found: Finding): Finding {
  if (found.code !== 'gateway-refused') return found
  const { err_no, err_tips: description } = found
  const { meaning, remedy } = CLIENT_TOKEN_VERDICT.explain(err_no) ?? {}
  return finding('client-token-refused', {
    error_code: err_no,
    description,
    ...(meaning && { meaning }),
    ...(remedy && { remedy })
  })
}
