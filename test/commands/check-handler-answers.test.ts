import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { DEMO } from '../e2e/platform.js'
import { faultServer } from '../gateway/fault-server.js'
import { run } from './run.js'

const OK = '{"err_no":0,"err_tips":"success"}'

interface Case {
  code: string
  verdict: string
  like: string | null
  proves_nothing: boolean
  milliseconds: number
  saved?: string
  answers: { problem: { code: string } | null; milliseconds: number }[]
}

/** A handler whose answer to a genuine callback, and to any other, is the same each time. */
async function handler(genuine: string, other = '{"err_no":1}', sort: Sort = byText): Promise<string> {
  const server = await faultServer((request, response, count) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    if (request.method === 'GET') response.end(query.get('echostr'))
    else response.end(isGenuine(server.bodies[count - 1] ?? '', sort) ? genuine : other)
  })
  return server.url
}

type Sort = (a: string, b: string) => number
const byText: Sort = (a, b) => (a < b ? -1 : 1)
/** As PHP 8 compares what sort() is given without a flag: numeric strings by their value. */
const IS_NUMERIC = /^[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\v\f]*$/
const asPhp: Sort = (a, b) => (IS_NUMERIC.test(a) && IS_NUMERIC.test(b) ? Number(a) - Number(b) : byText(a, b))

function isGenuine(body: string, sort: Sort): boolean {
  try {
    const { timestamp, nonce, msg, msg_signature } = JSON.parse(body)
    return msg_signature === hash('sha1', [DEMO.token, String(timestamp), String(nonce), msg].sort(sort).join(''))
  } catch {
    return false
  }
}

async function casesOf(argv: string): Promise<{ exit: number; cases: Case[] }> {
  const { exit, stdout } = await run(`check-handler ${argv} --env local --json`)
  return { exit, cases: JSON.parse(stdout).cases }
}

const named = (cases: readonly Case[], verdict: string) =>
  cases.filter((one) => one.verdict === verdict).map(({ code }) => code)

describe('one mistake fails the case that is meant for it, whenever it runs', () => {
  test.each([Date.UTC(2026, 10, 26), Date.UTC(2029, 1, 1, 7), Date.UTC(2033, 5, 1)])(
    'sort() of PHP, at %i',
    async (now) => {
      const url = await handler(OK, '{"err_no":1}', asPhp)
      const { stdout } = await run(`check-handler ${url} --env local --json`, { now })
      const { cases } = JSON.parse(stdout) as { cases: Case[] }
      expect([named(cases, 'failed'), named(cases, 'advice')]).toEqual([['nonce-sorts-last'], []])
    }
  )
})

describe('what comes in place of the acknowledgement has a name', () => {
  test.each([
    ['success', 'callback-answer-success-text', 'Answer: success'],
    ['"SUCCESS"\n', 'callback-answer-success-text', 'Answer: "SUCCESS"<U+000A>'],
    [`\ufeff${OK}`, 'callback-answer-byte-order-mark', `Answer: <U+FEFF>${OK}`],
    [
      `<br />\n<b>Warning</b>: Undefined index: msg in <b>/srv/a.php</b> on line <b>3</b><br />\n${OK}`,
      'callback-answer-php-warning',
      'Answer: <br /><U+000A><b>Warning</b>'
    ],
    [
      '\nNotice: Undefined variable $a in /srv/a.php on line 3\n{}',
      'callback-answer-php-warning',
      'Answer: <U+000A>Notice'
    ],
    ['<!DOCTYPE html><title>Log in</title>', 'callback-answer-html', 'Answer: <!DOCTYPE html>'],
    ['<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>', 'callback-answer-xml', 'Answer: <xml>'],
    ['', 'callback-answer-empty', ''],
    ['fail', 'callback-answer-not-json', 'Answer: fail'],
    ['{"code":"SUCCESS"}', 'callback-refused', 'Answer: {"code":"SUCCESS"}'],
    [`{"err_no":1,"err_tips":"\\u001b[31m${DEMO.token}"}`, 'callback-refused', '<U+001B>[31m<TOKEN>']
  ])('%j: %s', async (answer, code, shown) => {
    const url = await handler(answer)
    const argv = `check-handler ${url} --env local --only genuine`
    const here = place()
    const { exit, stdout } = await run(`${argv} --junit r.xml`, { here })
    expect(exit).toBe(1)
    expect(stdout).toContain(`(${code})`)
    expect(stdout).toContain(shown)
    expect(stdout.includes('Answer:')).toBe(answer !== '')
    expect(stdout + readFileSync(here.path('r.xml'), 'utf8')).not.toMatch(/demoToken|(?!\n)\p{Cc}/u)
    expect(JSON.parse((await run(`${argv} --json`)).stdout).cases[0].answers[0].problem.code).toBe(code)
  })

  test.each([
    [200, 'success', /Fix: This platform wants/],
    [302, '', /Fix: The platform does not follow redirects/],
    [404, '', /Fix: Check the path/],
    [403, '{"err_no":1}', /Fix: sha1 over token/]
  ])('HTTP %i %s has its own remedy', async (status, body, fix) => {
    const { url } = await faultServer((_, response) => response.writeHead(status).end(body))
    expect((await run(`check-handler ${url} --env local --only genuine`)).stdout).toMatch(fix)
  })

  test('a long one is cut', async () => {
    const { stdout } = await run(`check-handler ${await handler('中'.repeat(300))} --env local --only genuine`)
    expect(stdout.match(/中/g)).toHaveLength(100)
  })

  test.each([
    ['{"err_no":"0"}', '{"err_no":1}', 'err-no-as-text', 'genuine'],
    [OK, 'PHP Fatal error:  Uncaught TypeError: trim()', 'error-text-in-answer', 'signature-wrong'],
    [OK, 'Traceback (most recent call last):\n  File "a.py"', 'error-text-in-answer', 'signature-wrong']
  ])('%j and %j are advice: %s', async (genuine, other, code, first) => {
    const { exit, cases } = await casesOf(await handler(genuine, other))
    expect([exit, named(cases, 'failed')]).toEqual([0, []])
    const told = cases.filter(({ verdict }) => verdict === 'advice')
    expect(told.map(({ answers }) => answers.find(({ problem }) => problem)?.problem?.code)).toEqual(
      told.map(() => code)
    )
    expect(told.map(({ like }) => like)).toEqual([null, ...told.slice(1).map(() => first)])
    expect(told[0]?.code).toBe(first)
  })
})

