import { type Send, send } from '../../gateway/client.js'
import type { Context } from '../shared/command.js'
import type { CallSettings } from '../shared/config-for.js'

/** Where `ecpay simulate serve` listens unless told otherwise. */
export const SERVE_PORT = 8787

/** The address that a request to the local gateway is shown with when none is running for it. */
export function localAddress(): string {
  return `http://127.0.0.1:${SERVE_PORT}`
}

/** The settings of calls with where they go: their base address, and what sends them. */
export type Target = CallSettings & { base: string; send: Send }

/** Runs with the target of the calls; `local` is answered in this process. */
export async function withTarget<T>(
  context: Context,
  settings: CallSettings,
  run: (target: Target) => Promise<T>
): Promise<T> {
  if (settings.base !== undefined) return run({ ...settings, base: settings.base, send })
  const { openLocalGateway } = await import('../shared/local-gateway.js')
  const gateway = await openLocalGateway(context)
  try {
    return await run({ ...settings, base: localAddress(), send: gateway.send })
  } finally {
    await gateway.close()
  }
}
