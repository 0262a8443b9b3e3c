import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAULTS, faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'

/** Starts a command, waits until the other side or the command itself says that it is under way, and interrupts it. */
async function interrupt(sandbox: Sandbox, argv: string[], env: Record<string, string>, underWay: Promise<unknown>) {
  const child = sandbox.start(argv, env)
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = once(child, 'close')
  await underWay
  child.kill('SIGINT')
  const [exitCode] = await ended
  return { exitCode, stderr }
}

/** A server in which every call comes to the same end, and a promise of the first call. */
async function called(fault: keyof typeof FAULTS) {
  let arrived: () => void = () => {}
  const first = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const server = await faultServer((request, response, count) => {
    FAULTS[fault]?.(request, response, count)
    arrived()
  })
  return { url: server.url, first }
}

test.each([['hang-headers'], ['hang-body']])('a call that hangs (%s)', async (fault) => {
  const { url, first } = await called(fault)
  const { exitCode, stderr } = await interrupt(
    new Sandbox(),
    ['query', 'no_1', '--env', 'local'],
    { ECPAY_BASE_URL: url },
    first
  )
  expect(exitCode).toBe(130)
  expect(stderr).toContain('(interrupted)')
})

test('the pause before trying again', async () => {
  const { url, first } = await called('busy')
  const argv = ['query', 'no_1', '--env', 'local', '--retries', '20']
  expect((await interrupt(new Sandbox(), argv, { ECPAY_BASE_URL: url }, first)).exitCode).toBe(130)
})

test('query --wait', async () => {
  const processing = '{"err_no":0,"err_tips":"","payment_info":{"order_status":"PROCESSING"}}'
  let arrived: () => void = () => {}
  const first = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const { url } = await faultServer((_, response) => {
    response.end(processing)
    arrived()
  })
  const argv = ['query', 'no_1', '--wait', '--env', 'local']
  expect((await interrupt(new Sandbox(), argv, { ECPAY_BASE_URL: url }, first)).exitCode).toBe(130)
})

test('check, of cases that wait for nothing', async () => {
  const slow = (_: unknown, i: number) =>
    `  - name: c${i}\n    sign: { body: '{"a":"${'a'.repeat(40)}"}' }\n    expect: { sign: { matches: '^(([0-9a-f]+)+)+!' } }\n`
  const suite = `env: local\ncases:\n${Array.from({ length: 100 }, slow).join('')}`
  const sandbox = new Sandbox({ 's.yaml': suite })
  const child = sandbox.start(['check', 's.yaml'])
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  child.kill('SIGINT')
  expect((await once(child, 'close'))[0]).toBe(130)
})

test('sign on an open stdin', async () => {
  const sandbox = new Sandbox()
  const child = sandbox.start(['sign', '--ndjson'], { ECPAY_SALT: 'interrupt_salt' })
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  child.stdin?.write('{"a":1}\n{"a":')
  // The first signature is out: it is reading on.
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  child.kill('SIGINT')
  expect((await once(child, 'close'))[0]).toBe(130)
  // The line that was cut off is not refused.
  expect(stderr).toBe('')
})

test('a search in a long body ends with what was found until then, and lists no thousands of warnings', async () => {
  const nested = (_: unknown, i: number) => [`field_${i}`, [{ merchant_uid: `m_${i}`, amount: i }]]
  const body = { ...Object.fromEntries(Array.from({ length: 2000 }, nested)), sign: 'f'.repeat(32) }
  const sandbox = new Sandbox({ 'long.json': JSON.stringify(body) })
  const argv = ['diagnose', 'long.json', '--env', 'local', '--time-limit', '600', '--depth', '9']
  const { screen, exitCode } = await sandbox.terminal(argv, { answers: [['computations tried', '\u0003']] })
  expect(exitCode).toBe(130)
  expect(screen).toContain('Interrupted: this is what was found until then.')
  expect(screen).toContain('1,980 more of this kind')
  expect(screen.match(/\(nested-value\)/g)).toHaveLength(21)
})

test('a question: no file is left', async () => {
  const sandbox = new Sandbox()
  const { screen, exitCode } = await sandbox.terminal(['init'], { answers: [['payment system', '\u0003']] })
  expect(exitCode).toBe(130)
  expect(screen).toContain('(interrupted)')
  expect(existsSync(join(sandbox.folder, '.ecpayrc'))).toBe(false)
})
