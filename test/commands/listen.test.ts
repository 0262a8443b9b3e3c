import { createServer } from 'node:net'
import stringWidth from 'fast-string-width'
import { expect, onTestFinished, test } from 'vitest'
import { place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { received, serving, TOKEN } from './callback/receive.js'
import { run } from './run.js'

const GENUINE = JSON.stringify(callback(TOKEN))

test('a line a callback, and exit 0 after so many', async () => {
  const forged = JSON.stringify(callback('anotherToken0001', '{"cp_orderno":"no_2\\u001b"}'))
  const { exit, stdout, stderr } = await received('', [GENUINE, forged, 'x'])
  expect(exit).toBe(0)
  expect(stdout.split('\n').map((line) => line.replace(/ {2}\d+ ms$/, ''))).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d {2}[0-9a-z]{12} {2}payment {2}no_1 {2}¥1\.00 {2}✓$/),
    expect.stringMatching(/payment {2}no_2<U\+001B> {2}- {2}✗ signature-mismatch$/),
    expect.stringMatching(/- {2}- {2}- {2}✗ invalid-json$/),
    ''
  ])
  expect(stderr).toMatch(/^Callbacks are received on http:\/\/127\.0\.0\.1:\d+, on any path\.\n/)
})

test('on a terminal a line fits it', async () => {
  const long = JSON.stringify(callback(TOKEN, JSON.stringify({ cp_orderno: '订单'.repeat(40), total_amount: 100 })))
  const forged = JSON.stringify(
    callback('anotherToken0001', '{"cp_orderno":"20261127050820686z3v2abv4","total_amount":100}')
  )
  const { stdout } = await received('--no-color', [long, forged, 'x'], place(), true)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  expect(lines[0]).toMatch(/ {2}订单.*… {2}.*✓/)
  expect(lines[1]).toContain('20261127050820686z3v2abv4')
})

test('--json', async () => {
  const { stdout } = await received('--json --no-store', [GENUINE])
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(first).toEqual({ listening: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect(second).toEqual({
    id: expect.stringMatching(/^[0-9a-z]{12}$/),
    received_at: expect.any(Number),
    path: '/',
    system: 'ecpay',
    valid: true,
    code: null,
    type: 'payment',
    number: 'no_1',
    amount: '100',
    forwarded: null,
    milliseconds: expect.any(Number),
    answered: 200,
    stored: false
  })
})

test('Ctrl-C: exit 130', async () => {
  const stop = new AbortController()
  const { ended } = await serving('listen', { env: { ECPAY_TOKEN: TOKEN }, signal: stop.signal })
  stop.abort('interrupt')
  expect((await ended).exit).toBe(130)
})

test.each([
  ['no token', 'listen', {}, 'missing-token missing-platform-public-key'],
  ['no address', 'listen --forward-to shop', { ECPAY_TOKEN: TOKEN }, 'invalid-option-value'],
  ['plain http elsewhere', 'listen --forward-to http://shop.example/', { ECPAY_TOKEN: TOKEN }, 'insecure-target'],
  ['a host that is not of this machine', 'listen --host 192.0.2.1', { ECPAY_TOKEN: TOKEN }, 'port-unusable']
])('%s: exit 2', async (_, argv, env, code) => {
  expect(await run(argv, { env })).toMatchObject({ exit: 2, codes: code.split(' ') })
})

test("it listens on a port of its own, not on the one of ngrok's pages", async () => {
  const { stdout } = await run('listen --help')
  expect(stdout).toMatch(/--port <n>[\s\S]*4242/)
  expect(stdout).not.toContain('4040')
})

test('a port in use: exit 2', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  expect(await run(`listen --port ${port}`, { env: { ECPAY_TOKEN: TOKEN } })).toMatchObject({
    exit: 2,
    codes: ['port-in-use']
  })
})
