import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'
import { callbackSign, DEMO } from './platform.js'

interface Serving {
  gateway: ChildProcess
  /** Resolves with the first line on stdout, from now on, that has these members. */
  line(members: object): Promise<Record<string, unknown>>
}

/** Starts the gateway on a free port. */
function serve(sandbox: Sandbox, ...argv: string[]): Serving {
  const gateway = sandbox.start(['simulate', 'serve', '--port', '0', '--json', ...argv])
  onTestFinished(() => void gateway.kill('SIGKILL'))
  const seen: Record<string, unknown>[] = []
  const waiting: (() => void)[] = []
  let rest = ''
  gateway.stdout?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    seen.push(...lines.map((line) => JSON.parse(line)))
    for (const look of waiting) look()
  })
  const line = (members: object) =>
    new Promise<Record<string, unknown>>((resolve) => {
      const look = () => {
        const found = seen.find((one) => Object.entries(members).every(([key, value]) => one[key] === value))
        if (found) resolve(found)
      }
      waiting.push(look)
      look()
    })
  return { gateway, line }
}

async function ended(gateway: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(gateway, 'close')
  gateway.kill(signal)
  return (await exit)[0]
}

/** With this, nothing comes due by itself while a test runs, */
const SLOWLY = ['--time-scale', '99']
/** but now: a result, or the next attempt. */
async function passTime(sandbox: Sandbox): Promise<void> {
  expect((await sandbox.runHere(['simulate', 'clock', '+1h'])).exitCode).toBe(0)
}

/** An order that is paid, in the state of the sandbox. */
async function paid(sandbox: Sandbox): Promise<void> {
  await sandbox.runHere(['create-order', '--env', 'local', '--amount', '100', '--out-order-no', 'no_1'])
  await sandbox.runHere(['simulate', 'pay', 'no_1'])
}

const refund = (number: string, notify_url: string) =>
  `refund no_1 --amount 1 --env local --out-refund-no ${number} --notify-url ${notify_url}`.split(' ')

test.each<[signal: NodeJS.Signals, exit: number | null]>([
  ['SIGINT', 130],
  ['SIGKILL', null]
])('what is not delivered at %s is delivered by the next start, once', async (signal, exit) => {
  const handler = await faultServer((_, response, count) => void response.end(`{"err_no":${count === 1 ? 1 : 0}}`))
  const sandbox = new Sandbox()
  await paid(sandbox)
  const first = serve(sandbox, ...SLOWLY)
  const ECPAY_BASE_URL = String((await first.line({})).listening)
  expect((await sandbox.runHere(refund('refund_1', handler.url), { env: { ECPAY_BASE_URL } })).exitCode).toBe(0)
  await passTime(sandbox)
  expect(await first.line({ callback: 'refund' })).toMatchObject({ delivery: { attempt: 1, delivered: false } })
  expect(await ended(first.gateway, signal)).toBe(exit)

  // Two at once: one of them takes it up.
  const serving = [serve(sandbox, ...SLOWLY), serve(sandbox, ...SLOWLY)]
  await passTime(sandbox)
  const line = await Promise.race(serving.map((one) => one.line({ callback: 'refund' })))
  expect(line).toMatchObject({ number: 'refund_1', result: 'SUCCESS', delivery: { attempt: 2, delivered: true } })
  for (const { gateway } of serving) expect(await ended(gateway, 'SIGINT')).toBe(130)
  expect(handler.bodies).toHaveLength(2)
  const { timestamp, nonce, msg, msg_signature } = JSON.parse(handler.bodies[0] ?? '')
  expect([callbackSign(DEMO.token, timestamp, nonce, msg), handler.bodies[1]]).toEqual([
    msg_signature,
    handler.bodies[0]
  ])
})

test('a refund of another process is called back, and a line for a person says so', async () => {
  const handler = await faultServer((_, response) => void response.end('{"err_no":0}'))
  const sandbox = new Sandbox()
  await paid(sandbox)
  const gateway = sandbox.start(['simulate', 'serve', '--port', '0'])
  onTestFinished(() => void gateway.kill('SIGKILL'))
  const said = new Promise<string>((resolve) => {
    gateway.stdout?.on('data', (chunk) => resolve(String(chunk)))
  })
  await once(gateway.stderr as NodeJS.ReadableStream, 'data')
  await sandbox.run(refund('refund_1', `${handler.url}/notify`))
  await passTime(sandbox)
  const line = `refund refund_1 SUCCESS  ${handler.url}/notify  attempt 1 of 16: accepted\n`
  expect(await said).toMatch(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}${line}$`))
  expect(await ended(gateway, 'SIGTERM')).toBe(130)
})

test('Ctrl-C does not wait for answers that are held back', { timeout: 30_000 }, async () => {
  const { gateway, line } = serve(new Sandbox(), '--latency', '60000')
  const url = String((await line({})).listening)
  const answer = fetch(`${url}/api/apps/ecpay/v1/query_order`, { method: 'POST', body: '{}' }).catch(() => 'cut')
  // Another call shows that the gateway has most likely taken the first one in.
  await expect(fetch(`${url}/nowhere`).then(({ status }) => status)).resolves.toBe(404)
  expect(await ended(gateway, 'SIGINT')).toBe(130)
  expect(await answer).toBe('cut')
})
