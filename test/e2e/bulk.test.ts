import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { need } from '../programs.js'
import { CALLBACKS, VECTORS } from '../trade/vectors.js'
import { BIN, Sandbox } from './ecpay.js'
import { callback as callbackOf } from './platform.js'

const ENV = {
  ECPAY_SALT: 'bulk_payment_salt',
  ECPAY_TOKEN: 'bulk_payment_token',
  ECPAY_PLATFORM_PUBLIC_KEY: VECTORS.keys.platform.public
}
/** In bytes: more than is done before threads are started. */
const MUCH = 2 * 1024 * 1024

const callback = (msg?: string) => JSON.stringify(callbackOf(ENV.ECPAY_TOKEN, msg))

/** A long stream of few lines: white space fills each, which JSON allows. */
function padded(lines: readonly string[]): Buffer {
  const width = Math.ceil(MUCH / lines.length)
  return Buffer.from(lines.map((line) => `${line.padEnd(width)}\n`).join(''), 'latin1')
}

/** As bytes, each a character: damage may cut one of UTF-8. */
const latin1 = (line: string) => Buffer.from(line).toString('latin1')

/** A line, in some cases with one byte changed, left out or put in. */
function damaged(lines: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const bytes = lines.map((line) => latin1(line).replaceAll('\n', ' '))
  const changed = fc
    .tuple(bytes, fc.nat(), fc.integer({ min: 11, max: 255 }), fc.nat({ max: 2 }))
    .map(([line, at, byte, how]) => {
      const place = at % (line.length + 1)
      return (
        line.slice(0, place) + (how === 0 ? '' : String.fromCharCode(byte)) + line.slice(place + (how === 1 ? 0 : 1))
      )
    })
  return fc.oneof({ weight: 9, arbitrary: bytes }, { weight: 1, arbitrary: changed })
}

const value = fc.oneof(
  fc.string(),
  fc.nat(),
  fc.constantFrom('抖音', ' a', '🎉', '""', 1.5, null, true, '\u3000', 'a\nb')
)
const order = fc
  .dictionary(fc.constantFrom('app_id', 'out_order_no', 'total_amount', 'subject', 'sign', 'cp_extra', 'appid'), value)
  .map((body) => JSON.stringify(body))
const ecpayCallback = fc.nat().map((i) => callback(i % 3 === 0 ? `{"n":"+86 ${i}"}` : undefined))
const tradeCallback = fc
  .constantFrom(...CALLBACKS)
  .map(({ headers, body_base64 }) => JSON.stringify({ headers, body_base64 }))

const sample = (lines: fc.Arbitrary<string>, count: number) => fc.sample(damaged(lines), { numRuns: count, seed: 7 })

describe('with threads, a long stream has the result that it has without', () => {
  test.each([
    ['sign --ndjson', sample(order, 400)],
    ['sign --ndjson --strict --nested go', sample(order, 400)],
    ['sign --ndjson --check', sample(order, 400)],
    ['sign --ndjson --json', sample(order, 400)],
    ['sign --ndjson --csv', sample(order, 400)],
    ['verify-callback --ndjson', sample(ecpayCallback, 400)],
    ['trade verify-callback --ndjson', [...Array<string>(400).fill(tradeLine()), ...sample(tradeCallback, 5)]]
  ])('%s', async (line, lines) => {
    const sandbox = new Sandbox({ 'lines.ndjson': padded(lines) })
    const argv = [...line.split(' '), 'lines.ndjson']
    const [threads, alone] = [await sandbox.run(argv, { env: ENV }), await sandbox.runHere(argv, { env: ENV })]
    expect(threads.exitCode).toBe(alone.exitCode)
    expect(threads.stdout === alone.stdout).toBe(true)
    expect(threads.stderr).toBe(alone.stderr)
  })
})

/** A genuine one, so that most lines need no search for a cause. */
function tradeLine(): string {
  const one = CALLBACKS.find(({ valid }) => valid)
  return latin1(JSON.stringify({ headers: one?.headers, body_base64: one?.body_base64 }))
}

const LINE = '{"out_order_no":"no_1","total_amount":100}'
const SIGN = traceSign(LINE, ENV.ECPAY_SALT).sign
const COUNT = Math.ceil(MUCH / LINE.length)

