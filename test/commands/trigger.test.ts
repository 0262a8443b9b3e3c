import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { callbackSign, DEMO } from '../e2e/platform.js'
import { type Answering, faultServer, selfSignedServer } from '../gateway/fault-server.js'
import { run } from './run.js'

const accept: Answering = (_, response) => response.end('{"err_no":0,"err_tips":"success"}')
const refuse: Answering = (_, response) => response.end('{"err_no":7,"err_tips":"no"}')
const LOCAL = '--env local'

interface Body {
  timestamp: string
  nonce: string
  msg: string
  type: string
  msg_signature: string
}

async function printed(argv: string | string[], options = {}): Promise<Body> {
  const words = typeof argv === 'string' ? argv.split(' ') : argv
  const { stdout, exit } = await run(['trigger', ...words, '--env', 'local'], options)
  expect(exit).toBe(0)
  return JSON.parse(stdout)
}

const isSigned = ({ timestamp, nonce, msg, msg_signature }: Body, token = DEMO.token) =>
  callbackSign(token, timestamp, nonce, msg) === msg_signature

describe('without an address the body is printed', () => {
  test.each([
    ['payment', { appid: DEMO.app_id, total_amount: 100, status: 'SUCCESS', way: '1' }, 16],
    ['refund', { appid: DEMO.app_id, refund_amount: 100, is_all_settled: false }, 10],
    ['settle', { app_id: DEMO.app_id, settle_amount: 100, rake: 0 }, 15],
    ['withdraw', { status: 'SUCCESS', extra: '' }, 7]
  ])('%s: signed, with every documented member', async (type, members, count) => {
    const body = await printed(type)
    expect(Object.keys(body)).toEqual(['timestamp', 'nonce', 'msg', 'type', 'msg_signature'])
    expect([isSigned(body), body.type]).toEqual([true, type])
    const msg = JSON.parse(body.msg)
    expect(msg).toMatchObject(members)
    expect(Object.keys(msg)).toHaveLength(count)
  })

  test('it verifies, by verify-callback', async () => {
    const { stdout } = await run(`trigger refund ${LOCAL}`)
    expect(await run(`verify-callback ${LOCAL}`, { stdin: stdout })).toMatchObject({ exit: 0, codes: [] })
  })

  test('fixed timestamp, nonce and msg give the same bytes', async () => {
    const argv = 'trigger payment --msg {"a":"中"} --timestamp 1602507471 --nonce 797 --env local'
    const [first, second] = [await run(argv), await run(argv)]
    expect(first.stdout).toBe(second.stdout)
    const signature = callbackSign(DEMO.token, '1602507471', '797', '{"a":"中"}')
    expect(JSON.parse(first.stdout)).toMatchObject({ msg: '{"a":"中"}', msg_signature: signature })
  })

  test('flags', async () => {
    const { msg } = await printed(['payment', '--number', 'no_1', '--amount', '1', '--cp-extra', 'x y'])
    expect(JSON.parse(msg)).toMatchObject({ cp_orderno: 'no_1', total_amount: 1, cp_extra: 'x y' })
    expect(JSON.parse((await printed('refund --number r_1')).msg)).toMatchObject({ cp_refundno: 'r_1' })
  })

  test('--set and --unset', async () => {
    const { msg } = await printed('payment --set a.b=c --set total_amount:=1e2 --unset extra --unset item_id')
    expect(msg).toContain('"total_amount":1e2,')
    expect(JSON.parse(msg)).toMatchObject({ a: { b: 'c' } })
    expect(msg).not.toMatch(/extra":"","item|item_id/)
  })

  test.each([
    ['a file', ['--msg', '@msg.json'], ''],
    ['stdin', ['--msg', '-'], '{ "a" : "\\u4e2d\\/" } \n']
  ])('--msg from %s, byte for byte', async (_, argv, stdin) => {
    const text = '{ "a" : "\\u4e2d\\/" } \n'
    const here = place({ 'msg.json': text })
    const body = await printed(['payment', ...argv], { here, stdin })
    expect([body.msg, isSigned(body)]).toEqual([text, true])
  })

  test('an order of the local gateway', async () => {
    const here = place()
    await run('create-order --env local --amount 250 --out-order-no no_1 --cp-extra extra', { here })
    await run('simulate pay no_1 --way ali', { here })
    const { msg } = await printed('payment --order no_1', { here })
    expect(JSON.parse(msg)).toMatchObject({ cp_orderno: 'no_1', total_amount: 250, cp_extra: 'extra', way: '2' })
    const settle = JSON.parse((await printed('settle --order no_1', { here })).msg)
    expect(settle).toMatchObject({ out_order_no: 'no_1', settle_amount: 250, order_id: JSON.parse(msg).order_id })
  })

  test('--json', async () => {
    const { stdout } = await run(`trigger payment ${LOCAL} --json`)
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({ to: null, delivered: null, sent: [{ deliveries: [] }] })
    expect(isSigned(JSON.parse(document.sent[0].callback))).toBe(true)
  })
})

