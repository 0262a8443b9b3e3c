import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Answering, faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'
import { requestSign } from './platform.js'

const SALT = 'saltThatIsSecret0042'
const ARGV = ['bills', '20261122', '--merchant-id', '7', '--type', 'payment']
/** Every byte there is, in an order that no text has. */
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) % 256))
const GZIP = gzipSync('时间,金额\r\n2026-11-22,100\r\n')
const CSV = Buffer.from('\ufeff时间,金额\r\n2026-11-22 10:00:00,100\r\n')

/** A platform that answers so, and the world of somebody who asks it. */
async function world(answering: Answering) {
  const seen: (string | undefined)[] = []
  const { url, bodies } = await faultServer((request, response, count) => {
    seen.push(request.method, request.url)
    answering(request, response, count)
  })
  const env = { ECPAY_BASE_URL: url, ECPAY_APP_ID: 'tt1', ECPAY_SALT: SALT }
  const sandbox = new Sandbox()
  const run = (...more: string[]) => sandbox.runHere([...ARGV, ...more], { env })
  return { sandbox, env, run, seen, bodies }
}

const file =
  (bytes: Buffer, headers: Record<string, string> = {}): Answering =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/octet-stream', ...headers }).end(bytes)

/** Half of a file, and then nothing. */
const halfOf =
  (bytes: Buffer): Answering =>
  (_, response) => {
    response.writeHead(200, { 'content-length': String(bytes.length) })
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
  }

const saved = ({ folder }: Sandbox) => readdirSync(folder).filter((name) => name !== 'state' && !name.startsWith('.'))

test('asks by a signed query, and sends no body', async () => {
  const { run, seen, bodies } = await world(file(CSV))
  await run()
  const sign = requestSign({ merchant_id: '7', bill_date: '20261122', bill_type: 'payment' }, SALT)
  expect(seen).toEqual([
    'GET',
    `/api/apps/bills?merchant_id=7&bill_date=20261122&bill_type=payment&app_id=tt1&sign=${sign}`
  ])
  expect(bodies).toEqual([''])
})

describe.each([
  ['bytes of every kind', BYTES, 'other'],
  ['gzip', GZIP, 'gzip'],
  ['CSV', CSV, 'text'],
  ['GBK', Buffer.from('cab1bce42cbdf0b6ee0d0a', 'hex'), 'other'],
  ['a zip', Buffer.from('504b030414000000', 'hex'), 'zip']
])('a file of %s', (_, bytes, kind) => {
  test('in a pipe, byte for byte', async () => {
    const { sandbox, env } = await world(file(bytes))
    const { exitCode, stderr } = await sandbox.shell(`ecpay ${ARGV.join(' ')} > piped`, env)
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('other-host')])
    expect(readFileSync(sandbox.path('piped')).equals(bytes)).toBe(true)
  })

  test('saved', async () => {
    const { sandbox, run } = await world(file(bytes))
    const { stdout, stderr, exitCode } = await run('--save', 'bill')
    expect([exitCode, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`Saved: bill (${bytes.length} bytes`)
    expect(readFileSync(sandbox.path('bill')).equals(bytes)).toBe(true)
    expect(saved(sandbox)).toEqual(['bill'])
  })

  test('in machine output', async () => {
    const { run } = await world(file(bytes))
    const { response } = JSON.parse((await run('--json')).stdout)
    expect(response).toMatchObject({ raw: null, body: null, file: { path: null, size: bytes.length, kind } })
    expect(Buffer.from(response.file.base64, 'base64').equals(bytes)).toBe(true)
    const { stdout } = await run('--json', '--save', 'bill')
    expect(JSON.parse(stdout).response.file).toEqual({ path: 'bill', size: bytes.length, kind, base64: null })
  })

  test('on a terminal: text is shown, of anything else what it is', async () => {
    const { sandbox, env } = await world(file(bytes))
    const { screen, exitCode } = await sandbox.terminal(ARGV, { env })
    expect(exitCode).toBe(0)
    expect(screen.includes('2026-11-22 10:00:00,100')).toBe(kind === 'text')
    expect(screen.includes(`The answer is a file: ${bytes.length} bytes`)).toBe(kind !== 'text')
  })
})

