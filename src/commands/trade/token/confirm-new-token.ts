import { refuse } from '../../../findings/findings.js'
import type { Context } from '../../shared/command.js'
import type { Address } from '../../shared/config-for.js'
import { ask, canAsk } from '../../shared/confirm.js'
import type { WhichToken } from './client-token.js'

/**
 * Asks before a token of live servers is replaced, unless `--yes` is given.
 *
 * @throws EcpayError `token-needs-confirmation` if it cannot ask, `not-confirmed`
 */
export async function confirmNewToken(
  context: Context,
  { app_id }: WhichToken,
  { realMoney }: Address,
  yes: boolean
): Promise<void> {
  if (!realMoney || yes) return
  if (!canAsk(context)) throw refuse('token-needs-confirmation', { app_id })
  if (!(await ask(context, context.words.clientToken.confirm(app_id)))) throw refuse('not-confirmed')
}