describe('posted to a handler', () => {
  test('accepted: exit 0, and the answer as it came', async () => {
    const handler = await faultServer(accept)
    const { exit, stdout } = await run(`trigger payment ${LOCAL} --to ${handler.url}/notify`)
    expect([exit, stdout]).toEqual([0, '{"err_no":0,"err_tips":"success"}\n'])
    expect(handler.bodies.map((body) => isSigned(JSON.parse(body)))).toEqual([true])
  })

  test('notify_url of the configuration', async () => {
    const handler = await faultServer(accept)
    const env = { ECPAY_NOTIFY_URL: handler.url, ECPAY_TOKEN: 'tokenOfTheShop01' }
    expect((await run('trigger payment', { env })).exit).toBe(0)
    expect(isSigned(JSON.parse(handler.bodies[0] ?? ''), env.ECPAY_TOKEN)).toBe(true)
  })

  test.each<[name: string, answering: Answering, exit: number, code: string]>([
    ['err_no 7', refuse, 1, 'callback-refused'],
    ['500', (_, response) => response.writeHead(500).end(), 1, 'callback-not-200'],
    ['text', (_, response) => response.end('success'), 1, 'callback-answer-success-text'],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/x' }).end(), 1, 'callback-not-200'],
    ['a closed connection', (request) => request.socket.destroy(), 3, 'connection-reset'],
    ['no answer', () => {}, 3, 'answer-timeout']
  ])('%s', async (_, answering, exit, code) => {
    const handler = await faultServer(answering)
    const ran = await run(`trigger payment ${LOCAL} --timeout 300 --to ${handler.url}`)
    expect([ran.exit, ran.codes]).toEqual([exit, [code]])
  })

  test('on a terminal: request, raw and pretty answer', async () => {
    const handler = await faultServer(accept)
    const ran = await run(`trigger payment ${LOCAL} --no-color --to ${handler.url}`, { terminal: true })
    expect(ran.stderr).toMatch(/── Request\nPOST http[^\n]*\ncontent-type: application\/json\n\{"timestamp"/)
    expect(ran.stdout).toBe('{"err_no":0,"err_tips":"success"}\n{\n  "err_no": 0,\n  "err_tips": "success"\n}\n')
  })

  test('--retry follows the schedule', async () => {
    const handler = await faultServer((request, response, count) =>
      (count < 3 ? refuse : accept)(request, response, count)
    )
    const ran = await run(`trigger payment ${LOCAL} --retry --time-scale 0.00001 --json --to ${handler.url}`)
    const { delivered, sent } = JSON.parse(ran.stdout)
    expect([ran.exit, delivered, sent[0].deliveries.length]).toEqual([0, true, 3])
    expect(new Set(handler.bodies)).toHaveLength(1)
  })

  test('TLS that nobody vouches for is fine on this machine', async () => {
    const handler = await selfSignedServer(accept)
    expect((await run(`trigger payment ${LOCAL} --to ${handler.url}`)).exit).toBe(0)
  })
})

describe('what goes wrong on the way', () => {
  const posted = async (argv: string) => {
    const types: (string | undefined)[] = []
    const handler = await faultServer((request, response, count) => {
      types.push(request.headers['content-type'])
      accept(request, response, count)
    })
    expect((await run(`trigger payment ${LOCAL} ${argv} --to ${handler.url}`)).exit).toBe(0)
    return { bodies: handler.bodies.map((body): Body => JSON.parse(body)), types }
  }

  describe('--bad-signature wants a refusal', () => {
    const bad = async (answering: Answering, argv = '') => {
      const handler = await faultServer(answering)
      const ran = await run(`trigger payment ${LOCAL} --bad-signature --timeout 300 ${argv} --to ${handler.url}`)
      return { ...ran, bodies: handler.bodies.map((body): Body => JSON.parse(body)) }
    }

    test.each<[name: string, answering: Answering, exit: number, codes: string[]]>([
      ['accepted', accept, 1, ['forgery-accepted']],
      ['success, as Alipay wants it', (_, response) => response.end('success'), 1, ['forgery-accepted']],
      ['err_no 7', refuse, 0, []],
      ['403', (_, response) => response.writeHead(403).end('{"err_no":1}'), 0, []],
      ['500', (_, response) => response.writeHead(500).end(), 0, ['handler-crashed']],
      ['no answer', () => {}, 3, ['answer-timeout']]
    ])('%s', async (_, answering, exit, codes) => {
      const ran = await bad(answering)
      expect([ran.exit, ran.codes]).toEqual([exit, codes])
      expect(ran.bodies.map((body) => [isSigned(body), body.msg_signature.length])).toEqual([[false, 40]])
      if (exit !== 1) expect(ran.stderr).not.toMatch(/"err_no":0/)
    })

    test('one of several that is accepted is one too many', async () => {
      const ran = await bad(
        (request, response, count) => (count === 1 ? accept : refuse)(request, response, count),
        '--duplicate 2 --json'
      )
      expect(ran.exit).toBe(1)
      expect(JSON.parse(ran.stdout)).toMatchObject({ wanted: 'refused', passed: false, delivered: false })
    })

    test('--json', async () => {
      const { exit, stdout } = await bad(refuse, '--json')
      expect(exit).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ wanted: 'refused', passed: true, delivered: false })
    })
  })

  test('err_no as a string is odd, and delivered', async () => {
    const handler = await faultServer((_, response) => response.end('{"err_no":"0"}'))
    const ran = await run(`trigger payment ${LOCAL} --to ${handler.url}`)
    expect([ran.exit, ran.codes]).toEqual([0, ['err-no-as-text']])
  })

  test('--stale', async () => {
    const now = Date.UTC(2026, 0, 1)
    const body = await printed('payment --stale 3600', { now })
    expect(Number(body.timestamp)).toBe(now / 1000 - 3600)
    expect(isSigned(body)).toBe(true)
  })

  test('--duplicate', async () => {
    const { bodies } = await posted('--duplicate 3')
    expect([bodies.length, new Set(bodies.map((body) => JSON.stringify(body))).size]).toEqual([3, 1])
  })

  test('--out-of-order', async () => {
    const { bodies } = await posted('--out-of-order')
    const [first, second] = bodies.map(({ timestamp }) => Number(timestamp))
    expect(bodies.map((body) => isSigned(body))).toEqual([true, true])
    expect(first).toBeGreaterThan(second as number)
  })

  test('--mixed-content-type', async () => {
    const { types, bodies } = await posted('--mixed-content-type')
    expect(types).toHaveLength(4)
    expect(types).toContain('text/plain')
    expect(bodies.every((body) => isSigned(body))).toBe(true)
  })
})

