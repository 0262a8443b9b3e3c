import { sign, verify } from 'node:crypto'
import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'
import { type AuthorizationValues, writeAuthorization } from './authorization.js'
import { type RequestParts, stringToSign } from './string-to-sign.js'

/** A request, and who signs it. */
export interface SignedParts extends RequestParts, Omit<AuthorizationValues, 'signature'> {}

export interface SignedRequest {
  /** Standard Base64 in one line: 344 characters for a key of 2048 bits. */
  signature: string
  /** For the client, as tt.requestOrder takes it: no quotes. */
  byteAuthorization: string
  /** The value of the header Byte-Authorization: quoted. */
  header: string
  stringToSign: Uint8Array
}

/**
 * Signs a request by SHA256-RSA2048: RSA with PKCS#1 v1.5 and SHA-256, over the bytes as they are.
 *
 * @param privateKey the app's private key
 * @throws EcpayError `unwritable-authorization` for a value that would break the text it stands in
 * Source: 签名算法; that it is PKCS#1 v1.5 follows from its worked example.
 */
export function signRequest(request: SignedParts, privateKey: KeyHandle): SignedRequest {
  const text = stringToSign(request)
  const signature = signBytes(text, privateKey)
  const values = { ...request, signature }
  return {
    signature,
    byteAuthorization: writeAuthorization(values, { quoted: false }),
    header: writeAuthorization(values, { quoted: true }),
    stringToSign: text
  }
}

/** Whether a signature, in standard Base64, is that of a request. */
export function verifyRequest(request: RequestParts, signature: string, publicKey: KeyHandle): boolean {
  const bytes = base64Bytes(signature)
  return bytes !== undefined && verifyBytes(stringToSign(request), bytes, publicKey)
}

/** Signs a text by SHA256-RSA2048, in standard Base64. */
export function signBytes(text: Uint8Array, privateKey: KeyHandle): string {
  return sign('sha256', text, nodeKey(privateKey)).toString('base64')
}

/** Whether a signature by SHA256-RSA2048 is that of a text. */
export function verifyBytes(text: Uint8Array, signature: Uint8Array, publicKey: KeyHandle): boolean {
  return verify('sha256', text, nodeKey(publicKey), signature)
}

/** The bytes of standard Base64 with its padding and nothing else in it; Node itself takes almost anything. */
export function base64Bytes(text: string): Buffer | undefined {
  if (text === '') return undefined
  const bytes = Buffer.from(text, 'base64')
  // The last character has bits that stand for nothing: with them set, two texts would be one signature.
  return bytes.toString('base64') === text ? bytes : undefined
}
