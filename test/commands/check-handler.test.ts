import { createHash, hash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { callbackSign, DEMO } from '../e2e/platform.js'
import { faultServer } from '../gateway/fault-server.js'
import { run } from './run.js'

interface Envelope {
  timestamp: string
  nonce: string
  msg: string
  msg_signature: string
}

/** A handler that judges the envelope in its own way. */
async function handlerThat(isGenuine: (envelope: Envelope) => boolean): Promise<string> {
  const server = await faultServer((request, response, count) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    if (request.method === 'GET') response.end(query.get('echostr'))
    else response.end(JSON.stringify({ err_no: judge(server.bodies[count - 1] ?? '') ? 0 : 1 }))
  })
  const judge = (body: string) => {
    try {
      const envelope = JSON.parse(body)
      const { timestamp, nonce, msg, msg_signature } = envelope
      if ([timestamp, nonce, msg, msg_signature].some((one) => one === undefined)) return false
      return isGenuine({ ...envelope, timestamp: String(timestamp), nonce: String(nonce) })
    } catch {
      return false
    }
  }
  return server.url
}

const sign = (token: string, { timestamp, nonce, msg }: Envelope) => callbackSign(token, timestamp, nonce, msg)
const right = (envelope: Envelope) => envelope.msg_signature === sign(DEMO.token, envelope)
const isDigits = (text: string) => /^[0-9]+$/.test(text)

/** As PHP's sort() without a flag: digits by their value. */
function numericSort(parts: string[]): string[] {
  return parts.sort((a, b) => (isDigits(a) && isDigits(b) ? Number(a) - Number(b) : a < b ? -1 : 1))
}

async function failedCases(url: string, argv = ''): Promise<string[]> {
  const { stdout } = await run(`check-handler ${url} --env local --json ${argv}`)
  const { cases } = JSON.parse(stdout) as { cases: { code: string; verdict: string }[] }
  return cases.filter(({ verdict }) => verdict === 'failed').map(({ code }) => code)
}

test('a right handler passes', async () => {
  const { exit, stdout, codes } = await run(`check-handler ${await handlerThat(right)} --env local`)
  expect([exit, codes]).toEqual([0, []])
  expect(stdout).not.toMatch(/✗/)
})

test.each(['refund', 'settle', 'withdraw'])('so it does with callbacks of type %s', async (type) => {
  expect(await failedCases(await handlerThat(right), `--type ${type}`)).toEqual([])
})

describe('the usual wrong handlers fail on the case that is meant for them', () => {
  const WRONG: [what: string, isGenuine: (envelope: Envelope) => boolean, meant: string[]][] = [
    ['no check at all', () => true, ['signature-wrong', 'signature-without-token', 'msg-changed']],
    [
      'msg parsed and written again',
      (one) => one.msg_signature === sign(DEMO.token, { ...one, msg: JSON.stringify(JSON.parse(one.msg)) }),
      ['msg-spaces', 'msg-escaped-slash', 'msg-unicode-escape', 'msg-long-integer', 'msg-trailing-space']
    ],
    [
      'msg trimmed',
      (one) => one.msg_signature === sign(DEMO.token, { ...one, msg: one.msg.trim() }),
      ['msg-trailing-space']
    ],
    [
      'md5 with the SALT',
      (one) => {
        const parts = [DEMO.salt, one.timestamp, one.nonce, one.msg].sort()
        return one.msg_signature === createHash('md5').update(parts.join('&')).digest('hex')
      },
      ['genuine']
    ],
    [
      'digits sorted as numbers',
      ({ timestamp, nonce, msg, msg_signature }) =>
        msg_signature === hash('sha1', numericSort([DEMO.token, timestamp, nonce, msg]).join('')),
      ['nonce-sorts-last']
    ],
    [
      'upper and lower case alike',
      (one) => right({ ...one, msg_signature: one.msg_signature.toLowerCase() }),
      ['signature-uppercase']
    ],
    [
      'compared up to the shorter one',
      (one) => sign(DEMO.token, one).startsWith(one.msg_signature),
      ['signature-empty', 'signature-truncated']
    ],
    ['refused by age', (one) => right(one) && Date.now() / 1000 - Number(one.timestamp) < 300, ['late-retry']]
  ]
  test.each(WRONG)('%s', async (_, isGenuine, meant) => {
    const failed = await failedCases(await handlerThat(isGenuine), meant.map((code) => `--only ${code}`).join(' '))
    expect(failed.sort()).toEqual(meant.toSorted())
  })
})

