import { describe, expect, test } from 'vitest'
import { readObject } from '../../../src/protocol/json/json.js'
import { checkSignOrder } from '../../../src/trade/order/check-sign-order.js'

const DATA = { outAuthOrderNo: 'sign-1', serviceId: '64', openId: 'user-1' }
const check = (changes: object) => {
  const { refusals, warnings } = checkSignOrder(readObject(JSON.stringify({ ...DATA, ...changes })))
  return { refusals: refusals.map(({ code }) => code), warnings: warnings.map(({ code }) => code) }
}

describe('firstDeductionDate', () => {
  test.each(['2026-02-28', '2028-02-29', '2026-12-31'])('%s is a day', (firstDeductionDate) => {
    expect(check({ firstDeductionDate })).toEqual({ refusals: [], warnings: [] })
  })

  test.each([
    ...['----------', '2026-2-30', '2026-02-30', '2026-02-29', '2026-13-01', '20260228', '2026-02-28x', '0228-2026']
  ])('%s is none', (firstDeductionDate) => {
    expect(check({ firstDeductionDate })).toEqual({ refusals: ['not-a-date'], warnings: [] })
  })

  test('is for an agreement that is not paid at once', () => {
    const authPayOrder = { outPayOrderNo: 'pay-1' }
    expect(check({ firstDeductionDate: '2026-02-28', authPayOrder }).warnings).toEqual(['date-beside-payment'])
    expect(check({ authPayOrder }).warnings).toEqual([])
  })
})
