import { REQUEST_ORDER_PATH } from '../../src/simulator/client/request-order-path.js'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS, type KnownApps } from '../../src/simulator/demo-keys.js'
import type { Closed } from '../../src/simulator/life-cycle/orders.js'
import { closeStored } from '../../src/simulator/life-cycle/trade-orders.js'
import { ENDPOINTS } from '../../src/trade/endpoints/endpoints.js'
import { readPrivateKey } from '../../src/trade/keys/read-key.js'
import { type SignedParts, signRequest } from '../../src/trade/sign/sign-request.js'
import { validOrder } from '../trade/order/orders.js'
import type { Members } from './bodies.js'
import { START, testGateway } from './support.js'

/** The data of an order over 1000 fen. */
export const TRADE_ORDER = {
  ...validOrder(),
  outOrderNo: 'trade-1',
  totalAmount: 1000,
  skuList: [{ ...validOrder().skuList[0], price: 1000, quantity: 1 }]
}

/** What a backend hands to its client: `data`, and who signed it when. */
export function signedOrder(data: string, changes: Partial<SignedParts> = {}, key = DEMO_KEY_PAIRS.private_key) {
  const parts = {
    ...{ app_id: DEMO_KEYS.app_id, key_version: '1', timestamp: String(Math.floor(START / 1000)), nonce: 'nonce1' },
    ...{ body: data, ...changes }
  }
  return { data, byteAuthorization: signRequest(parts, readPrivateKey(key).keyObject).byteAuthorization }
}

/** A gateway with the calls of 通用交易系统, and a clock that stands until it is moved. */
export async function tradeGateway(apps?: KnownApps['apps']) {
  const gateway = await testGateway(undefined, apps)
  const { send, store, clock } = gateway
  const client = (body: object) => send(REQUEST_ORDER_PATH, JSON.stringify(body))
  const call = (name: string, members: Members) => {
    const path = ENDPOINTS.find((one) => one.name === name)?.path ?? ''
    const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
    return send(path, JSON.stringify(members), { headers })
  }
  return {
    ...gateway,
    client,
    call,
    order: async (changes: Members = {}, signed: Partial<SignedParts> = {}) =>
      client(signedOrder(JSON.stringify({ ...TRADE_ORDER, ...changes }), signed)),
    close: (out_order_no: string, reason: Closed['reason']) => closeStored(store, out_order_no, reason, clock.now)
  }
}
