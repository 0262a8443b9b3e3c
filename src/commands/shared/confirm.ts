import { refuse } from '../../findings/findings.js'
import type { AskedCall } from '../call/asked-call.js'
import type { Context } from './command.js'

/** Whether a question may be asked: both ends are terminals, and neither `--no-input` nor CI forbids it. */
export function canAsk({ world, flags }: Context): boolean {
  return world.stdin.isTTY === true && world.stderr.isTTY === true && flags.input && !world.env.CI
}

/**
 * Asks before real money moves, or takes `--yes` for the answer.
 *
 * @throws EcpayError `confirmation-needed` where nobody can be asked, `not-confirmed`
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
 * Asks before something is deleted, or takes `--yes` for the answer.
 *
 * @throws EcpayError `prompt-refused` where nobody can be asked, `not-confirmed`
 */
export async function confirmDeletion(context: Context, yes: boolean, question: string): Promise<void> {
  if (yes) return
  if (!canAsk(context)) throw refuse('prompt-refused', { flags: ['--yes'] })
  if (!(await ask(context, question))) throw refuse('not-confirmed')
}

/** A yes-or-no question on stderr; the answer is no unless it is said. */
export async function ask(context: Context, message: string): Promise<boolean> {
  const { prompt } = await import('./prompts.js')
  const { answer } = await prompt<{ answer: boolean }>(context, [
    { type: 'confirm', name: 'answer', message, default: false }
  ])
  return answer
}
