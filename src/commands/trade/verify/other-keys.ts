import type { Config } from '../../../config/resolve.js'
import { DEMO_KEY_PAIRS } from '../../../simulator/demo-key-pairs.js'
import type { OtherTradeKeys } from '../../../trade/callback/causes.js'
import type { Context } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import { publicHalf, publicKey } from '../public-keys.js'

/** Every key at hand that may have been taken for the platform's; what cannot be read is left out. */
export async function otherTradeKeys(context: Context, config: Config<'platform_public_key'>): Promise<OtherTradeKeys> {
  const [own, pairs] = await Promise.all([ownKey(context), config.otherKeyPairs()])
  const profiles = [...pairs].map(([name, { private_key, platform_public_key }]) => [
    name,
    { app: publicHalf(private_key), platform: publicKey(platform_public_key) }
  ])
  return {
    app: publicHalf(own),
    demo: publicKey(DEMO_KEY_PAIRS.platform_public_key),
    profiles: Object.fromEntries(profiles)
  }
}

/** The own private key where one is configured: nobody need have one to verify. */
async function ownKey(context: Context): Promise<string | undefined> {
  // What the configuration is warned of was said before.
  const silent = { ...context, out: context.out.into(context.world.stdout, { quiet: true }) }
  const config = await configFor(silent, {}, { needs: ['private_key'] }).catch(() => undefined)
  return config?.settings.private_key?.value
}
