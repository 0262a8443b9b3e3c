import { DEMO_KEY_PAIRS } from './demo-key-pairs.js'
import { DEMO_KEYS, type GatewayKeys } from './demo-keys.js'

/** All keys of the local gateway; in a file of their own, because the RSA keys are long. */
export const LOCAL_KEYS: GatewayKeys = { ...DEMO_KEYS, ...DEMO_KEY_PAIRS }
