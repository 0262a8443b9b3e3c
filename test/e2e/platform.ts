import { createHash } from 'node:crypto'

/** The keys of the local gateway, as `ecpay simulate keys` prints them. */
export const DEMO = {
  app_id: 'ttdemo00000000000001',
  salt: 'demoSaltOfTheLocalGateway0000001',
  token: 'demoTokenOfTheLocalGateway000001',
  access_token: 'demoAccessTokenOfTheLocalGateway01',
  app_secret: 'demoSecretOfTheLocalGateway000001'
}

const UNSIGNED = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']

/** The request signature as a backend would write it, for plain bodies: nothing of this project's code. */
export function requestSign(body: Record<string, string | number>, salt: string): string {
  const values = Object.entries(body).filter(([key, value]) => !UNSIGNED.includes(key) && value !== '')
  const parts = [...values.map(([, value]) => String(value)), salt].sort()
  return createHash('md5').update(parts.join('&')).digest('hex')
}

/** The callback signature, written in the same way. */
export function callbackSign(token: string, timestamp: string, nonce: string, msg: string): string {
  return createHash('sha1').update([token, timestamp, nonce, msg].sort().join('')).digest('hex')
}

export interface Callback {
  timestamp: unknown
  nonce: unknown
  msg: unknown
  type?: unknown
  msg_signature: unknown
}

export const MSG = '{"appid":"tt1","cp_orderno":"no_1","total_amount":100,"status":"SUCCESS","paid_at":1602507471}'

/** A callback as the platform sends it, with members changed after it was signed. */
export function callback(token: string, msg = MSG, changes: Partial<Callback> = {}): Callback {
  const [timestamp, nonce] = ['1602507471', '797']
  return {
    timestamp,
    nonce,
    msg,
    type: 'payment',
    msg_signature: callbackSign(token, timestamp, nonce, msg),
    ...changes
  }
}