test('an error for a number that is booked fails the cases that send one again, and no other', async () => {
  const booked = new Set<string>()
  const server = await faultServer((request, response, count) => {
    const body = server.bodies[count - 1] ?? ''
    if (request.method === 'GET' || !isGenuine(body, byText)) return response.end('{"err_no":1}')
    const { type, msg } = JSON.parse(body)
    const { cp_orderno, cp_refundno = cp_orderno } = JSON.parse(msg)
    const number = type + cp_refundno
    response.writeHead(booked.has(number) ? 500 : 200).end(OK)
    booked.add(number)
  })
  const failed = named((await casesOf(server.url)).cases, 'failed')
  expect(failed).toEqual(['repeated', 'repeated-at-once', 'out-of-order', 'many-at-once'])
})

test('an answer in the form of another platform is told to have no err_no, not that the signature is wrong', async () => {
  const { stdout } = await run(`check-handler ${await handler('{"code":0,"msg":"ok"}')} --env local --only genuine`)
  expect(stdout).toContain('(callback-refused)')
  expect(stdout).not.toContain('sha1')
})

describe('one cause is told once', () => {
  test('where nothing genuine is accepted, and what is refused then proves nothing', async () => {
    const url = await handler('{"err_no":1}')
    const { cases } = await casesOf(url)
    const { stdout, exit } = await run(`check-handler ${url} --env local`)
    const like = cases.filter(({ like }) => like === 'genuine').map(({ code }) => code)
    const idle = cases.filter(({ proves_nothing }) => proves_nothing)
    expect(exit).toBe(1)
    expect([like.length, idle.length]).toEqual([20, 20])
    expect(stdout.match(/^✗ /gm)).toHaveLength(2)
    const advised = named(cases, 'advice')
    const failed = like.filter((code) => !advised.includes(code))
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `✗ ${failed.length} more fail like genuine: ${failed.join(', ')} ! ${advised.length} more`
    )
    expect(failed.length + 1).toBe(named(cases, 'failed').length)
    expect(stdout).toMatch(/^– 20 more /m)
    expect(stdout.match(/^✓ .*/gm)).toEqual([expect.stringContaining('console-check')])
  })

  test('JUnit skips what proves nothing', async () => {
    const here = place()
    await run(`check-handler ${await handler('{"err_no":1}')} --env local --junit r.xml`, { here })
    const report = readFileSync(here.path('r.xml'), 'utf8')
    expect(report).toMatch(/errors="0" skipped="20"/)
    expect(report.match(/<skipped message="[^"]+"\/>/g)).toHaveLength(20)
  })

  test('who answers success to everything has refused nothing', async () => {
    const { cases } = await casesOf(await handler('success', 'success'))
    const failed = cases.filter(({ verdict, like }) => verdict === 'failed' && like === null)
    expect(failed.map(({ code }) => code)).toEqual(['genuine', 'signature-wrong'])
  })

  test('where forgeries are accepted', async () => {
    const { cases } = await casesOf(await handler(OK, OK))
    const failed = cases.filter(({ verdict }) => verdict === 'failed')
    expect(failed.map(({ like }) => like)).toEqual([null, ...failed.slice(1).map(() => 'signature-wrong')])
    expect(cases.some(({ proves_nothing }) => proves_nothing)).toBe(false)
  })
})

