import type { Setting } from '../../config/reader.js'
import { sourceName } from '../../config/reader.js'
import { type RsaKey, readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'

/** @throws EcpayError what is wrong with it, naming where it is configured */
export function privateKeyOf({ value, source }: Setting<string>): RsaKey {
  return readPrivateKey(value, sourceName(source))
}

/** @throws EcpayError what is wrong with it, naming where it is configured */
export function platformKeyOf({ value, source }: Setting<string>): RsaKey {
  return readPublicKey(value, sourceName(source))
}
