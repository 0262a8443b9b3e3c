import { EcpayError } from '../../findings/findings.js'
import { type CallbackVerdict, isSigned } from '../../protocol/system/callback-verdict.js'
import type { Keys } from '../../protocol/system/keys.js'
import type { OtherKeys, PostedCallback, VerifyOptions } from '../../protocol/system/system.js'
import type { KeyHandle } from '../keys/key-handle.js'
import { readPrivateKey, readPublicKey } from '../keys/read-key.js'
import { publicHalf as halfOf } from '../keys/rsa-numbers.js'
import type { OtherTradeKeys } from './causes.js'
import { checkTradeCallback } from './check-callback.js'

/**
 * Verifies a callback as it was posted. If the signature is wrong, its causes are searched, other keys included.
 *
 * @throws EcpayError for a platform key that cannot be read, see `readPublicKey`
 */
export async function verifyPosted(
  { headers, body }: PostedCallback,
  { platform_public_key = '' }: Keys,
  { maxAge, now, limit, otherKeys }: VerifyOptions
): Promise<CallbackVerdict> {
  const { keyObject } = readPublicKey(platform_public_key, 'platform_public_key')
  const callback = { headers, body }
  const checked = checkTradeCallback(callback, keyObject, { maxAge, now, limit })
  if (isSigned(checked)) return checked
  const { verifyTradeCallback } = await import('./verify-callback.js')
  const others = othersOf((await otherKeys?.()) ?? {})
  return verifyTradeCallback(callback, keyObject, { maxAge, now, limit, others })
}

/** The keys that may have been used instead. Keys that cannot be read are left out. */
function othersOf({ private_key, profiles = {}, demo }: OtherKeys): OtherTradeKeys {
  const ofProfiles = Object.entries(profiles).map(([name, keys]) => [
    name,
    { app: publicHalf(keys.private_key), platform: publicKey(keys.platform_public_key) }
  ])
  return {
    app: publicHalf(private_key),
    demo: publicKey(demo?.platform_public_key),
    profiles: Object.fromEntries(ofProfiles)
  }
}

function publicHalf(privateKey: string | undefined): KeyHandle | undefined {
  return readable(privateKey, (text) => halfOf(readPrivateKey(text).keyObject))
}

function publicKey(text: string | undefined): KeyHandle | undefined {
  return readable(text, (one) => readPublicKey(one).keyObject)
}

function readable(text: string | undefined, read: (text: string) => KeyHandle): KeyHandle | undefined {
  if (text === undefined) return undefined
  try {
    return read(text)
  } catch (error) {
    if (error instanceof EcpayError) return undefined
    throw error
  }
}
