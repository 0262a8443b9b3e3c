import { expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

test('an empty map of a suite is a map in the built program, too', async () => {
  const suite = `cases:
  - env: local
    sign: { body: {"a":{}}, refuse: nested-value }
  - env: local
    steps: [{ create-order: { amount: 100, subject: a, body: b, expect: { } } }]
`
  const sandbox = new Sandbox({ 's.yaml': suite })
  const { stdout, exitCode } = await sandbox.run(['check', 's.yaml', '--json'])
  expect([JSON.parse(stdout), exitCode]).toMatchObject([{ passed: true, cases: [{}, {}] }, 0])
})
