import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../../src/protocol/catalogue/index.js'
import { lookUp } from '../../../src/protocol/catalogue/look-up.js'

const named = (asked: string) => {
  const { found, near } = lookUp(asked, CATALOGUE)
  return { found: found.map(({ namespace, code }) => `${namespace}:${code}`), near }
}

test.each([
  ['2008', ['err_no:2008']],
  ['err_no:2008', ['err_no:2008']],
  ['ERR_NO:2008', ['err_no:2008']],
  ['err_no 2008', ['err_no:2008']],
  ['err_no=2008', ['err_no:2008']],
  ['err_no：2008', ['err_no:2008']],
  ['errNo: 2008', ['err_no:2008']],
  ['"err_no": 2008,', ['err_no:2008']],
  ['"order_status": "TIMEOUT",', ['order:TIMEOUT']],
  ['err_code:40022', ['push:40022']],
  ['push:-1', ['push:-1']],
  ['type: refund', ['callback:refund']],
  [' pay:4 ', ['pay:4']],
  ['4', ['pay:4', 'push_status:4']],
  ['payment', ['callback:payment']],
  ['refund', ['callback:refund']],
  ['timeout', ['order:TIMEOUT']],
  ['Success', ['order:SUCCESS', 'refund:SUCCESS', 'settle:SUCCESS', 'return:SUCCESS', 'withdraw:SUCCESS']],
  ['0', ['err_no:0', 'way:0', 'pay:0', 'push:0', 'push_status:0']],
  ['X-TT-LOGID', ['header:x-tt-logid']],
  ['cd0011', ['other:CD0011']],
  ['order', ['order:SUCCESS', 'order:TIMEOUT', 'order:PROCESSING', 'order:FAIL']],
  ['order_status: TIMEOUT', ['order:TIMEOUT']],
  ['"order_status": 4', ['push_status:4']],
  ['push', ['push:0', 'push:40022', 'push:-1', 'push:2010']]
])('%j is %j', (asked, found) => expect(named(asked)).toEqual({ found, near: [] }))

describe('what is not there has the nearest', () => {
  test.each([
    ['2009', '2008'],
    ['SUCESS', 'SUCCESS'],
    ['paymnet', 'payment'],
    ['err_no:2009', 'err_no:2008'],
    ['pay:40022', 'push:40022'],
    ['err_no:11004', 'other:11004'],
    ['nothing:2008', 'err_no:2008'],
    ['nothing:2009', '2008']
  ])('%j: %s', (asked, near) => {
    expect(named(asked).found).toEqual([])
    expect(named(asked).near).toContain(near)
    expect(named(asked).near.length).toBeLessThanOrEqual(3)
  })

  test.each(['', ' ', 'completely-else', ':', 'pay:', '__proto__', 'constructor', 'toString:0'])(
    '%j: nothing',
    (asked) => expect(named(asked).found).toEqual([])
  )
})
