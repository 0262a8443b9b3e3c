import { describe, expect, test } from 'vitest'
import { callbackFields } from '../../src/ecpay/catalogue/callback-types.js'
import { queryOrder } from '../../src/ecpay/endpoints/query-order.js'
import { PLAIN } from '../../src/output/colour.js'
import { prettyJson } from '../../src/output/pretty-json.js'
import { readJson } from '../../src/protocol/json/json.js'
import { ERR_NO } from '../../src/trade/verdict.js'

const lines = (json: string, units: Parameters<typeof prettyJson>[1]['units'], language: 'en' | 'zh' = 'en') =>
  prettyJson(readJson(json), { language, paint: PLAIN, ...(units && { units }) })
    .split('\n')
    .map((line) => line.trim())

describe('what stands behind a value', () => {
  test.each([
    ['"total_fee":100', '"total_fee": 100  // ¥1.00'],
    ['"total_fee":"soon"', '"total_fee": "soon"'],
    ['"order_status":"SUCCESS"', '"order_status": "SUCCESS"  // paid'],
    ['"order_status":"TIMEOUT"', '"order_status": "TIMEOUT"  // not paid within valid_time'],
    ['"order_status":"constructor"', '"order_status": "constructor"'],
    ['"order_status":null', '"order_status": null'],
    ['"way":10', '"way": 10  // Douyin Pay'],
    ['"way":"1"', '"way": "1"  // WeChat'],
    ['"way":3', '"way": 3  // bank card'],
    ['"way":4', '"way": 4']
  ])('%s', (member, shown) => {
    expect(lines(`{"payment_info":{${member}}}`, queryOrder.answer)).toContain(shown)
  })

  test.each([
    ['payment', 'SUCCESS', 'paid'],
    ['refund', 'SUCCESS', 'refunded'],
    ['settle', 'FAIL', 'the settlement failed'],
    ['withdraw', 'REEXCHANGE', 'the bank returned the money later']
  ])('a status of %s: %s', (type, status, meaning) => {
    expect(lines(`{"status":"${status}"}`, callbackFields(type))).toContain(`"status": "${status}"  // ${meaning}`)
  })

  test('a state of the other system', () => {
    const units = [{ path: 'data.pay_status', unit: 'order' as const }]
    const shown = prettyJson(readJson('{"data":{"pay_status":"PROCESS"}}'), {
      language: 'zh',
      paint: PLAIN,
      units,
      known: ERR_NO.value
    })
    expect(shown).toContain('"pay_status": "PROCESS"  // 尚未支付完成')
    expect(lines('{"data":{"pay_status":"PROCESS"}}', units)).toContain('"pay_status": "PROCESS"')
  })

  test('a status is left alone where the type is not known', () => {
    expect(lines('{"status":"SUCCESS"}', callbackFields(undefined))).toContain('"status": "SUCCESS"')
  })

  test('is in the language of the output', () => {
    expect(lines('{"status":"FAIL"}', callbackFields('refund'), 'zh')).toContain('"status": "FAIL"  // 退款失败')
  })
})