test('a file that came compressed on the way stays as it came', async () => {
  const { sandbox, run } = await world(file(GZIP, { 'content-encoding': 'gzip', 'content-type': 'text/csv' }))
  await run('--save', 'bill')
  expect(readFileSync(sandbox.path('bill')).equals(GZIP)).toBe(true)
})

test('a file that is too long for a terminal is not poured onto it', async () => {
  const { sandbox, env } = await world(file(Buffer.from('a,b\n'.repeat(50_000))))
  const { screen } = await sandbox.terminal(ARGV, { env })
  expect(screen).toContain('The answer is a file: 200000 bytes, text.')
  expect(screen).not.toContain('a,b')
})

test('a file that is too long for a JSON document wants --save', async () => {
  const { run } = await world(file(Buffer.alloc(11 * 1024 * 1024, 'x')))
  const { exitCode, stdout, stderr } = await run('--json')
  expect([exitCode, stdout]).toEqual([3, expect.stringContaining('"response":null')])
  expect(stderr).toContain('file-needs-save')
  expect((await run('--save', 'bill')).exitCode).toBe(0)
})

describe('what is no file', () => {
  test.each([
    ['{"err_no":2008,"err_tips":"签名校验异常"}', 'text/plain', 1, 'gateway-refused'],
    ['  {"err_no":1,"err_tips":"end_date is before start_date"}', 'application/octet-stream', 1, 'gateway-refused'],
    ['<!DOCTYPE html><title>login</title>', 'application/octet-stream', 3, 'html-answer'],
    ['', 'text/csv', 3, 'answer-empty'],
    ['{"hello":"world"}', 'application/json', 3, 'answer-without-err-no']
  ])('%s', async (body, type, exit, code) => {
    const { sandbox, run } = await world(file(Buffer.from(body), { 'content-type': type }))
    const { exitCode, stdout, stderr } = await run('--save', 'bill')
    expect([exitCode, stdout]).toEqual([exit, body === '' ? '' : `${body}\n`])
    expect(stderr).toContain(`(${code})`)
    expect(saved(sandbox)).toEqual([])
  })

  test('an error of HTTP is judged first', async () => {
    const { sandbox, run } = await world((_, response) => void response.writeHead(502).end(BYTES))
    const { exitCode, stderr } = await run('--save', 'bill')
    expect([exitCode, saved(sandbox)]).toEqual([3, []])
    expect(stderr).toContain('(http-server-error)')
  })
})

test.each([[[]], [['--save', 'bill']], [['--json']]])('a file that was cut off: %j', async (flags) => {
  const { sandbox, run } = await world(halfOf(BYTES))
  const { exitCode, stderr } = await run(...flags)
  expect(exitCode).toBe(3)
  expect(stderr).toContain('file-cut-off')
  expect(saved(sandbox)).toEqual([])
})

test('a file that does not come to its end in time leaves nothing behind', async () => {
  const { sandbox, run } = await world((_, response) => void response.writeHead(200).write(BYTES))
  const { exitCode, stderr } = await run('--save', 'bill', '--timeout', '500')
  expect([exitCode, saved(sandbox)]).toEqual([3, []])
  expect(stderr).toContain('(answer-timeout)')
})

test('a file that is there is not replaced unless it is said, and then only by a whole one', async () => {
  const { sandbox, run, seen } = await world((request, response, count) =>
    count === 1 ? halfOf(BYTES)(request, response, count) : file(CSV)(request, response, count)
  )
  await sandbox.shell('echo old > bill')
  const old = () => readFileSync(sandbox.path('bill'), 'utf8')
  const refused = await run('--save', 'bill')
  expect([refused.exitCode, old(), seen]).toEqual([2, 'old\n', []])
  expect(refused.stderr).toContain('(file-exists)')
  expect((await run('--save', 'bill', '--force')).exitCode).toBe(3)
  expect(old()).toBe('old\n')
  expect((await run('--save', 'bill', '--force')).exitCode).toBe(0)
  expect(old()).toBe(CSV.toString())
})

test('a place that cannot be written to is named', async () => {
  const { sandbox, run } = await world(file(CSV))
  const { exitCode, stderr } = await run('--save', 'no/such/folder/bill')
  expect([exitCode, existsSync(sandbox.path('no'))]).toEqual([2, false])
  expect(stderr).toContain('(file-not-writable)')
})

