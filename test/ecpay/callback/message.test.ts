import { expect, test } from 'vitest'
import { callbackBody, callbackStamp, callbackSubject } from '../../../src/ecpay/callback/message.js'
import { verifyCallback } from '../../../src/ecpay/callback/verify-callback-body.js'

test('a body verifies with the token it was signed with', () => {
  const body = callbackBody({ timestamp: '1602507471', nonce: '797', msg: '{"a":"中"} ', type: 'refund' }, 'token')
  expect(verifyCallback(Buffer.from(body), 'token')).toMatchObject({ valid: true, envelope: { type: 'refund' } })
})

test('a stamp is in seconds, with a nonce of four digits at most', () => {
  expect(callbackStamp(1_602_507_471_999, Buffer.from([0xff, 0xff, 0xff, 0xff]))).toEqual({
    timestamp: '1602507471',
    nonce: '7295'
  })
})

test.each([
  ['payment', '{"cp_orderno":"no_1","total_amount":100}', 'no_1', '100'],
  ['refund', '{"cp_refundno":"r_1","refund_amount":1e2}', 'r_1', '1e2'],
  ['settle', '{"cp_settle_no":"s_1","settle_amount":"7"}', 's_1', '7'],
  ['withdraw', '{"out_order_id":"w_1"}', 'w_1', null],
  ['payment', '{"cp_orderno":{},"total_amount":null}', null, 'null'],
  ['payment', 'no JSON', null, null],
  ['payment', '[]', null, null],
  ['gift', '{"cp_orderno":"no_1"}', null, null],
  [null, '{"cp_orderno":"no_1"}', null, null]
])('a callback of type %s with %s is about %s, %s', (type, msg, number, amount) => {
  expect(callbackSubject(type, msg)).toEqual({ number, amount })
})
