import type { Config } from '../../config/resolve.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'

/** Every key at hand that may have been taken for the token: the configuration's, and those of the local gateway. */
export async function otherKeys(config: Config<'token'>): Promise<OtherKeys> {
  return { ...(await config.otherKeys()), demo: DEMO_KEYS }
}
