import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** The size that the scheme SHA256-RSA2048 names. */
const BITS = 2048

/** A new pair of RSA keys. */
export function generatePair(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  return promisify(generateKeyPair)('rsa', { modulusLength: BITS })
}
