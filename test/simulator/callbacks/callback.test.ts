import { expect, test } from 'vitest'
import { verifyCallback } from '../../../src/ecpay/callback/verify-callback-body.js'
import { paymentCallback } from '../../../src/simulator/callbacks/order-callback.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { createOrder, payOrder, type Way } from '../../../src/simulator/life-cycle/orders.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { START } from '../support.js'

const world = { now: () => START + 1500, random: (size: number) => new Uint8Array(size).fill(0xff) }

function callbackFor(way: Way) {
  const fields = { out_order_no: 'no-1', total_amount: 1999, subject: 's', body: 'b', valid_time: 300 }
  const order = createOrder({ ...fields, notify_url: '', cp_extra: '透传 "x" ', limit_pay_way: '' }, '', world)
  const text = paymentCallback(payOrder(order, way, START + 1500), LOCAL_KEYS, world).post.body
  return { order, text, envelope: JSON.parse(text) }
}

test('is an envelope that verifies, with the documented types', () => {
  const { text, envelope } = callbackFor('wx')
  expect(verifyCallback(Buffer.from(text), DEMO_KEYS.token)).toMatchObject({ valid: true, warnings: [] })
  expect(Object.keys(envelope)).toEqual(['timestamp', 'nonce', 'msg', 'type', 'msg_signature'])
  expect(envelope).toMatchObject({ timestamp: '1658924836', nonce: '7295', type: 'payment' })
})

test.each<[Way, string]>([
  ['wx', '1'],
  ['ali', '2'],
  ['dyzf', '10']
])('its msg has every member; %s is way "%s"', (name, way) => {
  const { order, envelope } = callbackFor(name)
  expect(JSON.parse(envelope.msg)).toEqual({
    appid: DEMO_KEYS.app_id,
    cp_orderno: 'no-1',
    cp_extra: '透传 "x" ',
    way,
    channel_no: `4200${order.order_id}`,
    channel_gateway_no: '',
    payment_order_no: `PAY${order.order_id}`,
    out_channel_order_no: '',
    total_amount: 1999,
    status: 'SUCCESS',
    seller_uid: '70000000000000000001',
    extra: '',
    item_id: '',
    paid_at: 1658924836,
    message: '',
    order_id: order.order_id
  })
})
