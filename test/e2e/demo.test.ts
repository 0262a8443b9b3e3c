import { expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

test.each([
  ['en', 'Where the money went', 'in transit +¥0.00'],
  ['zh', '资金去向', '在途 +¥0.00']
])('demo --full --lang %s: every step, and a ledger that adds up', async (lang, title, transit) => {
  const { stdout, stderr, exitCode } = await new Sandbox().run(['demo', '--full', '--lang', lang])
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
  expect(JSON.parse((await sandbox.run(['simulate', 'list', '--json'])).stdout)).toMatchObject({ orders: [] })
})
