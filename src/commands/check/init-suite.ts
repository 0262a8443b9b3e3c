import { resolve } from 'node:path'
import { writeWhole } from '../../files/draft.js'
import { codeOf } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import type { Context } from '../shared/command.js'
import type { Result } from '../shared/result.js'

const NAME = 'ecpay-suite.yaml'

const SUITE = `# yaml-language-server: $schema=node_modules/ecpay-cli/docs/suite.schema.json
name: my shop
env: local
cases:
  - name: an order is signed
    demo: true
    sign:
      salt: your_payment_salt
      body: '{"out_order_no":"no_1","total_amount":100,"subject":"Test"}'
      expect: 0f98f9920af305f2e9113bb5c6015048
  - name: a nested value is refused
    sign: { body: '{"a":{"b":1}}', refuse: nested-value }
  - name: an order is created, paid and asked for
    steps:
      - create-order: { amount: 100, subject: Test, body: Test }
        as: order
        expect: { err_no: 0, data.order_id: { matches: '^\\d+$' } }
      - simulate pay: { order: '\${order.request.out_order_no}' }
      - query: { order: '\${order.request.out_order_no}' }
        expect: { payment_info.order_status: SUCCESS }
`

/** Writes a suite whose cases pass. */
export function initSuite({ world, words }: Context): Result {
  try {
    writeWhole(resolve(world.cwd, NAME), SUITE, { replace: false })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw refuse('suite-exists', { path: NAME })
    throw refuse('file-not-writable', { path: NAME, reason: codeOf(error) })
  }
  const size = Buffer.byteLength(SUITE)
  return { document: () => ({ path: NAME }), text: () => [{ note: words.written(NAME, size) }] }
}
