import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'

const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const NUMBERS: ((msg: string) => string)[] = [(msg) => JSON.parse(msg).cp_orderno]

/** How a shop books a payment: the bookings by number, and what it does for one callback. */
type Book = (booked: Map<string, number>, number: string) => void | Promise<void>

const book: Book = (booked, number) => void booked.set(number, (booked.get(number) ?? 0) + 1)
const once: Book = (booked, number) => void booked.set(number, 1)
/** Looks first and books then, and the first two callbacks look both before either books. */
function checkThenBook(): Book {
  let looked = 0
  let bothHaveLooked = () => {}
  const both = new Promise<void>((resolve) => {
    bothHaveLooked = resolve
  })
  return async (booked, number) => {
    if (booked.has(number)) return
    if (++looked === 2) bothHaveLooked()
    await both
    await book(booked, number)
  }
}

/** A shop that takes every callback for genuine, and tells under /orders/<number> how often a payment is booked. */
async function shop(work: Book, { behind = false, number = NUMBERS[0] as (msg: string) => string } = {}) {
  const booked = new Map<string, number>()
  const asked: string[] = []
  const server = await faultServer((request, response, count) => {
    const [, order] = /^\/orders\/(.+)$/.exec(request.url ?? '') ?? []
    if (order !== undefined) {
      asked.push(decodeURIComponent(order))
      const times = booked.get(decodeURIComponent(order))
      if (times === undefined) response.writeHead(404).end()
      else response.end(String(times))
    } else {
      const done = work(booked, number(JSON.parse(server.bodies[count - 1] ?? '').msg))
      if (behind) response.end(SUCCESS)
      else void Promise.resolve(done).then(() => response.end(SUCCESS))
    }
  })
  return { url: server.url, asked }
}

const AGAIN = '--only genuine --only repeated --only repeated-at-once --only out-of-order'

function check(url: string, argv: string[], only = AGAIN) {
  return run([...`check-handler ${url} --env local ${only} --work-time 0`.split(' '), ...argv])
}

async function verdicts(url: string, argv: string[], only?: string) {
  const { exit, stdout } = await check(url, [...argv, '--json'], only)
  const { cases, effect, passed } = JSON.parse(stdout) as Report
  const failed = cases.flatMap(({ code, answers }) => {
    const found = answers.flatMap(({ problem }) => (problem ? [problem.code] : []))
    return found.length > 0 ? [[code, ...found]] : []
  })
  return { exit, passed, failed, problem: effect.problem?.code ?? null }
}

interface Report {
  passed: boolean
  cases: { code: string; answers: { problem: { code: string } | null }[] }[]
  effect: { problem: { code: string } | null }
}

describe('--order-url', () => {
  test('the work done once: exit 0', async () => {
    const { url, asked } = await shop(once)
    const argv = ['--order-url', `${url}/orders/{number}`, '--number', 'no_1 中']
    expect(await verdicts(url, argv)).toEqual({ exit: 0, passed: true, failed: [], problem: null })
    expect(new Set(asked)).toEqual(new Set(['no_1 中']))
  })

  test('the work done with every callback: exit 1', async () => {
    const { url } = await shop(book)
    const { exit, failed } = await verdicts(url, ['--order-url', `${url}/orders/{number}`])
    expect([exit, failed]).toEqual([
      1,
      [
        ['repeated', 'effect-repeated', 'effect-repeated'],
        ['out-of-order', 'effect-repeated', 'effect-repeated']
      ]
    ])
  })

  test.each([
    ['without --expect a race goes unseen', [], []],
    ['with --expect it does not', ['--expect', '1'], [['repeated-at-once', 'effect-differs']]]
  ])('%s', async (_, argv, failed) => {
    const { url } = await shop(checkThenBook())
    const found = await verdicts(
      url,
      ['--order-url', `${url}/orders/{number}`, ...argv],
      '--only genuine --only repeated-at-once'
    )
    expect(found).toMatchObject({ exit: failed.length, failed })
  })

  test('a shop that takes any signed callback for a payment: exit 1', async () => {
    const either = (msg: string) => JSON.parse(msg).cp_orderno ?? JSON.parse(msg).cp_refundno
    const only = '--only genuine --only refund-not-payment --only failed-refund-not-payment'
    const { url } = await shop(once, { number: either })
    const argv = ['--order-url', `${url}/orders/{number}`]
    const { failed, exit } = await verdicts(url, argv, only)
    expect([exit, failed]).toEqual([1, [['refund-not-payment', 'effect-changed']]])
    const { url: right } = await shop(once, { number: (msg) => JSON.parse(msg).cp_orderno ?? 'none' })
    expect(await verdicts(right, ['--order-url', `${right}/orders/{number}`], only)).toMatchObject({
      exit: 0,
      failed: []
    })
  })

  test('work that is done behind the answer is waited for', async () => {
    const slowly: Book = (booked, number) => void setTimeout(() => once(booked, number), 100)
    const { url } = await shop(slowly, { behind: true })
    const argv = ['--order-url', `${url}/orders/{number}`, '--work-time', '1500']
    expect(await verdicts(url, argv, '--only repeated')).toMatchObject({ exit: 0, problem: null })
  })

  test('what nothing changes cannot be told by: exit 3, with everything else told', async () => {
    const { url } = await shop(once, { number: () => 'another' })
    const { exit, codes, stdout } = await check(url, ['--order-url', `${url}/orders/{number}`])
    expect([exit, codes]).toEqual([3, ['effect-not-seen']])
    expect(stdout.match(/^✓/gm)).toHaveLength(4)
    expect(await verdicts(url, ['--order-url', `${url}/orders/{number}`])).toEqual({
      exit: 3,
      passed: false,
      failed: [],
      problem: 'effect-not-seen'
    })
  })

  test.each([
    ['a failure', 500, 'order-url-failed'],
    ['a redirect', 302, 'order-url-failed']
  ])('%s before anything is sent: exit 3', async (_, status, code) => {
    const { url } = await shop(once)
    const orders = await faultServer((_, response) => response.writeHead(status).end())
    const ran = await check(url, ['--order-url', orders.url])
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([3, [code], ''])
  })

  test('nobody there: exit 3', async () => {
    const { url } = await shop(once)
    const ran = await check(url, ['--order-url', 'http://127.0.0.1:9/'])
    expect([ran.exit, ran.codes]).toEqual([3, ['connection-refused']])
  })

  test('a failure later on: exit 3', async () => {
    const { url } = await shop(once)
    const orders = await faultServer((_, response, count) => response.writeHead(count > 2 ? 500 : 200).end(`${count}`))
    expect(await verdicts(url, ['--order-url', orders.url])).toMatchObject({ exit: 3, problem: 'order-url-failed' })
  })

  test('a handler that failed has failed all the same: exit 1', async () => {
    const { url } = await faultServer((_, response) => response.writeHead(500).end())
    const orders = await faultServer((_, response) => response.end('unpaid'))
    const { exit, codes } = await check(url, ['--order-url', orders.url])
    expect([exit, codes]).toEqual([1, ['handler-failed']])
  })
})

