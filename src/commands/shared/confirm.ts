import { refuse } from '../../findings/findings.js'
import type { AskedCall } from '../call/asked-call.js'
import type { Context } from './command.js'

/** Whether to ask a question: stdin and stderr are terminals, and neither `--no-input` nor CI is set. */
export function canAsk({ world, flags }: Context): boolean {
  return world.stdin.isTTY === true && world.stderr.isTTY === true && flags.input && !world.env.CI
}

/**
 * Asks before real money moves, unless `--yes` is given.
 *
 * @throws EcpayError `confirmation-needed` if it cannot ask, `not-confirmed`
 */
export async function confirmRealMoney(context: Context, { endpoint, settings, options }: AskedCall): Promise<void> {
  if (!settings.realMoney || options.yes) return
  if (!canAsk(context)) {
    throw refuse('confirmation-needed', { flag: '--yes', env: 'production' })
  }
  const host = settings.base ? new URL(settings.base).host : settings.env
  if (!(await ask(context, context.words.exchange.confirm(endpoint.name, host)))) {
    throw refuse('not-confirmed')
  }
}

/**
 * Asks before something is deleted, unless `--yes` is given.
 *
 * @throws EcpayError `prompt-refused` if it cannot ask, `not-confirmed`
 */
export async function confirmDeletion(context: Context, yes: boolean, question: string): Promise<void> {
  if (yes) return
  if (!canAsk(context)) throw refuse('prompt-refused', { flags: ['--yes'] })
  if (!(await ask(context, question))) throw refuse('not-confirmed')
}

/** Asks a yes-or-no question on stderr. The default is no. */
export async function ask(context: Context, message: string): Promise<boolean> {
  const { prompt } = await import('./prompts.js')
  const { answer } = await prompt<{ answer: boolean }>(context, [
    { type: 'confirm', name: 'answer', message, default: false }
  ])
  return answer
}
