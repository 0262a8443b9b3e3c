import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderServer } from '../commands/call/bulk/order-server.js'
import { Sandbox } from './ecpay.js'

const NUMBERS = Array.from({ length: 60 }, (_, i) => `no_${i + 1}`)
const ARGV = ['query', '--from-file', 'numbers.txt', '--env', 'local']

/** The numbers that have a whole line with an answer. */
function answeredIn(path: string): string[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const whole = text.split('\n').slice(0, -1)
  return whole.map((line) => JSON.parse(line)).flatMap(({ answer, out_order_no }) => (answer ? [out_order_no] : []))
}

test('killed at any moment: what was answered is not asked for again, and nothing is lost', async () => {
  const kills = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(kills, async (moments) => {
      const sandbox = new Sandbox({ 'numbers.txt': NUMBERS.join('\n') })
      let onAsked = () => {}
      const server = await orderServer((number) => {
        setImmediate(onAsked)
        return { err_no: 0, err_tips: '', out_order_no: number, payment_info: { order_status: 'SUCCESS' } }
      })
      const file = sandbox.path('answers.ndjson')
      const argv = [...ARGV, '--resume', 'answers.ndjson', '--concurrency', '3', '--rate', '1000']
      for (const moment of [...moments, Number.POSITIVE_INFINITY]) {
        const before = answeredIn(file)
        const from = server.asked.length
        const child = sandbox.start(argv, { ECPAY_BASE_URL: server.url })
        child.stdin?.end()
        onAsked = () => server.asked.length - from >= moment && child.kill('SIGKILL')
        await once(child, 'close')
        expect(server.asked.slice(from).filter((number) => before.includes(number))).toEqual([])
        expect(answeredIn(file)).toEqual(expect.arrayContaining(before))
      }
      expect(answeredIn(file).toSorted()).toEqual(NUMBERS.toSorted())
    }),
    { numRuns: 3 }
  )
})

test('a terminal shows how far it is, how fast, and how long it will take', async () => {
  const sandbox = new Sandbox({ 'numbers.txt': NUMBERS.join('\n') })
  const { url } = await orderServer()
  const argv = [...ARGV, '--resume', 'answers.ndjson', '--rate', '60']
  const { screen, exitCode } = await sandbox.terminal(argv, { env: { ECPAY_BASE_URL: url } })
  expect(exitCode).toBe(0)
  expect(screen).toMatch(/\d+ of 60, \d+ a second, \d+ s left/)
  expect(screen).toMatch(/60 numbers in \d+ s: SUCCESS 60/)
})

test('a pipe has the answers alone', async () => {
  const sandbox = new Sandbox({ 'numbers.txt': NUMBERS.join('\n') })
  const { url } = await orderServer()
  const { stdout, stderr, exitCode } = await sandbox.run([...ARGV, '-q'], { env: { ECPAY_BASE_URL: url } })
  expect([exitCode, stderr]).toEqual([0, ''])
  expect(stdout.trim().split('\n')).toHaveLength(60)
})

test('a reader that goes away ends it', async () => {
  const sandbox = new Sandbox({ 'numbers.txt': NUMBERS.join('\n') })
  const { url, asked } = await orderServer()
  const line = `ecpay ${ARGV.join(' ')} --concurrency 1 -q | head -1`
  const { stdout, stderr } = await sandbox.shell(line, { ECPAY_BASE_URL: url })
  expect(stdout).toMatch(/^\{"line":1,.*\}\n$/)
  expect(stderr).toBe('')
  expect(asked.length).toBeLessThan(60)
})
