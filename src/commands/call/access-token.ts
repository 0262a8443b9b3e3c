import { finding, refuseAll } from '../../findings/findings.js'
import type { Send } from '../../gateway/client.js'
import type { Context } from '../shared/command.js'
import { keptToken, obtainToken } from '../trade/token/client-token.js'
import { confirmNewToken } from '../trade/token/confirm-new-token.js'
import { type CallPlan, signedAgain } from './call-plan.js'
import { baseOf } from './call-target.js'

/**
 * The plan with the kept access token, or with a new one.
 *
 * @param now the clock that the life of tokens goes by
 * @throws EcpayError `missing-app-id`, `missing-access-token` if there is nothing to ask with; what `obtainToken` throws
 */
export async function withToken(context: Context, plan: CallPlan, send: Send, now: () => number): Promise<CallPlan> {
  const { settings, options } = plan
  const { app_id, app_secret, timeout_ms: timeout } = settings
  const which = { app_id, at: settings.base ?? settings.env }
  const missing = [
    ...(app_id === '' ? [finding('missing-app-id')] : []),
    ...(app_secret || keptToken(context, which, now()) ? [] : [finding('missing-access-token', { isAskedFor: true })])
  ]
  if (missing.length > 0) throw refuseAll(missing)
  const asked = { app_secret: app_secret ?? '', base: baseOf(settings), timeout, send }
  const before = () => confirmNewToken(context, which, settings, options.yes)
  const { token, isNew } = await obtainToken(context, which, asked, { now, before })
  context.out.hide([{ name: 'ACCESS_TOKEN', value: token }])
  if (isNew && settings.realMoney) context.out.warn([finding('former-token-ends', { app_id })])
  const withKey = { ...settings, keys: { ...settings.keys, access_token: token } }
  return signedAgain({ ...plan, settings: withKey, token: isNew ? 'new' : 'kept' }, context.world)
}
