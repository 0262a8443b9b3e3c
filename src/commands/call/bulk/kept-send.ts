import type { Connections } from '../../../gateway/connections.js'
import type { Context } from '../../shared/command.js'
import type { CallSettings } from '../../shared/config-for.js'

/** Sends many calls to one address. */
export interface KeptSend extends Connections {
  /** The clock of the other side: Unix time in milliseconds. */
  now(): number
}

/** Opens connections to the platform. Calls to `local` are answered in this process. */
export async function keptSend(context: Context, { base, timeout_ms }: CallSettings): Promise<KeptSend> {
  if (base === undefined) {
    const { openLocalGateway } = await import('../../shared/local-gateway.js')
    return openLocalGateway(context)
  }
  const { openConnections } = await import('../../../gateway/connections.js')
  const { env, now } = context.world
  return { ...(await openConnections({ url: base, env, timeout: timeout_ms })), now }
}
