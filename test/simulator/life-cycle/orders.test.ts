import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import {
  contentOf,
  createOrder,
  type OrderFields,
  payOrder,
  statusAt,
  type Way
} from '../../../src/simulator/life-cycle/orders.js'
import { START } from '../support.js'

const FIELDS: OrderFields = {
  out_order_no: 'no-1',
  total_amount: 100,
  subject: 's',
  body: 'b',
  valid_time: 300,
  notify_url: '',
  cp_extra: '',
  limit_pay_way: ''
}

const order = (changes: Partial<OrderFields> = {}) =>
  createOrder({ ...FIELDS, ...changes }, 'content', {
    now: () => START,
    random: (size) => new Uint8Array(size).fill(255)
  })

const codeOf = (work: () => unknown) => {
  try {
    work()
    return 'done'
  } catch (error) {
    return error instanceof EcpayError ? error.findings[0] : error
  }
}

test('an order id has 19 digits and begins with its second', () => {
  expect(order().order_id).toBe(String((1658924835n << 32n) + 0xffffffffn))
  expect(order().order_id).toMatch(/^[0-9]{19}$/)
  expect(order().order_token).toMatch(/^[\w-]{80}$/)
})

test.each([
  [0, 'PROCESSING'],
  [299_999, 'PROCESSING'],
  [300_000, 'TIMEOUT'],
  [10 ** 10, 'TIMEOUT']
])('%i ms after its creation an unpaid order is %s', (milliseconds, status) => {
  expect(statusAt(order(), START + milliseconds)).toBe(status)
})

describe('paying', () => {
  test('ends an order for good', () => {
    const paid = payOrder(order(), 'ali', START + 5)
    expect(paid.payment).toEqual({ status: 'SUCCESS', way: 'ali', at: START + 5 })
    expect(statusAt(paid, START + 10 ** 10)).toBe('SUCCESS')
  })

  test('may fail', () => expect(statusAt(payOrder(order(), 'wx', START, 'FAIL'), START)).toBe('FAIL'))

  test.each([
    ['paid in another way', () => payOrder(payOrder(order(), 'wx', START), 'ali', START), 'SUCCESS'],
    ['paid, and is to fail', () => payOrder(payOrder(order(), 'wx', START), 'wx', START, 'FAIL'), 'SUCCESS'],
    ['failed', () => payOrder(payOrder(order(), 'wx', START, 'FAIL'), 'wx', START), 'FAIL'],
    ['too old', () => payOrder(order(), 'wx', START + 300_000), 'TIMEOUT']
  ])('is refused for an order that is %s', (_, work, status) => {
    expect(codeOf(work)).toMatchObject({ code: 'order-not-payable', out_order_no: 'no-1', status })
  })

  test('again changes nothing', () => {
    const paid = payOrder(order(), 'ali', START)
    expect(payOrder(paid, undefined, START + 1)).toEqual(paid)
    const failed = payOrder(order(), 'ali', START, 'FAIL')
    expect(payOrder(failed, 'ali', START + 1, 'FAIL')).toEqual(failed)
  })

  test.each<[string, Way, string]>([
    ['', 'wx', 'done'],
    ['LIMIT_WX', 'wx', 'way-not-offered'],
    ['LIMIT_WX', 'ali', 'done'],
    ['LIMIT_WX,LIMIT_ALI', 'ali', 'way-not-offered'],
    ['LIMIT_WX,LIMIT_ALI', 'dyzf', 'done'],
    ['LIMIT_DYZF', 'dyzf', 'way-not-offered']
  ])('limit_pay_way "%s", %s: %s', (limit_pay_way, way, outcome) => {
    const result = codeOf(() => payOrder(order({ limit_pay_way }), way, START))
    expect(result).toEqual(
      outcome === 'done' ? 'done' : { code: outcome, out_order_no: 'no-1', way, by: `limit_pay_way ${limit_pay_way}` }
    )
  })
})

test('the content is what was signed, by key, whatever its order and without nonce', () => {
  const [a, b, nonce] = [
    { key: 'a', text: '1' },
    { key: 'b', text: '2' },
    { key: 'nonce', text: 'x' }
  ]
  expect(contentOf([b, nonce, a])).toBe(contentOf([a, b]))
  expect(contentOf([a, b])).not.toBe(contentOf([a]))
  const swapped = [
    { key: 'a', text: '2' },
    { key: 'b', text: '1' }
  ]
  expect(contentOf(swapped)).not.toBe(contentOf([a, b]))
})
