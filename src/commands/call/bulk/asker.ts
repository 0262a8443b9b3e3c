import type { Asking } from '../../../gateway/bulk/run-schedule.js'
import { callGateway } from '../../../gateway/call-gateway.js'
import type { Members } from '../../../protocol/json/members.js'
import type { Context } from '../../shared/command.js'
import type { AskedCall } from '../asked-call.js'
import { type CallPlan, lacksToken, planCall } from '../call-plan.js'
import type { Exchange } from '../exchange-result.js'
import type { KeptSend } from './kept-send.js'
import { type Listed, membersOf } from './read-list.js'

/** In milliseconds: after this time it is looked again whether the access token is still valid. */
const TOKEN_VALID = 60_000

interface Question {
  asked: AskedCall
  /** The members of every request. */
  base: Members
  /** The plan for one of the numbers. */
  sample: CallPlan
}

/**
 * Makes the function that asks for one number, once, with an access token where the call needs one. It returns nothing
 * if the request was not to be sent any more.
 *
 * @throws EcpayError what `withToken` throws
 */
export async function askerFor(
  context: Context,
  { asked, base, sample }: Question,
  { send, now }: KeptSend
): Promise<(one: Listed, asking: Asking) => Promise<Exchange | undefined>> {
  const { world } = context
  let since = performance.now()
  let authorised = await authorise()
  return async (one, { maySend, onSent }) => {
    if (performance.now() - since > TOKEN_VALID) {
      since = performance.now()
      authorised = await authorise()
    }
    const { settings, token } = authorised
    const plan = await planCall({ ...asked, settings }, membersOf(base, one), world)
    if (!(await maySend())) return undefined
    const result = await callGateway(plan.request, {
      timeout: settings.timeout_ms,
      retries: 0,
      signal: world.signal,
      env: world.env,
      send: (request) => send({ ...request, onSent }),
      verdict: plan.verdict
    })
    return { plan: { ...plan, ...(token && { token }) }, result }
  }

  async function authorise(): Promise<Pick<CallPlan, 'settings' | 'token'>> {
    if (!lacksToken(sample)) return sample
    return (await import('../access-token.js')).withToken(context, sample, send, now)
  }
}
