import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import type { Context } from './command.js'

/**
 * Shows the public keys of the local gateway although they may be configured as secrets, for a command whose result
 * they are. Everywhere else they are masked like all others.
 */
export async function leavePublicKeys({ out }: Context): Promise<void> {
  const { private_key, platform_private_key } = (await import('../../simulator/demo-key-pairs.js')).DEMO_KEY_PAIRS
  out.leave([...Object.values(DEMO_KEYS), private_key, platform_private_key])
}
