import { expect, test } from 'vitest'
import { createOrder } from '../../src/ecpay/endpoints/create-order.js'
import { freshOrderNumber } from '../../src/ecpay/order-number.js'
import { readObject } from '../../src/protocol/json/json.js'
import { validate } from '../../src/protocol/system/validate.js'

const at = (time: string) => Date.parse(time)

test.each([
  ['2026-11-22T04:05:06.789Z', [0, 1, 9, 10, 35, 36, 71, 255], '2026112212050678901' + '9az0z3'],
  ['2026-12-31T16:00:00.000Z', [0, 0, 0, 0, 0, 0, 0, 0], '2027010100000000000000000'],
  ['2026-12-31T15:59:59.999Z', [35, 35, 35, 35, 35, 35, 35, 35, 1], '20261231235959999zzzzzzzz']
])('at %s', (time, random, number) => {
  expect(freshOrderNumber(at(time), Uint8Array.from(random))).toBe(number)
})

test('later numbers sort later, whatever their random end', () => {
  const early = freshOrderNumber(at('2026-11-22T00:00:00.000Z'), new Uint8Array(8).fill(35))
  const late = freshOrderNumber(at('2026-11-22T00:00:00.001Z'), new Uint8Array(8))
  expect(early < late).toBe(true)
})

test('it is a number that create_order takes', () => {
  const number = freshOrderNumber(Date.now(), crypto.getRandomValues(new Uint8Array(8)))
  const found = validate(createOrder, readObject(JSON.stringify({ out_order_no: number })))
  expect(found.filter((one) => 'key' in one && one.key === 'out_order_no')).toEqual([])
})
