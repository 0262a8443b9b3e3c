import { type Setting, sourceName } from '../../config/reader.js'
import { type RsaKey, readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'

/** @throws EcpayError what is wrong with it, naming where it is configured */
export function privateKeyOf({ value, source }: Setting<string>): RsaKey {
  return readPrivateKey(value, placeOf('private_key', source))
}

/** @throws EcpayError what is wrong with it, naming where it is configured */
export function platformKeyOf({ value, source }: Setting<string>): RsaKey {
  return readPublicKey(value, placeOf('platform_public_key', source))
}

/** The setting and where it is configured: a file may hold both keys. */
export function placeOf(name: 'private_key' | 'platform_public_key', source: Setting['source']): string {
  const place = sourceName(source)
  return place === '' ? name : `${name}, ${place}`
}
