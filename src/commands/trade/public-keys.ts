import type { KeyHandle } from '../../trade/keys/key-handle.js'
import { readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'
import { publicHalf as halfOf } from '../../trade/keys/rsa-numbers.js'

/** A private key; nothing where it cannot be read. */
export function privateKey(text: string | undefined): KeyHandle | undefined {
  return text === undefined ? undefined : ifReadable(() => readPrivateKey(text).keyObject)
}

/** Its public half. */
export function publicHalf(text: string | undefined): KeyHandle | undefined {
  const key = privateKey(text)
  return key && halfOf(key)
}

/** A public key; nothing where it cannot be read. */
export function publicKey(text: string | undefined): KeyHandle | undefined {
  return text === undefined ? undefined : ifReadable(() => readPublicKey(text).keyObject)
}

function ifReadable(read: () => KeyHandle): KeyHandle | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