test('a dry run and curl show the signed address, and save nothing', async () => {
  const { sandbox, run, seen } = await world(file(CSV))
  const dry = await run('--save', 'bill', '--dry-run')
  expect(dry.stdout).toMatch(/^http:\S+\/api\/apps\/bills\?merchant_id=7&\S+&sign=[0-9a-f]{32}\n$/)
  expect((await run('--curl')).stdout).toMatch(/^curl -X GET 'http:\S+&sign=[0-9a-f]{32}'\n$/)
  expect([seen, saved(sandbox)]).toEqual([[], []])
})

test('any other call saves a file by --save', async () => {
  const { sandbox, env } = await world(file(BYTES))
  const argv = ['call', '/api/apps/v1/reports/', '--get', '-d', 'bill_date=20261122', '--save', 'bill']
  expect((await sandbox.runHere(argv, { env })).exitCode).toBe(0)
  expect(readFileSync(sandbox.path('bill')).equals(BYTES)).toBe(true)
})

test('the local gateway bills what was paid and refunded that day', async () => {
  const sandbox = new Sandbox()
  const local = (line: string) => sandbox.runHere([...line.split(' '), '--env', 'local'])
  const day = await beijingDay()
  const merchant = '--merchant-id 70000000000000000001'
  const none = await local(`bills ${day} ${merchant} --type payment`)
  expect([none.exitCode, JSON.parse(none.stdout).err_no]).toEqual([1, 2010])
  expect(none.stderr).toContain('no-bill;key=bill_date')

  for (const number of ['paid', 'unpaid']) await local(`create-order --amount 1999 --out-order-no ${number}`)
  await sandbox.runHere(['simulate', 'pay', 'paid'])
  await local('refund paid --amount 30 --out-refund-no refund_1')
  await sandbox.runHere(['simulate', 'refund', 'refund_1'])
  const rows = async (line: string) => {
    const { stdout } = await local(line)
    return stdout.split('\r\n').map((row) => row.split(','))
  }
  for (const period of [day, day.slice(0, 6)]) {
    const [heads = [], first = []] = await rows(`bills ${period} ${merchant} --type payment`)
    expect(heads.join()).toBe(
      '序号,支付时间,支付完成时间,商户号,openId,订单号,平台订单号,渠道订单号,订单金额,支付方式,支付状态,下单poiid,spu商品名称'
    )
    expect([first[0], first[5], first[8], first[9], first[10]]).toEqual(['1', 'paid', '19.99', '微信', 'SUCCESS'])
  }
  const [heads = [], refund = []] = await rows(`bills ${day} ${merchant} --type refund`)
  expect(refund[heads.indexOf('退款金额')]).toBe('0.30')
  const funds = await rows(`fund-bills ${day} ${merchant}`)
  expect(funds.map((row) => [row[0], ...row.slice(3, 8)])).toEqual([
    ['序号', '关联订单号', '账户类型', '交易类型', '收支金额', '账户金额'],
    ['1', 'paid', '微信', '交易', '+19.99', '19.99'],
    ['2', 'refund_1', '微信', '退款', '-0.30', '19.69'],
    ['']
  ])
  const spent = await rows(`fund-bills ${day} ${merchant} --payment-type EXPENDITURE`)
  expect(spent.map((row) => row[3]).slice(1, 2)).toEqual(['refund_1'])
  expect((await local(`bills ${day} --merchant-id 8 --type payment`)).stderr).toContain('no-such-merchant')
  const unknown = await local(`bills ${day} ${merchant} --type XYZ --no-validate`)
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('not-one-of;key=bill_type')])
})

/** The day in Beijing, which lasts for another minute at least: what is paid on it is billed on it. */
async function beijingDay(): Promise<string> {
  const DAY = 24 * 3600 * 1000
  const left = DAY - ((Date.now() + DAY / 3) % DAY)
  if (left < 60_000) await new Promise((resolve) => setTimeout(resolve, left))
  return new Date(Date.now() + DAY / 3).toISOString().slice(0, 10).replaceAll('-', '')
}
