import { expect, test } from 'vitest'
import { knownCalls } from '../../../src/commands/log/known-calls.js'
import { nextCommands } from '../../../src/commands/log/next-commands.js'
import { entryOf } from '../../../src/workbench/journal/entry.js'

const calls = await knownCalls()

function pathOf(system: string, name: string): string {
  return [...calls].find(([, call]) => call.system.name === system && call.endpoint.name === name)?.[0] ?? ''
}

test.each([
  ['ecpay', 'create_order', { out_order_no: 'o1' }, {}, ['simulate pay o1', 'query o1']],
  ['ecpay', 'create_refund', { out_order_no: 'o1', out_refund_no: 'r1' }, { refund_no: '7' }, ['query-refund r1']],
  ['ecpay', 'settle', { out_order_no: 'o1', out_settle_no: 's1' }, { settle_no: '7' }, ['query-settle s1']],
  ['ecpay', 'create_return', { out_settle_no: 's1', out_return_no: 't1' }, {}, ['query-return t1']],
  [
    ...['ecpay', 'merchant_withdraw', { merchant_uid: '7', channel_type: 'alipay', out_order_id: 'w*1' }, {}],
    ["query-withdraw 'w*1' --merchant-uid 7 --channel-type alipay"]
  ],
  ['trade', 'refund_create', { order_id: '5', out_refund_no: 'r1' }, { data: { refund_id: '7' } }, ['query-refund r1']],
  ['trade', 'refund_audit_callback', { refund_id: '7' }, {}, ['query-refund --refund-id 7']],
  ['trade', 'settle_create', { out_order_no: 'o1', out_settle_no: 's1' }, {}, ['query-settle s1']],
  ['trade', 'terminate_sign', { auth_order_id: '7' }, {}, ['auth query-sign-order --auth-order-id 7']],
  ['trade', 'settle_query', { out_settle_no: 's1' }, {}, []]
] as const)('after %s %s %j comes what asks for it', (system, name, sent, answered, expected) => {
  const path = pathOf(system, name)
  const entry = entryOf(
    'h1',
    {
      ...{ at: 1, direction: 'in', what: 'call', method: 'POST', url: path, problem: null, headers: [] },
      ...{ body: JSON.stringify({ app_id: 'tt1', ...sent }), milliseconds: 1 },
      answer: { status: 200, headers: [], body: JSON.stringify({ err_no: 0, ...answered }) }
    },
    (text) => text
  )
  expect(nextCommands(entry, calls)).toEqual(
    expected.map((line) => `ecpay ${system === 'trade' ? 'trade ' : ''}${line}`)
  )
})
