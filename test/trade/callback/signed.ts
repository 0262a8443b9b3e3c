import { createHash, type KeyObject, privateEncrypt, sign } from 'node:crypto'
import type { TradeCallback } from '../../../src/trade/callback/check-callback.js'
import { KEYS } from '../vectors.js'

export const STAMPS = { timestamp: '1708586777', nonce: '5f0c1e0a7d6b4f1e9a520f5b00000000' }

export const MSG =
  '{"app_id":"tt0123456789abcdef","out_order_no":"no_1","status":"SUCCESS","total_amount":100,"cp_extra":"a b","message":"测试/1"}'

export const BODY = JSON.stringify({ version: '3.0', type: 'payment', msg: MSG })

/** Headers of a callback whose signature is over any text. */
export function headersFor(text: string | Uint8Array, key: KeyObject = KEYS.platform, hash = 'sha256') {
  return headersWith(sign(hash, Buffer.from(text), key).toString('base64'))
}

export function headersWith(signature: string): Record<string, string> {
  return {
    'Byte-Timestamp': STAMPS.timestamp,
    'Byte-Nonce-Str': STAMPS.nonce,
    'Byte-Signature': signature,
    'Byte-Identifyname': '/msg/basic/payment/notify'
  }
}

/** The three lines. */
export function lines(body: string | Uint8Array = BODY, { timestamp, nonce } = STAMPS): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')])
}

/** A right callback with this body. */
export function callback(body: string | Uint8Array = BODY, key?: KeyObject): TradeCallback {
  return { headers: headersFor(lines(body), key), body: Buffer.from(body) }
}

/** What people do who know no signing function. */
export function encrypted(content: string | Buffer, key: KeyObject = KEYS.platform): string {
  return privateEncrypt(key, Buffer.from(content)).toString('base64')
}

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest()

export { OTHER } from '../keys/other-keys.js'
