import { createPublicKey, type KeyLike, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { type Place, place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { OTHER } from '../trade/keys/other-keys.js'
import { serving, TOKEN } from './callback/receive.js'
import { run } from './run.js'

const TRADE = '--system trade --env local'
const TYPES = [
  ...['payment', 'refund', 'settle', 'pre_create_refund', 'pre_create_order', 'sign_callback', 'sign_pay_callback'],
  'withdraw'
]

interface Post {
  method: string | undefined
  headers: IncomingHttpHeaders
  raw: string[]
  body: string
}

const PLATFORM_KEY = createPublicKey(DEMO_KEY_PAIRS.platform_public_key)

/** Whether the platform has signed it, as its page says: three lines, the last one the raw body. */
function isGenuine({ headers, body }: Pick<Post, 'headers' | 'body'>, key: KeyLike = PLATFORM_KEY) {
  const text = `${headers['byte-timestamp']}\n${headers['byte-nonce-str']}\n${body}\n`
  const signature = Buffer.from(String(headers['byte-signature'] ?? ''), 'base64')
  return verify('sha256', Buffer.from(text), key, signature)
}

/** A handler that keeps what came, and answers as it is told. */
async function handlerThat(answers: (post: Post) => [status: number, answer: string]) {
  const posts: Post[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const post = {
      method: request.method,
      headers: request.headers,
      raw: request.rawHeaders,
      body: Buffer.concat(chunks).toString()
    }
    posts.push(post)
    const [status, answer] = guarded(answers, post)
    response.writeHead(status).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`, posts }
}

/** As a framework does: what is thrown is answered. */
function guarded(answers: (post: Post) => [number, string], post: Post): [number, string] {
  try {
    return answers(post)
  } catch {
    return [400, '']
  }
}

const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const accept = () => handlerThat(() => [200, SUCCESS])

/** Headers and body of a request in a file. */
function readRequest(text: string): Pick<Post, 'headers' | 'body'> {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const pairs = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(': ') as [string, string])
  return {
    headers: Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value])),
    body: rest.join('\r\n\r\n')
  }
}

describe('trigger --system trade', () => {
  test.each(TYPES)('%s without an address: the request as a file, genuine', async (type) => {
    const { exit, stdout } = await run(`trigger ${TRADE} ${type}`)
    expect(exit).toBe(0)
    expect(stdout).toMatch(/^POST \/ HTTP\/1\.1\r\nContent-Type: application\/json\r\nByte-/)
    const request = readRequest(stdout.replace(/\n$/, ''))
    expect(isGenuine(request)).toBe(true)
    expect(JSON.parse(request.body)).toEqual({ version: expect.any(String), type, msg: expect.any(String) })
    expect(request.headers).toMatchObject({ 'byte-logid': expect.any(String), 'byte-identifyname': expect.any(String) })
  })

  test('posts it with its headers', async () => {
    const { url, posts } = await accept()
    expect(await run(`trigger payment ${TRADE} --to ${url} --number no_1 --amount 5`)).toMatchObject({ exit: 0 })
    expect(posts.map((post) => isGenuine(post))).toEqual([true])
    expect(JSON.parse(JSON.parse(posts[0]?.body ?? '').msg)).toMatchObject({ out_order_no: 'no_1', total_amount: 5 })
    expect(posts[0]?.raw).toEqual(expect.arrayContaining(['Byte-Signature', 'Byte-Timestamp', 'Byte-Nonce-Str']))
  })

  test.each([
    ['payment', SUCCESS, []],
    ['pre_create_refund', SUCCESS, ['callback-answer-incomplete']],
    ['pre_create_refund', '{"err_no":0,"data":{"out_refund_no":"r1"}}', ['callback-answer-incomplete']],
    ['pre_create_refund', '{"err_no":0,"data":{"out_refund_no":"r1","order_entry_schema":{"path":"a"}}}', []],
    ['pre_create_order', '{"err_no":0,"data":{"out_order_no":""}}', ['callback-answer-incomplete']],
    [
      'pre_create_refund',
      '{"err_no":0,"data":{"out_refund_no":7,"order_entry_schema":{"path":"a"}}}',
      ['callback-answer-not-text']
    ],
    [
      'pre_create_refund',
      '{"err_no":0,"data":{"out_refund_no":"r1","order_entry_schema":{"path":"a","params":{"id":1}}}}',
      ['callback-answer-not-text']
    ],
    [
      'pre_create_refund',
      '{"err_no":0,"data":{"out_refund_no":"r1","order_entry_schema":{"path":"a","params":"{}"}}}',
      []
    ]
  ])('%s answered %s: %j', async (type, answer, codes) => {
    const { url } = await handlerThat(() => [200, answer])
    const ran = await run(`trigger ${type} ${TRADE} --to ${url}`)
    expect([ran.exit, ran.codes]).toEqual([codes.length === 0 ? 0 : 1, codes])
    if (codes.length > 0) expect(ran.stderr).toMatch(/data\.(?:out_|order_entry_schema)/)
  })

  test.each([
    ['{"err_no":0}', ['callback-answer-incomplete']],
    ['{"err_no":0,"err_tips":""}', ['callback-answer-incomplete']],
    ['{"err_no":0,"err_tips":"system error"}', ['callback-answer-text-differs']],
    ['{"err_no":0,"err_tips":0}', ['callback-answer-text-differs']],
    [SUCCESS, []]
  ])('of a settlement the text counts too, of a payment err_no alone: %s', async (answer, codes) => {
    const { url } = await handlerThat(() => [200, answer])
    const ran = await run(`trigger settle ${TRADE} --to ${url}`)
    expect([ran.exit, ran.codes]).toEqual([codes.length === 0 ? 0 : 1, codes])
    expect(await run(`trigger payment ${TRADE} --to ${url}`)).toMatchObject({ exit: 0 })
  })

  test('another err_no is no refusal of a refund: the hint names what to answer', async () => {
    const { url } = await handlerThat(() => [200, '{"err_no":1,"err_tips":"no"}'])
    const ran = await run(`trigger pre_create_refund ${TRADE} --to ${url}`)
    expect([ran.exit, ran.codes]).toEqual([1, ['callback-refused']])
    expect(ran.stderr).toContain('data.out_refund_no')
    expect(ran.stderr).not.toContain('Answer {"err_no":0,"err_tips":"success"}')
  })

  test.each([
    ['--bad-signature', [false]],
    ['--duplicate 3', [true, true, true]],
    ['--out-of-order', [true, true]],
    ['--stale 7200', [true]],
    ['--mixed-content-type', [true, true, true, true]],
    ['--set status=CANCEL --set message=TIME_OUT --callback-version 2.0', [true]],
    ['--timestamp 1700000000 --nonce abc', [true]]
  ])('%s', async (options, genuine) => {
    const { url, posts } = await handlerThat((post) => (isGenuine(post) ? [200, SUCCESS] : [403, '{"err_no":1}']))
    expect(await run(`trigger payment ${TRADE} --to ${url} ${options}`)).toMatchObject({ exit: 0 })
    expect(posts.map((post) => isGenuine(post))).toEqual(genuine)
  })

  test('--retry goes by the schedule of its type', async () => {
    const { url, posts } = await handlerThat(() => [200, posts.length < 3 ? '{"err_no":1}' : SUCCESS])
    const { exit, stderr } = await run(`trigger payment ${TRADE} --to ${url} --retry --time-scale 0.0001`)
    expect([exit, posts.length]).toEqual([0, 3])
    expect(stderr).toContain('attempt 3 of 11')
  })

  test('fixed timestamp, nonce and msg give the same bytes', async () => {
    const argv = `trigger payment --msg {"a":"中"} --timestamp 1602507471 --nonce 797 ${TRADE}`
    expect((await run(argv)).stdout).toBe((await run(argv)).stdout)
  })

  test('--json has the headers', async () => {
    const { sent } = JSON.parse((await run(`trigger refund ${TRADE} --json`)).stdout)
    expect(isGenuine({ headers: lowered(sent[0].headers), body: sent[0].callback })).toBe(true)
  })

  test('a platform key of one’s own', async () => {
    const { publicKey } = OTHER
    const here = place({
      'key.pem': OTHER.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string,
      'public.pem': publicKey.export({ type: 'spki', format: 'pem' }) as string
    })
    const ran = await run('trigger payment --system trade --platform-private-key-file key.pem', { here })
    expect(isGenuine(readRequest(ran.stdout.replace(/\n$/, '')), publicKey)).toBe(true)
    expect(ran.codes).toEqual([])
    const wrong = await run('trigger payment --system trade --platform-private-key-file public.pem', { here })
    expect([wrong.exit, wrong.codes]).toEqual([2, ['public-key-given']])
    expect(await run('trigger payment --system trade --platform-private-key-file no.pem', { here })).toMatchObject({
      exit: 2,
      codes: ['file-not-readable']
    })
  })

  test('without --env local it says whose key signs', async () => {
    expect((await run('trigger payment --system trade')).codes).toEqual(['local-platform-key'])
    expect((await run(`trigger payment ${TRADE}`)).codes).toEqual([])
  })

  test.each([
    ['trigger gift', 'invalid-option-value'],
    ['trigger payment --callback-version 2.0 --env local', 'option-needs']
  ])('%s: exit 2', async (argv, code) => {
    const ran = await run(argv.includes('gift') ? `${argv} ${TRADE}` : argv)
    expect([ran.exit, ran.codes.length]).toEqual([2, 1])
    if (code === 'invalid-option-value') expect(ran.stderr).toContain('sign_pay_callback')
  })
})

function lowered(headers: [string, string][]): IncomingHttpHeaders {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

/** Listens with both keys, posts every one, and ends. */
async function received(
  posts: readonly (readonly [headers: Record<string, string>, body: string])[],
  argv = '',
  here: Place = place()
) {
  const env = { ECPAY_TOKEN: TOKEN, ECPAY_PLATFORM_PUBLIC_KEY: DEMO_KEY_PAIRS.platform_public_key }
  const { url, ended } = await serving(`listen --exit-after ${posts.length} ${argv}`, { here, env })
  const answers: string[] = []
  for (const [headers, body] of posts) {
    const answer = await fetch(`${url}/`, { method: 'POST', headers, body })
    answers.push(`${answer.status} ${await answer.text()}`)
  }
  return { ...(await ended), answers }
}

async function tradePost(argv: string): Promise<[Record<string, string>, string]> {
  const { sent } = JSON.parse((await run(`trigger ${argv} ${TRADE} --json`)).stdout)
  return [Object.fromEntries(sent[0].headers), sent[0].callback]
}

describe('listen', () => {
  test('tells both systems apart, verifies each with its key, and answers as each wants', async () => {
    const [headers, body] = await tradePost('pre_create_refund --number r_1')
    const posts = [
      [{}, JSON.stringify(callback(TOKEN))],
      [headers, body],
      [headers, body.replace('r_1', 'r_2')],
      [{}, body],
      [{ ...headers, 'Byte-Signature': 'x' }, body]
    ] as const
    const { answers, stdout } = await received(posts)
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(2, 6))).toEqual([
      ['payment', 'no_1', '¥1.00', '✓'],
      ['trade pre_create_refund', 'r_1', '¥1.00', '✓'],
      ['trade pre_create_refund', 'r_2', '¥1.00', '✗ rsa-signature-mismatch'],
      ['trade pre_create_refund', 'r_1', '¥1.00', '✗ header-missing'],
      ['trade pre_create_refund', 'r_1', '¥1.00', '✗ signature-not-base64'],
      []
    ])
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '200', '403', '403', '403'])
    expect(answers[1]).toContain('"out_refund_no"')
  })

  test('a key that is not configured is named; without any it does not start', async () => {
    const post = await tradePost('payment')
    const { url, ended } = await serving('listen --exit-after 1 --json', { env: { ECPAY_TOKEN: TOKEN } })
    await fetch(url, { method: 'POST', headers: post[0], body: post[1] })
    const [, line = ''] = (await ended).stdout.split('\n')
    expect(JSON.parse(line)).toMatchObject({ system: 'trade', valid: false, code: 'missing-platform-public-key' })
    expect(await run('listen')).toMatchObject({ exit: 2, codes: ['missing-token', 'missing-platform-public-key'] })
    const wrong = { ECPAY_PLATFORM_PUBLIC_KEY: DEMO_KEY_PAIRS.private_key }
    expect(await run('listen', { env: wrong })).toMatchObject({ exit: 2, codes: ['private-key-given'] })
  })

  test.each([
    ['{"err_no":0,"err_tips":"success"}', 'callback-answer-incomplete'],
    ['success', 'callback-answer-success-text'],
    ['{"err_no":7,"err_tips":"x"}', 'callback-refused'],
    ['{"err_no":0,"data":{"out_refund_no":"r_1","order_entry_schema":{"path":"p"}}}', null]
  ])('the answer %s of the handler is found as a failure, here and there', async (answer, problem) => {
    const here = place()
    const { url } = await handlerThat(() => [200, answer])
    await received([await tradePost('pre_create_refund --number r_1')], `--forward-to ${url}`, here)
    const { deliveries } = JSON.parse((await run('deliveries list --failed --json', { here })).stdout)
    const { entries } = JSON.parse((await run('log list --failed --type callback --json', { here })).stdout)
    const failed = problem === null ? [] : [{ type: 'pre_create_refund' }]
    expect(deliveries).toMatchObject(failed)
    expect(entries).toMatchObject(problem === null ? [] : [{ direction: 'in', problem }])
    expect([deliveries.length, entries.length]).toEqual([failed.length, failed.length])
  })

  test('passes a callback on byte for byte, with its headers', async () => {
    const { url, posts } = await accept()
    const [headers, body] = await tradePost('payment --cp-extra 中')
    await received([[headers, `${body} \n`]], `--forward-to ${url}`)
    expect(posts[0]?.body).toBe(`${body} \n`)
    expect(posts[0]?.headers['byte-signature']).toBe(headers['Byte-Signature'])
    expect(posts[0]?.headers['byte-logid']).toBe(headers['Byte-Logid'])
  })
})

describe('deliveries and replay', () => {
  /** A genuine callback of each system, and a forged one. */
  async function kept(): Promise<{ here: Place; ids: string[]; body: string }> {
    const here = place()
    const [headers, body] = await tradePost('payment --number no_1')
    const forged = { ...headers, 'Byte-Timestamp': '1700000000' }
    await received(
      [
        [headers, `${body} `.trim()],
        [forged, body],
        [{}, JSON.stringify(callback(TOKEN))]
      ],
      '',
      here
    )
    const { deliveries } = JSON.parse((await run('deliveries list --json', { here })).stdout)
    return { here, ids: deliveries.map(({ id }: { id: string }) => id), body }
  }

  test('are listed with their system, and shown whole', async () => {
    const { here, ids, body } = await kept()
    const { stdout } = await run('deliveries list', { here })
    expect(
      stdout
        .split('\n')
        .slice(1, 4)
        .map((line) => line.split(/ {2,}/).slice(2))
    ).toEqual([
      ['trade payment', 'no_1', '¥1.00', '✓', 'HTTP 200'],
      ['trade payment', 'no_1', '¥1.00', '✗ rsa-signature-mismatch', 'HTTP 403'],
      ['payment', 'no_1', '¥1.00', '✓', 'HTTP 200']
    ])
    expect((await run(`deliveries show ${ids[0]}`, { here })).stdout).toBe(body)
    const request = readRequest((await run(`deliveries show ${ids[0]} --request`, { here })).stdout)
    expect([isGenuine(request), request.body]).toEqual([true, body])
    const screen = await run(`deliveries show ${ids[1]}`, { here, terminal: true })
    expect(screen.stdout).toContain('(rsa-signature-mismatch)')
    expect(screen.stdout).toMatch(/Byte-Signature/i)
    expect(screen.stdout).toContain('¥1.00')
  })

  test('are exported as requests, and replayed from there', async () => {
    const { here, ids } = await kept()
    expect(await run('deliveries export out', { here })).toMatchObject({ exit: 0 })
    expect(readdirSync(here.path('out')).sort()).toEqual(
      [`${ids[0]}.http`, `${ids[1]}.http`, `${ids[2]}.json`, 'deliveries.ndjson'].sort()
    )
    expect(isGenuine(readRequest(readFileSync(here.path(`out/${ids[0]}.http`), 'latin1')))).toBe(true)
    const { url, posts } = await handlerThat((post) =>
      isGenuine(post) || post.body.includes('msg_signature') ? [200, SUCCESS] : [403, '{"err_no":1}']
    )
    expect(await run(`replay out --to ${url}`, { here })).toMatchObject({ exit: 0 })
    expect(await run(`replay out/${ids[0]}.http --to ${url}`, { here })).toMatchObject({ exit: 0 })
    expect(await run(`replay ${ids[0]} --to ${url}`, { here })).toMatchObject({ exit: 0 })
    expect(posts.map((post) => isGenuine(post))).toEqual([true, false, false, true, true])
    expect(posts[0]?.headers['byte-logid']).toBe(posts[3]?.headers['byte-logid'])
  })

  test('--resign signs anew, each with the key of its system', async () => {
    const { here, ids } = await kept()
    const { url, posts } = await accept()
    const env = { ECPAY_TOKEN: TOKEN }
    for (const id of [ids[0], ids[2]]) {
      const argv = `replay ${id} --resign --set amount:=7 --to ${url}`
      expect(await run(argv, { here, env })).toMatchObject({ exit: 0 })
    }
    expect(posts.map((post) => isGenuine(post))).toEqual([true, false])
    expect(JSON.parse(JSON.parse(posts[0]?.body ?? '').msg)).toMatchObject({ amount: 7, out_order_no: 'no_1' })
    expect(posts[0]?.headers['byte-identifyname']).toBe('/msg/basic/payment/notify')
    expect(await run(`replay ${ids[0]} --resign --to ${url}`, { here })).toMatchObject({ exit: 0 })
    expect(await run(`replay ${ids[2]} --resign --to ${url}`, { here })).toMatchObject({ codes: ['missing-token'] })
  })

  test('an answer without what its type needs is no success', async () => {
    const here = place()
    const [headers, body] = await tradePost('pre_create_refund')
    await received([[headers, body]], '', here)
    const { url } = await accept()
    const ran = await run(`replay --last --to ${url}`, { here })
    expect([ran.exit, ran.codes]).toEqual([1, ['replay-failed']])
    expect(ran.stdout).toContain('data.out_refund_no')
  })
})

describe('check-handler --system trade', () => {
  const REFUND = { out_refund_no: 'r1', order_entry_schema: { path: 'a' } }
  const answerTo = (post: Post) =>
    JSON.stringify({ err_no: 0, err_tips: 'success', ...(post.body.includes('pre_create_refund') && { data: REFUND }) })
  const isOnce = ({ raw }: Post) =>
    ['byte-timestamp', 'byte-nonce-str', 'byte-signature'].every(
      (name) => raw.filter((one, i) => i % 2 === 0 && one.toLowerCase() === name).length === 1
    )
  const right = (post: Post): [number, string] => (isOnce(post) && isGenuine(post) ? [200, answerTo(post)] : [403, ''])

  async function failedCases(answers: (post: Post) => [number, string], argv = ''): Promise<string[]> {
    const { url } = await handlerThat(answers)
    const { stdout } = await run(`check-handler ${url} ${TRADE} --json ${argv}`)
    const { cases } = JSON.parse(stdout) as { cases: { code: string; verdict: string }[] }
    return cases.filter(({ verdict }) => verdict !== 'passed').map(({ code }) => code)
  }

  test.each(TYPES.filter((type) => type !== 'pre_create_order'))('a right handler passes with %s', async (type) => {
    expect(await failedCases(right, `--type ${type}`)).toEqual([])
  })

  const genuine =
    (change: (body: string) => string) =>
    (post: Post): [number, string] =>
      isOnce(post) && isGenuine({ ...post, body: change(post.body) }) ? [200, answerTo(post)] : [403, '']
  const WRONG: [what: string, answers: (post: Post) => [number, string], meant: string[]][] = [
    [
      'the body parsed and written again',
      genuine((body) => JSON.stringify(JSON.parse(body))),
      [
        'body-spaces',
        'body-escaped-slash',
        'body-unicode-escape',
        'body-html-escape',
        'body-lines',
        'body-line-break-at-end'
      ]
    ],
    [
      'members in a fixed order',
      genuine((body) => {
        const { version, type, msg } = JSON.parse(body)
        return JSON.stringify({ version, type, msg })
      }),
      ['body-key-order', 'extra-envelope-member']
    ],
    ['spaces removed', genuine((body) => body.replaceAll(' ', '')), ['body-spaces', 'value-spaces', 'body-lines']],
    ['trimmed', genuine((body) => body.trim()), ['body-line-break-at-end']],
    ['read line by line', genuine((body) => body.split('\n').join('')), ['body-lines', 'body-line-break-at-end']],
    [
      'the key of the app',
      (post) => (isGenuine(post, DEMO_KEY_PAIRS.app_public_key) ? [200, SUCCESS] : [403, '']),
      ['genuine', 'wrong-key']
    ],
    [
      'no check at all',
      (post) => [200, answerTo(post)],
      ['signature-wrong', 'wrong-key', 'ecpay-callback', 'empty-body', 'nonce-missing']
    ],
    ['success without data', (post) => (isGenuine(post) ? [200, SUCCESS] : [403, '']), ['refund-application']],
    ['version 3.0 only', (post) => (post.body.includes('"version":"3.0"') ? right(post) : [400, '']), ['version-2-0']],
    [
      'CANCEL refused',
      (post) => (post.body.includes('CANCEL') ? [200, '{"err_no":1}'] : right(post)),
      ['cancelled', 'cancel-after-success']
    ],
    [
      'headers in one case',
      (post) => (post.raw.includes('Byte-Signature') ? right(post) : [403, '']),
      ['headers-in-lower-case', 'headers-in-upper-case']
    ],
    [
      'the header Signature',
      (post) => (post.headers.signature === undefined ? right(post) : [403, '']),
      ['other-signature-header']
    ],
    [
      'refused by age',
      (post) => (Date.now() / 1000 - Number(post.headers['byte-timestamp']) < 300 ? right(post) : [403, '']),
      ['late-retry']
    ],
    [
      'the first of several headers',
      (post) => (isGenuine(firstOf(post)) ? [200, answerTo(post)] : [403, '']),
      ['header-doubled']
    ]
  ]
  const firstOf = ({ raw, ...post }: Post): Post => {
    const names = raw.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase())
    return { ...post, raw, headers: Object.fromEntries(names.map((name) => [name, raw[2 * names.indexOf(name) + 1]])) }
  }
  test.each(WRONG)('%s fails on the case that is meant for it', async (_, answers, meant) => {
    const failed = await failedCases(answers, meant.map((code) => `--only ${code}`).join(' '))
    expect(failed.sort()).toEqual(meant.toSorted())
  })

  test('each mistake fails on few cases', async () => {
    expect(await failedCases(genuine((body) => body.trim()))).toEqual(['body-line-break-at-end'])
    expect(await failedCases((post) => (post.body.includes('2.0') ? [400, ''] : right(post)))).toEqual(['version-2-0'])
  })

  test('another number for the same refund', async () => {
    let count = 0
    const answers = (post: Post): [number, string] => {
      if (!isOnce(post) || !isGenuine(post)) return [403, '']
      const data = { ...REFUND, out_refund_no: `r${count++}` }
      return [200, JSON.stringify({ err_no: 0, data })]
    }
    const { url } = await handlerThat(answers)
    const ran = await run(`check-handler ${url} ${TRADE} --type pre_create_refund --only repeated`)
    expect([ran.exit, ran.stdout]).toEqual([1, expect.stringContaining('(callback-answers-differ)')])
  })

  test('work that a late CANCEL undoes is seen', async () => {
    const orders = new Map<string, string>()
    const { url } = await handlerThat((post) => {
      if (post.method === 'GET') return [200, orders.get('no_1') ?? 'new']
      if (!isOnce(post) || !isGenuine(post)) return [403, '']
      const { type, msg } = JSON.parse(post.body)
      const { out_order_no, status } = JSON.parse(msg)
      if (type === 'payment') orders.set(out_order_no, status)
      return [200, answerTo(post)]
    })
    const ONLY = '--only repeated --only out-of-order --only cancel-after-success'
    const argv = `check-handler ${url} ${TRADE} --number no_1 --order-url ${url}?no={number} --work-time 0 ${ONLY}`
    const ran = await run(argv)
    expect([ran.exit, ran.codes]).toEqual([1, ['handler-failed']])
    const failed = ran.stdout.split('\n').filter((line) => line.startsWith('✗'))
    expect(failed).toEqual([expect.stringMatching(/^✗ cancel-after-success /)])
    expect(ran.stdout).toContain('(effect-changed)')
  })

  test('--save keeps the whole request, and the lines for it name what reads it', async () => {
    const here = place()
    const { url } = await accept()
    const ran = await run(`check-handler ${url} --system trade --only signature-wrong --save failed --lang zh`, {
      here
    })
    const saved = readFileSync(here.path('failed/signature-wrong.http'), 'utf8')
    expect(isGenuine(readRequest(saved))).toBe(false)
    expect(saved).toMatch(/^POST \/notify HTTP\/1\.1\r\nHost: 127\.0\.0\.1:/)
    expect(ran.stdout).toContain('ecpay trade verify-callback failed/signature-wrong.http --env local')
    expect(ran.stdout).toMatch(/ecpay check-handler \S+ --only signature-wrong --system trade --env local/)
  })

  test('--list', async () => {
    const { exit, stdout } = await run('check-handler --list --system trade')
    expect([exit, stdout]).toEqual([0, expect.stringContaining('cancel-after-success')])
    expect((await run('check-handler --list --system trade --only nonce-sorts-last')).codes).toEqual([
      'invalid-option-value'
    ])
  })
})
