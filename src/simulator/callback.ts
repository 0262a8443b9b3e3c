import { callbackSignature } from '../protocol/callback-signature.js'
import type { GatewayKeys } from './demo-keys.js'
import { channelOf, SELLER_UID, type SettledOrder, WAYS } from './orders.js'
import type { SimulatorWorld } from './world.js'

/**
 * The callback the platform sends for a paid order: the text of its body, to be sent byte for byte.
 * The members of `msg` and their order are those of a notification seen in production.
 */
export function paymentCallback(order: SettledOrder, keys: GatewayKeys, { now, random }: SimulatorWorld): string {
  const timestamp = String(Math.floor(now() / 1000))
  const nonce = String(Buffer.from(random(4)).readUInt32BE() % 10_000)
  const msg = JSON.stringify(message(order, keys.app_id))
  const msg_signature = callbackSignature({ timestamp, nonce, msg }, keys.token)
  return JSON.stringify({ timestamp, nonce, msg, type: 'payment', msg_signature })
}

function message(order: SettledOrder, appid: string): object {
  const { way, at } = order.payment
  return {
    appid,
    cp_orderno: order.out_order_no,
    cp_extra: order.cp_extra,
    // A string here, a number in query_order.
    way: String(WAYS[way]),
    channel_no: channelOf(order),
    channel_gateway_no: '',
    payment_order_no: `PAY${order.order_id}`,
    out_channel_order_no: '',
    total_amount: order.total_amount,
    status: 'SUCCESS',
    seller_uid: SELLER_UID,
    extra: '',
    item_id: '',
    paid_at: Math.floor(at / 1000),
    message: '',
    order_id: order.order_id
  }
}
