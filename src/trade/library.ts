/**
 * The general trade system (通用交易系统), the successor of guaranteed payment, as pure functions over text and bytes:
 * RSA in place of the SALT, callbacks that are signed in headers.
 */
import { randomBytes } from 'node:crypto'
import { EcpayError, type Finding, refuse } from '../findings/findings.js'
import { readObject } from '../protocol/json/json.js'
import type { TradeCallback, TradeVerdict } from './callback/check-callback.js'
import { type VerifyOptions, verifyTradeCallback } from './callback/verify-callback.js'
import type { KeyHandle } from './keys/key-handle.js'
import { type RsaKey, readPrivateKey, readPublicKey } from './keys/read-key.js'
import { type CheckedOrder, checkOrder as checkedOrder } from './order/check-order.js'
import { signRequest } from './sign/sign-request.js'
import { signWarnings } from './sign/sign-warnings.js'

/** A key in any form in which people have it, or one that was read: reading takes longer than signing. */
export type Key = string | RsaKey | KeyHandle

export interface SignOptions {
  app_id: string
  /** The version of the uploaded public key that belongs to the private key. */
  key_version: string | number
  /** POST when absent. */
  method?: string | undefined
  /** Path and query without scheme and host; `/requestOrder` when absent. */
  uri?: string | undefined
  /** Unix seconds; now when absent. */
  timestamp?: number | undefined
  /** A fresh one when absent. */
  nonce?: string | undefined
}

export interface Signed {
  /** The text that was signed: hand over, or send, exactly this. */
  data: string
  /** What tt.requestOrder takes beside it. */
  byteAuthorization: string
  /** The value of the header Byte-Authorization. */
  header: string
  /** Standard Base64. */
  signature: string
  timestamp: string
  nonce: string
  /** What a client may hand over otherwise, and what the platform may refuse. */
  warnings: Finding[]
}

/**
 * Signs the data of tt.requestOrder, or the body of a call.
 *
 * @param data the text that will be handed over; or an object, which is signed as `JSON.stringify` writes it
 * @param privateKey the app's
 * @throws EcpayError what is wrong with the key, such as `public-key-given`; `unwritable-authorization`
 * @example
 * const { data, byteAuthorization } = trade.sign(order, privateKey, { app_id: 'tt1', key_version: 1 })
 * // in the mini program: tt.requestOrder({ data, byteAuthorization, … })
 */
export function sign(data: string | object, privateKey: Key, options: SignOptions): Signed {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  const { app_id, key_version, method, uri } = options
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000))
  const nonce = options.nonce ?? randomBytes(16).toString('hex')
  const request = { app_id, key_version: String(key_version), method, uri, timestamp, nonce, body: text }
  const { signature, byteAuthorization, header } = signRequest(request, half(privateKey, 'private'))
  return { data: text, byteAuthorization, header, signature, timestamp, nonce, warnings: signWarnings(request) }
}

/**
 * Verifies a callback over its raw bytes: every check is run and reported, and the cause of a wrong signature is named.
 *
 * @param callback headers in any letter case, as an object, pairs or `Headers`, and the body of the POST as it came,
 *   never parsed and written again
 * @param platformKey the platform's public key, not the app's
 * @throws EcpayError what is wrong with the key, such as `private-key-given`. Nothing is thrown for a bad callback
 * @example
 * const { valid, envelope, causes } = trade.verifyCallback({ headers: request.headers, body }, platformKey)
 * if (valid) await markPaid(JSON.parse(envelope.msg).out_order_no)
 */
export function verifyCallback(callback: TradeCallback, platformKey: Key, options: VerifyOptions = {}): TradeVerdict {
  return verifyTradeCallback(callback, half(platformKey, 'public'), options)
}

/**
 * Reads an RSA key in any form in which people have it: PKCS#1, PKCS#8 or SPKI, PEM or bare Base64, whatever became of
 * its line breaks on the way.
 *
 * @param kind which half is wanted; either when absent
 * @throws EcpayError what it is in place of a key, such as `certificate-given`, `encrypted-key`, `not-a-key`
 */
export function parseKey(text: string, kind?: RsaKey['kind']): RsaKey {
  if (kind !== undefined) return kind === 'private' ? readPrivateKey(text) : readPublicKey(text)
  try {
    return readPrivateKey(text)
  } catch (error) {
    if (error instanceof EcpayError && error.findings[0]?.code === 'public-key-given') return readPublicKey(text)
    throw error
  }
}

/**
 * Checks `data` of tt.requestOrder before it is signed.
 *
 * @param data its text, or an object, which is checked as `JSON.stringify` writes it
 * @returns what the platform refuses, and what may be meant so, each by its path such as `skuList.0.title`
 * @throws EcpayError `invalid-json`, `not-an-object`
 * @example
 * const { refusals } = trade.checkOrder(order)
 * if (refusals.length > 0) throw new Error(refusals.map(({ code }) => code).join())
 */
export function checkOrder(data: string | object): CheckedOrder {
  return checkedOrder(readObject(typeof data === 'string' ? data : JSON.stringify(data)))
}

function half(key: Key, kind: RsaKey['kind']): KeyHandle {
  if (typeof key === 'string') return parseKey(key, kind).keyObject
  const object = 'keyObject' in key ? key.keyObject : key
  if (object.type === kind) return object
  throw kind === 'private' ? refuse('public-key-given', {}) : refuse('private-key-given', {})
}

export type { OtherTradeKeys } from './callback/causes.js'
export type { TradeCallback, TradeVerdict } from './callback/check-callback.js'
export type { HeaderList } from './callback/headers.js'
export type { VerifyOptions } from './callback/verify-callback.js'
export { TRADE_CALLBACKS as CALLBACKS, type TradeCallbackType } from './catalogue/callback-types.js'
export type { RsaKey } from './keys/read-key.js'
export type { CheckedOrder } from './order/check-order.js'
export { type RequestParts, stringToSign } from './sign/string-to-sign.js'