test.each([
  ['no type', 'trigger', {}, 2, 'missing-argument'],
  ['a type that callbacks do not have', `trigger gift ${LOCAL}`, {}, 2, 'invalid-option-value'],
  ['no token', 'trigger payment', {}, 2, 'missing-token'],
  ['an order that is not there', `trigger payment ${LOCAL} --order no_9`, {}, 1, 'order-not-found'],
  ['a forgery by the schedule', `trigger payment ${LOCAL} --bad-signature --retry`, {}, 2, 'conflicting-options'],
  ['no address', `trigger payment ${LOCAL} --to shop.example`, {}, 2, 'invalid-option-value'],
  ['plain http elsewhere', `trigger payment ${LOCAL} --to http://shop.example/`, {}, 2, 'insecure-target'],
  ['a member that is not there', `trigger payment ${LOCAL} --unset none`, {}, 2, 'missing-member'],
  ['no assignment', `trigger payment ${LOCAL} --set none`, {}, 2, 'malformed-assignment'],
  ['a msg that cannot be changed', `trigger payment ${LOCAL} --msg text --set a=b`, {}, 2, 'invalid-json'],
  ['no such file', `trigger payment ${LOCAL} --msg @none.json`, {}, 2, 'file-not-readable']
])('%s', async (_, argv, env, exit, code) => {
  const ran = await run(argv, { env })
  expect([ran.exit, ran.codes, ran.stdout]).toEqual([exit, [code], ''])
})

test('--insecure is said aloud', async () => {
  const ran = await run(`trigger payment ${LOCAL} --insecure --timeout 1 --to http://192.0.2.1/`)
  expect(ran.exit).toBe(3)
  expect(ran.codes[0]).toBe('insecure-delivery')
})
