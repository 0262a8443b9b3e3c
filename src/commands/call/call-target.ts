import { type Send, send } from '../../gateway/client.js'
import type { AppPublicKey } from '../../simulator/demo-keys.js'
import type { Context } from '../shared/command.js'
import type { Address } from '../shared/config-for.js'
import { journalOf, keepingSend } from '../shared/journal.js'

/** The default port of `ecpay simulate serve`. */
export const SERVE_PORT = 8787

/** The address of a call. For the local gateway, it is the address where that would listen. */
export function baseOf({ base }: Pick<Address, 'base'>): string {
  return base ?? `http://127.0.0.1:${SERVE_PORT}`
}

/**
 * Runs with a function that sends calls, and the clock of where they go, as far as it is known. Calls to `local` are
 * answered in this process. All are kept in the journal.
 *
 * @param app see `openLocalGateway`
 */
export async function withSend<T>(
  context: Context,
  { base, env }: Pick<Address, 'base' | 'env'>,
  run: (send: Send, now: () => number) => Promise<T>,
  app?: AppPublicKey
): Promise<T> {
  const { now } = context.world
  const keeping = async (send: Send) => keepingSend(await journalOf(context), send, env, now)
  if (base !== undefined) return run(await keeping(send), now)
  const { openLocalGateway } = await import('../shared/local-gateway.js')
  const gateway = await openLocalGateway(context, app)
  try {
    return await run(await keeping(gateway.send), gateway.now)
  } finally {
    await gateway.close()
  }
}
