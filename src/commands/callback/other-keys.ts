import type { Config } from '../../config/resolve.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'

/** Every available key that may have been confused with the token: of the configuration and of the local gateway. */
export async function otherKeys(config: Config<'token'>): Promise<OtherKeys> {
  return { ...(await config.otherKeys()), demo: DEMO_KEYS }
}
