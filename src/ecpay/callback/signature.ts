import { compareBytes } from '../../protocol/text.js'
import { digest } from '../digest.js'

/** The signed parts of a callback: timestamp and nonce as written, and `msg` after one JSON decoding. */
export interface CallbackParts {
  timestamp: string
  nonce: string
  msg: string
}

/**
 * The `msg_signature` that the platform sends with a callback.
 *
 * @param token the Token of the payment settings, used as it is
 * @returns 40 lower-case hex digits
 * @example
 * callbackSignature({ timestamp: '1652675265', nonce: '9999', msg: '80850852' }, 'fdsifakhflasjfxxxxxxxxx')
 * // 'c9df04a40645c4ec15c13bc542cea589eac57e64'
 * Source: bytedance/open-pay-signature-go-demo `Test_CallbackSign`, and the Java demo.
 */
export function callbackSignature(parts: CallbackParts, token: string): string {
  return digest('sha1', callbackStringToSign(parts, token))
}

/** The string to hash. To show it, pass a mask as the token; the order is then that of the mask. */
export function callbackStringToSign(parts: CallbackParts, token: string): string {
  return [token, parts.timestamp, parts.nonce, parts.msg].sort(compareBytes).join('')
}

/** A signature with its last digit changed. */
export function spoiled(signature: string): string {
  return signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0')
}