describe('what comes back', () => {
  const always = (status: number, body: string) => faultServer((_, response) => response.writeHead(status).end(body))

  test('a failure says what came, why it matters and how to fix it', async () => {
    const { url } = await always(200, '{"err_no":0}')
    const { exit, codes, stdout } = await run(`check-handler ${url} --env local --only signature-empty`)
    expect([exit, codes]).toEqual([1, ['handler-failed']])
    expect(stdout).toMatch(
      /^✗ signature-empty {2}an empty signature\n[^✗]*\(forgery-accepted\)\n {4}Answer: \{"err_no":0\}\n {4}Wanted: .*\n {4}Why: /
    )
    expect(stdout).toContain('    Fix: ')
  })

  test.each([
    ['genuine', 500, '', 'callback-not-200'],
    ['unknown-type', 500, '', 'handler-crashed'],
    ['one-mebibyte', 500, '', 'handler-crashed'],
    ['not-json', 200, '{"err_no":0}', 'forgery-accepted']
  ])('%s answered with HTTP %i %s: %s', async (code, status, body, problem) => {
    const { url } = await always(status, body)
    const { exit, stdout } = await run(`check-handler ${url} --env local --only ${code} --json`)
    expect([exit, JSON.parse(stdout).cases[0].answers[0].problem.code]).toEqual([1, problem])
  })

  test.each([
    ['console-check', 'echostr-not-returned', 0],
    ['in-time', 'answer-slow', 1200]
  ])('%s is advice: exit 0', async (code, problem, wait) => {
    const { url } = await faultServer((_, response) => void setTimeout(() => response.end('{"err_no":0}'), wait))
    const { exit, stdout } = await run(`check-handler ${url} --env local --only ${code}`)
    expect(exit).toBe(0)
    expect(stdout).toMatch(new RegExp(`^! ${code} [^]*\\(${problem}\\)`))
  })

  test('nobody there: exit 3', async () => {
    const ran = await run('check-handler http://127.0.0.1:9/ --env local')
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([3, ['connection-refused'], ''])
  })

  test('a handler that hangs up in the middle has failed', async () => {
    const { url } = await faultServer((request, response, count) =>
      count === 1 ? response.end('{"err_no":0}') : request.socket.destroy()
    )
    const { exit, stdout } = await run(`check-handler ${url} --env local --only genuine --only signature-wrong --json`)
    expect(exit).toBe(1)
    expect(JSON.parse(stdout).cases[1].answers).toMatchObject([{ status: null, problem: { code: 'connection-reset' } }])
  })
})

describe('--junit', () => {
  test('has every case, and the failures', async () => {
    const here = place()
    const url = await handlerThat(() => true)
    const { exit } = await run(`check-handler ${url} --env local --junit report.xml`, { here })
    const report = readFileSync(here.path('report.xml'), 'utf8')
    expect(exit).toBe(1)
    const [, tests, failures] = /tests="(\d+)" failures="(\d+)"/.exec(report) ?? []
    expect(report.match(/<testcase /g)).toHaveLength(Number(tests))
    expect(report.match(/<failure message="[^"]+">/g)).toHaveLength(Number(failures))
    expect(report).toContain('name="signature-wrong"')
    expect(report).not.toContain(DEMO.token)
  })

  test('that cannot be written', async () => {
    const here = place()
    mkdirSync(here.path('report.xml'))
    const url = await handlerThat(right)
    const ran = await run(`check-handler ${url} --env local --only genuine --junit report.xml`, { here })
    expect([ran.exit, ran.codes]).toEqual([2, ['file-not-writable']])
  })
})

describe('--list', () => {
  test('the cases, with nothing sent', async () => {
    const { exit, stdout } = await run('check-handler --list')
    expect(exit).toBe(0)
    expect(stdout).toMatch(/^genuine +a genuine callback\n +Wanted: /)
    const { cases } = JSON.parse((await run('check-handler --list --json')).stdout)
    expect(cases[0]).toMatchObject({ code: 'genuine', wants: 'accepted', title: 'a genuine callback' })
    expect(cases.length).toBeGreaterThanOrEqual(38)
  })

  test('in Chinese', async () => {
    expect((await run('check-handler --list --lang zh')).stdout).toContain('真实的回调')
  })
})

test.each([
  ['no address', 'check-handler --env local', 'missing-argument'],
  ['no token', 'check-handler http://127.0.0.1:9/', 'missing-token'],
  ['an unknown case', 'check-handler http://127.0.0.1:9/ --env local --only none', 'invalid-option-value'],
  ['an unknown type', 'check-handler http://127.0.0.1:9/ --env local --type gift', 'invalid-option-value'],
  ['plain http elsewhere', 'check-handler http://shop.example/ --env local', 'insecure-target']
])('%s: exit 2', async (_, argv, code) => {
  const ran = await run(argv)
  expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, [code], ''])
})
