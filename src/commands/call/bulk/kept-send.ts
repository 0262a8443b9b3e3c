import type { Connections } from '../../../gateway/connections.js'
import type { Context } from '../../shared/command.js'
import type { CallSettings } from '../../shared/config-for.js'
import { journalOf, keepingSend } from '../../shared/journal.js'

/** Sends many calls to one address. */
export interface KeptSend extends Connections {
  /** The clock of the other side: Unix time in milliseconds. */
  now(): number
}

/** Opens connections to the platform. Calls to `local` are answered in this process. All are kept in the journal. */
export async function keptSend(context: Context, settings: CallSettings): Promise<KeptSend> {
  const [opened, journal] = await Promise.all([openSend(context, settings), journalOf(context, { isServer: true })])
  return {
    now: opened.now,
    send: keepingSend(journal, opened.send, settings.env, context.world.now),
    async close() {
      await opened.close()
      journal?.flush()
    }
  }
}

async function openSend(context: Context, { base, timeout_ms }: CallSettings): Promise<KeptSend> {
  if (base === undefined) {
    const { openLocalGateway } = await import('../../shared/local-gateway.js')
    return openLocalGateway(context)
  }
  const { openConnections } = await import('../../../gateway/connections.js')
  const { env, now } = context.world
  return { ...(await openConnections({ url: base, env, timeout: timeout_ms })), now }
}
