import { expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

test.each([
  ['en', 'Where the money went', 'in transit +¥0.00'],
  ['zh', '资金去向', '在途 +¥0.00']
])('demo --full --lang %s: every step, and a ledger that adds up', async (lang, title, transit) => {
  const { stdout, stderr, exitCode } = await new Sandbox().runHere(['demo', '--full', '--lang', lang])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const commands = [...stdout.matchAll(/^\$ ecpay ([\w-]+)/gm)].map(([, name]) => name)
  const asked = ['query', 'balance', 'balance', 'balance', 'fund-bills']
  expect(commands).toEqual(['create-order', 'simulate', 'refund', 'settle', 'return', 'withdraw', ...asked])
  expect(stdout).toContain(title)
  expect(stdout).toMatch(new RegExp(transit))
  expect(stdout.match(/^✓ .*¥\d+\.\d\d = ¥\d+\.\d\d$/gm)).toHaveLength(3)
})

test('demo --full --json: one document, and nothing of the user is touched', async () => {
  const sandbox = new Sandbox({ '.ecpayrc': '{"base_url":"https://127.0.0.1:9","env":"production"}' })
  const { stdout, stderr, exitCode } = await sandbox.run(['demo', '--full', '--json'])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const { steps, callbacks, ledger, checks } = JSON.parse(stdout)
  expect(steps.at(2)).toEqual({
    command: expect.stringContaining('ecpay refund'),
    result: expect.stringContaining('SUCCESS')
  })
  expect(callbacks.map(({ type, valid }: { type: string; valid: boolean }) => [type, valid]).sort()).toEqual([
    ['payment', true],
    ['refund', true],
    ['settle', true],
    ['withdraw', true]
  ])
  const places = Object.values<number>(ledger.places)
  expect(places.reduce((sum, fen) => sum + fen, 0)).toBe(ledger.paid)
  for (const { expected, found } of checks) expect(found).toBe(expected)
  expect(JSON.parse((await sandbox.runHere(['simulate', 'list', '--json'])).stdout)).toMatchObject({ orders: [] })
})

test.each([
  ['en', 'Refund it'],
  ['zh', '签名下单']
])('demo --system trade --lang %s: signed, paid, verified, asked for and refunded', async (lang, title) => {
  const { stdout, exitCode } = await new Sandbox().runHere(['demo', '--system', 'trade', '--lang', lang])
  expect(exitCode).toBe(0)
  const commands = [...stdout.matchAll(/^\$ ecpay ([\w-]+ [\w-]+)/gm)].map(([, name]) => name)
  expect(commands).toEqual([
    ...['trade order', 'simulate pay', 'trade verify-callback', 'trade query', 'trade refund'],
    ...['simulate refund', 'trade query-refund']
  ])
  expect(stdout).toContain(title)
})

test('demo --system trade --json: what each step gave', async () => {
  const { stdout, exitCode } = await new Sandbox().run(['demo', '--system', 'trade', '--json'])
  expect(exitCode).toBe(0)
  const results = JSON.parse(stdout).steps.map(({ result }: { result: object }) => result)
  expect(results).toMatchObject([
    { client: { orderId: expect.stringMatching(/^motb/) } },
    { status: 'SUCCESS', deliveries: [{ delivered: true }] },
    { valid: true, type: 'payment' },
    {},
    {},
    { status: 'SUCCESS', deliveries: [{ delivered: true }] },
    {}
  ])
  expect(JSON.stringify(results[6])).toContain('SUCCESS')
})

test('demo --system trade has no --full', async () => {
  const { stderr, exitCode } = await new Sandbox().runHere(['demo', '--system', 'trade', '--full'])
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('conflicting-options')])
})
