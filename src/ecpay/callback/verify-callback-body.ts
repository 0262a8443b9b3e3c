import { isSigned } from '../../protocol/system/callback-verdict.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import { causesOfMismatch } from './callback-causes.js'
import { type CallbackVerdict, type CheckOptions, checkCallback } from './check-callback.js'

export interface VerifyOptions extends CheckOptions {
  /** Keys to try as the cause of a mismatch. */
  others?: OtherKeys | undefined
  /** The most causes of a mismatch to combine; 1 if absent. */
  depth?: number | undefined
}

/**
 * Verifies a callback over its raw bytes. It runs and reports every check.
 *
 * @param body the bytes of the POST body exactly as they came, not parsed and written again; or their text
 * @param token the Token of the payment settings, not the SALT
 * @throws EcpayError if the envelope is malformed, with every missing or mistyped member; the errors of `read`;
 *   `missing-token` for an empty token, with which anyone could sign
 * @example
 * const { valid, envelope, problems, causes } = verifyCallback(rawBody, token, { maxAge: 86_400 })
 * if (valid) await markPaid(JSON.parse(envelope.msg).cp_orderno)
 * Source: docs/signing.md, section 2.
 */
export function verifyCallback(body: Uint8Array | string, token: string, options: VerifyOptions = {}): CallbackVerdict {
  const { verdict, signed } = checkCallback(body, token, options)
  const causes = isSigned(verdict) ? [] : causesOfMismatch(signed, token, options.others, options.depth)
  return { ...verdict, causes }
}