test.each([
  ['sign --ndjson --json', LINE],
  ['verify-callback --ndjson', callback()],
  ['trade verify-callback --ndjson', tradeLine()]
])('%s ends quietly when its reader goes away', async (line, one) => {
  const sandbox = new Sandbox({ 'lines.ndjson': padded(Array<string>(400).fill(one)) })
  const { stdout, stderr, exitCode } = await sandbox.shell(
    `ecpay ${line} lines.ndjson | head -1; exit $PIPESTATUS`,
    ENV
  )
  expect(stdout.split('\n')).toHaveLength(2)
  expect([stderr, exitCode]).toEqual(['', 0])
})

test('a thread that ends while it is waited for ends the run', async () => {
  const ends = "if (!require('node:worker_threads').isMainThread) process.exit()"
  const sandbox = new Sandbox({ 'lines.ndjson': `${LINE}\n`.repeat(COUNT), 'ends.cjs': ends })
  const env = { ...ENV, NODE_OPTIONS: `--require ${sandbox.folder}/ends.cjs` }
  const { exitCode, stderr } = await sandbox.run(['sign', '--ndjson', 'lines.ndjson'], { env })
  const hasThreads = availableParallelism() > 1
  expect([exitCode, stderr.includes('a thread has ended')]).toEqual([hasThreads ? 3 : 0, hasThreads])
})

test('the function in Python signs a body of many lines, and refuses a line feed inside a text', async (context) => {
  need(context, 'python3')
  const page = readFileSync(new URL('../../docs/bulk.md', import.meta.url), 'utf8')
  const module = page.match(/^```python\n(# ecpay_udf\.py\n.*?)^```/ms)?.[1] ?? ''
  const bodies = ['{"a":\n1}', '{"a":"x\ny"}', '{"a":1}']
  const use = `import json, ecpay_udf\nsign = ecpay_udf.Signer()\nfor body in json.loads(${JSON.stringify(JSON.stringify(bodies))}): print(sign(body))`
  const sandbox = new Sandbox({ 'ecpay_udf.py': module, 'use.py': use })
  const inPath = `mkdir bin && ln -s '${BIN}' bin/ecpay && PATH="$PWD/bin:$PATH"`
  const { stdout } = await sandbox.shell(`${inPath} python3 use.py`, ENV)
  const { sign } = traceSign('{"a":1}', ENV.ECPAY_SALT)
  expect(stdout).toBe(`${sign}\n\n${sign}\n`)
})

test('in a pause of a long stream all its results come, and Ctrl-C ends it', async () => {
  const child = new Sandbox().start(['sign', '--ndjson'], ENV)
  child.stdin?.write(`${LINE}\n`.repeat(COUNT))
  let size = 0
  for await (const chunk of child.stdout ?? []) {
    size += String(chunk).length
    if (size === COUNT * (SIGN.length + 1)) break
  }
  child.kill('SIGINT')
  expect((await once(child, 'close'))[0]).toBe(130)
})

test('a stream that ends early has a result for every line that came', async () => {
  const sandbox = new Sandbox({ 'lines.ndjson': `${LINE}\n`.repeat(COUNT) })
  const line = `head -c ${LINE.length * COUNT} lines.ndjson | ecpay sign --ndjson; exit $?`
  const { stdout, stderr, exitCode } = await sandbox.shell(line, ENV)
  const whole = Math.floor((LINE.length * COUNT) / (LINE.length + 1))
  expect(stdout === `${`${SIGN}\n`.repeat(whole)}\n`).toBe(true)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(`line ${whole + 1}: error: `)
})

test('a secret is masked wherever it stands in a line', async () => {
  const msgs = [ENV.ECPAY_SALT, JSON.stringify(ENV.ECPAY_TOKEN), encodeURIComponent(`%${ENV.ECPAY_SALT}`), 'nothing']
  const lines = msgs.map(callback)
  const sandbox = new Sandbox({ 'lines.ndjson': padded(lines) })
  const { stdout, stderr } = await sandbox.run(['verify-callback', '--ndjson', 'lines.ndjson'], { env: ENV })
  expect(stdout).not.toContain(ENV.ECPAY_SALT)
  expect(stdout).not.toContain(ENV.ECPAY_TOKEN)
  expect(stdout).toContain('"msg":"nothing"')
  expect(stderr).toContain('(secret-masked)')
})