describe('--save', () => {
  test('writes what failed, and the report says what looks at it', async () => {
    const here = place()
    const url = await handler(OK, '{"err_no":1}', asPhp)
    const argv = `check-handler ${url} --env local --save failed`
    const { stdout, stderr } = await run(argv, { here })
    expect(readdirSync(here.path('failed'))).toEqual(['nonce-sorts-last.json'])
    const file = 'failed/nonce-sorts-last.json'
    expect(stdout).toContain(`    ecpay verify-callback ${file} --env local\n    ecpay replay ${file} --to ${url}\n`)
    expect(stderr).toContain(`ecpay verify-callback ${file} --env local`)
    expect((await run(`verify-callback ${file} --env local`, { here })).exit).toBe(0)
    expect((await run(`replay ${file} --to ${url}`, { here })).exit).toBe(1)

    const again = await run(argv, { here })
    expect([again.exit, again.codes, again.stdout]).toEqual([2, ['file-exists'], ''])
    expect((await run(`${argv} --force`, { here })).exit).toBe(1)
  })

  test('the next step is about the same order', async () => {
    const url = await handler('{"err_no":1}')
    const argv = `check-handler ${url} --env local --only genuine --number no_1 --amount 7 --timeout 3000`
    const { stderr } = await run([...argv.split(' '), '--cp-extra', 'a b'])
    const options = "--number no_1 --amount 7 --cp-extra 'a b' --timeout 3000 --env local"
    expect(stderr).toContain(`ecpay check-handler ${url} --only genuine --save failed ${options}`)
  })

  test('a forgery is sent again by its case', async () => {
    const here = place()
    const url = await handler(OK, OK)
    const { stdout } = await run(`check-handler ${url} --env local --only signature-wrong --save failed --json`, {
      here
    })
    expect(JSON.parse(stdout).cases[0].saved).toBe('failed/signature-wrong.json')
    const text = await run(`check-handler ${url} --env local --only msg-changed --save failed`, { here })
    expect(text.stdout).toContain(`    ecpay check-handler ${url} --only msg-changed --env local\n`)
  })

  test.each(['--save file', '--junit none/report.xml', '--junit .'])('%s: nothing is sent', async (option) => {
    const server = await faultServer((_, response) => response.end(OK))
    const here = place({ file: '' })
    const ran = await run(`check-handler ${server.url} --env local ${option}`, { here })
    expect([ran.exit, ran.codes, ran.stdout, server.bodies]).toEqual([2, ['file-not-writable'], '', []])
  })
})

describe('--junit', () => {
  test('with nobody there: an error, and exit 3', async () => {
    const here = place()
    const ran = await run('check-handler http://127.0.0.1:9/ --env local --junit r.xml', { here })
    expect([ran.exit, ran.codes]).toEqual([3, ['connection-refused']])
    const report = readFileSync(here.path('r.xml'), 'utf8')
    expect(report).toMatch(/<testsuites tests="1" failures="0" errors="1" /)
    expect(report).toMatch(/name="connection-refused"[^>]*>\s*<error message="[^"]+">/)
  })

  test('a report that stood there stays when nothing could be sent', async () => {
    const here = place({ 'r.xml': 'old' })
    await run('check-handler shop --env local --junit r.xml', { here })
    expect(readFileSync(here.path('r.xml'), 'utf8')).toBe('old')
    await run('check-handler http://127.0.0.1:9/ --junit new.xml', { here })
    expect(existsSync(here.path('new.xml'))).toBe(false)
  })

  test('answers at once take the time of one', async () => {
    const server = await faultServer((_, response) => void setTimeout(() => response.end(OK), 100))
    const { cases } = await casesOf(`${server.url} --only many-at-once`)
    const [one] = cases
    const sum = one?.answers.reduce((total, { milliseconds }) => total + milliseconds, 0) ?? 0
    expect(one?.milliseconds).toBeLessThan(sum / 2)
  })
})

test('a handler that goes away in the middle has one cause', async () => {
  const server = await faultServer((request, response, count) =>
    count === 1 ? response.end(OK) : request.socket.destroy()
  )
  const { exit, cases } = await casesOf(server.url)
  const failed = cases.filter(({ verdict }) => verdict === 'failed')
  expect([exit, new Set(failed.slice(1).map(({ like }) => like))]).toEqual([1, new Set([failed[0]?.code])])
})

test('a callback that was lost among many is sent again', async () => {
  const server = await faultServer((request, response, count) =>
    count <= 3 ? request.socket.destroy() : response.end(OK)
  )
  const { exit, cases } = await casesOf(`${server.url} --only many-at-once`)
  const problems = new Set(cases[0]?.answers.map(({ problem }) => problem?.code ?? null))
  expect([exit, cases[0]?.verdict, problems]).toEqual([0, 'advice', new Set([null, 'answered-when-sent-again'])])
  expect(server.bodies).toHaveLength(53)
})

test('a handler that is late is told to answer first', async () => {
  const { url } = await faultServer(() => {})
  const ran = await run(`check-handler ${url} --env local --timeout 100`)
  expect([ran.exit, ran.codes]).toEqual([3, ['answer-timeout']])
  expect(ran.stderr).toMatch(/--timeout/)
  expect(ran.stderr).not.toMatch(/out_order_no|ecpay query/)
})
