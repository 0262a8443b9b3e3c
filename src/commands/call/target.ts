import type { Context } from '../shared/command.js'
import type { CallSettings } from '../shared/settings.js'

/** Where `ecpay simulate serve` listens unless told otherwise. */
export const SERVE_PORT = 8787

/** The address that a request to the local gateway is shown with when none is running for it. */
export function localAddress(): string {
  return `http://127.0.0.1:${SERVE_PORT}`
}

/** Runs with the base address of the calls; for `local` a gateway is started in this process, and stopped. */
export async function withTarget<T>(
  { world }: Context,
  settings: CallSettings,
  run: (base: string) => Promise<T>
): Promise<T> {
  if (settings.base !== undefined) return run(settings.base)
  const { startLocalGateway } = await import('../shared/local-gateway.js')
  const gateway = await startLocalGateway(world)
  try {
    return await run(gateway.url)
  } finally {
    await gateway.close()
  }
}
