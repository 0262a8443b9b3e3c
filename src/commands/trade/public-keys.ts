import { createPublicKey, type KeyObject } from 'node:crypto'
import { readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'

/** A private key; nothing where it cannot be read. */
export function privateKey(text: string | undefined): KeyObject | undefined {
  return text === undefined ? undefined : ifReadable(() => readPrivateKey(text).keyObject)
}

/** Its public half. */
export function publicHalf(text: string | undefined): KeyObject | undefined {
  const key = privateKey(text)
  return key && createPublicKey(key)
}

/** A public key; nothing where it cannot be read. */
export function publicKey(text: string | undefined): KeyObject | undefined {
  return text === undefined ? undefined : ifReadable(() => readPublicKey(text).keyObject)
}

function ifReadable(read: () => KeyObject): KeyObject | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
