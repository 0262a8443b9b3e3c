import { type Send, send } from '../../gateway/client.js'
import type { Context } from '../shared/command.js'
import type { CallSettings } from '../shared/config-for.js'

/** Where `ecpay simulate serve` listens unless told otherwise. */
export const SERVE_PORT = 8787

/** The address of a call: one to the local gateway is shown with where it would listen. */
export function baseOf({ base }: CallSettings): string {
  return base ?? `http://127.0.0.1:${SERVE_PORT}`
}

/** Runs with what sends calls; `local` is answered in this process. */
export async function withSend<T>(
  context: Context,
  { base }: CallSettings,
  run: (send: Send) => Promise<T>
): Promise<T> {
  if (base !== undefined) return run(send)
  const { openLocalGateway } = await import('../shared/local-gateway.js')
  const gateway = await openLocalGateway(context)
  try {
    return await run(gateway.send)
  } finally {
    await gateway.close()
  }
}
