import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

const DIGITS: string[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/trade/other-keys.json', import.meta.url), 'utf8')
)

/** RSA keys of others, which protect nothing. Chance made them, and not anew in each run: a test must not depend on it. */
export const OTHER_KEYS: readonly { privateKey: KeyObject; publicKey: KeyObject }[] = DIGITS.map((digits) => {
  const privateKey = createPrivateKey({ key: Buffer.from(digits, 'base64'), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
})

/** One of them. */
export const OTHER = OTHER_KEYS[0] as { privateKey: KeyObject; publicKey: KeyObject }