describe('--query', () => {
  /** Books payments into a file of the working directory, one line each. */
  async function shopWithFile(work: (file: string, number: string) => void) {
    const here = place()
    const file = here.path('booked')
    writeFileSync(file, '')
    const { url } = await shop((_, number) => work(file, number))
    const query = (command: string, ...argv: string[]) =>
      run(
        ['check-handler', url, '--env', 'local', ...AGAIN.split(' '), '--work-time', '0', '--query', command, ...argv],
        {
          here
        }
      )
    return { query }
  }
  const append = (file: string, number: string) => writeFileSync(file, `${number}\n`, { flag: 'a' })
  const unique = (file: string, number: string) => {
    if (!readFileSync(file, 'utf8').includes(number)) append(file, number)
  }

  const COUNT = 'grep -cxF "$ECPAY_NUMBER" booked || true'

  test('the number is in the environment, whatever characters it has', async () => {
    const { query } = await shopWithFile(unique)
    const { exit, codes } = await query(COUNT, '--expect', '1', '--number', '$(touch owned); "no\'1"')
    expect([exit, codes]).toEqual([0, []])
  })

  test('the work done with every callback: exit 1, with what was shown', async () => {
    const { query } = await shopWithFile(append)
    const { exit, codes, stdout } = await query(COUNT)
    expect([exit, codes]).toEqual([1, ['handler-failed']])
    expect(stdout).toMatch(/✗ repeated .*\n.*after the same callback, the result changed from\s+"3" to "4"\./)
  })

  test.each([
    ['fails', 'echo "no such table" >&2; exit 4', [], /\(exit 4\): no such table \(query-failed\)/],
    ['is none', '/no/such/program', [], /\(exit 127\)/],
    ['takes too long', 'sleep 60; echo 1', ['--timeout', '300'], /\(time-out\)/]
  ])('a command that %s: exit 3, nothing sent', async (_, command, argv, said) => {
    const { query } = await shopWithFile(append)
    const { exit, stdout, stderr } = await query(command, ...argv)
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toMatch(said)
  })

  test('Ctrl-C ends the command too', async () => {
    const stop = new AbortController()
    const here = place()
    const { url } = await shop(once)
    const query = 'touch started; sleep 60; touch ended'
    const running = run(['check-handler', url, '--env', 'local', '--query', query], { here, signal: stop.signal })
    const hasStarted = () => {
      try {
        return readFileSync(here.path('started')).length === 0
      } catch {
        return false
      }
    }
    while (!hasStarted()) await new Promise((resolve) => setTimeout(resolve, 10))
    stop.abort('interrupt')
    expect((await running).exit).toBe(130)
  })
})

test.each([
  ['both', ['--query', 'true', '--order-url', 'http://127.0.0.1:9/'], 'conflicting-options'],
  ['no case that sends a callback again', ['--query', 'true', '--only', 'genuine'], 'invalid-option-value'],
  ['--expect alone', ['--expect', '1'], 'missing-option'],
  ['no address', ['--order-url', 'orders'], 'invalid-option-value'],
  ['plain http elsewhere', ['--order-url', 'http://shop.example/{number}'], 'insecure-target']
])('%s: exit 2', async (_, argv, code) => {
  const ran = await run(['check-handler', 'http://127.0.0.1:9/', '--env', 'local', ...argv])
  expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, [code], ''])
})
