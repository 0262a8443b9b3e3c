import { describe, expect, test } from 'vitest'
import { exampleBody, numberKeys } from '../../../src/output/export/example-body.js'
import { Members } from '../../../src/protocol/json/members.js'
import { validate } from '../../../src/protocol/system/validate.js'
import { allCalls } from '../../../src/systems.js'

const CALLS = await allCalls()
const NUMBERS = numberKeys(CALLS.map(({ endpoint }) => endpoint))

describe('the example of a call', () => {
  test.each(CALLS.map(({ system, endpoint }) => [system.name, endpoint.name, endpoint] as const))(
    'of %s: %s is within all limits',
    (_system, _name, endpoint) => {
      const members = exampleBody(endpoint, NUMBERS).map(({ field, json }) => ({ key: field.key, json }))
      expect(validate(endpoint, Members.read('{}').with(members))).toEqual([])
    }
  )

  test.each<[string, Record<string, string>]>([
    ['create_order', { total_amount: '100', out_order_no: '{out_order_no}', app_id: '{app_id}', sign: '{sign}' }],
    [
      'refund_create',
      { order_id: '{order_id}', refund_all: 'true', order_entry_schema: '{"path":"pages/refund/detail"}' }
    ],
    ['bills', { bill_date: '"20261122"', bill_type: '"payment"' }],
    ['order/v2/push', { access_token: '{access_token}', update_time: '{now}', app_name: '"douyin"' }]
  ])('%s has what its help shows, and variables', (name, wanted) => {
    const endpoint = CALLS.find((one) => one.endpoint.name === name)?.endpoint
    const members = endpoint ? exampleBody(endpoint, NUMBERS) : []
    const shown = members.map(({ field, json, variable }) => [field.key, variable ? `{${variable}}` : json])
    expect(Object.fromEntries(shown)).toMatchObject(wanted)
  })
})
