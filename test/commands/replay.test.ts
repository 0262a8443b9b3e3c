import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { type Place, place } from '../config/place.js'
import { callback, callbackSign } from '../e2e/platform.js'
import { type Answering, faultServer } from '../gateway/fault-server.js'
import { received, TOKEN } from './callback/receive.js'
import { run } from './run.js'

const GENUINE = `${JSON.stringify(callback(TOKEN))} \n`
const FORGED = JSON.stringify(callback('anotherToken0001'))
const env = { ECPAY_TOKEN: TOKEN }
const accept: Answering = (_, response) => response.end('{"err_no":0,"err_tips":"success"}')
const refuse: Answering = (_, response) => response.writeHead(500).end()

async function ids(here: Place): Promise<string[]> {
  const { deliveries } = JSON.parse((await run('deliveries list --json', { here })).stdout)
  return deliveries.map(({ id }: { id: string }) => id)
}

/** A place where a genuine and a forged callback have been received. */
async function withTwo(): Promise<{ here: Place; first: string; second: string }> {
  const here = place()
  await received('', [GENUINE, FORGED], here)
  const [first = '', second = ''] = await ids(here)
  return { here, first, second }
}

describe('deliveries', () => {
  test('list', async () => {
    const { here, first, second } = await withTwo()
    const { exit, stdout } = await run('deliveries list', { here })
    expect(exit).toBe(0)
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['id', 'received', 'type', 'number', 'amount', 'genuine', 'answer'],
      [first, expect.stringMatching(/^20\d\d-/), 'payment', 'no_1', '¥1.00', '✓', 'HTTP 200'],
      [second, expect.any(String), 'payment', 'no_1', '¥1.00', '✗ signature-mismatch', 'HTTP 403'],
      ['']
    ])
  })

  test('list on a terminal fits it, in one language', async () => {
    const here = place()
    const long = JSON.stringify(callback(TOKEN, JSON.stringify({ cp_orderno: '订'.repeat(300_000), total_amount: 1 })))
    await received('', [GENUINE, FORGED, long], here)
    const screen = (await run('deliveries list --lang zh', { here, terminal: true })).stdout
    const lines = screen.trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^编号 +收到时间 +单号 +验签$/)
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80)
    expect((await run('deliveries list', { here })).stdout).toMatch(/订…/)
  })

  test('none yet', async () => {
    expect(await run('deliveries list')).toMatchObject({ exit: 0, stdout: '' })
    expect(JSON.parse((await run('deliveries list --json')).stdout)).toEqual({ deliveries: [] })
  })

  test('show prints the body byte for byte', async () => {
    const { here, first } = await withTwo()
    expect(await run(`deliveries show ${first}`, { here })).toMatchObject({ exit: 0, stdout: GENUINE })
  })

  test('show on a terminal has headers, msg and answer', async () => {
    const { here, first } = await withTwo()
    const { stdout } = await run(`deliveries show ${first} --no-color`, { here, terminal: true })
    expect(stdout).toMatch(/POST \/\n/)
    expect(stdout).toMatch(/"total_amount": 100, {2}\/\/ ¥1\.00/)
    expect(stdout).toContain('{"err_no":0,"err_tips":"success"}')
  })

  test('show of a forged one says so first, and why', async () => {
    const here = place()
    await received('', [FORGED, '{"msg":"{}"}'], here)
    const [forged = '', partial = ''] = await ids(here)
    const screen = async (id: string) =>
      (await run(`deliveries show ${id} --no-color`, { here, terminal: true })).stdout
    expect(await screen(forged)).toMatch(/^✗ .*\(signature-mismatch\)\n/)
    expect(await screen(partial)).toMatch(/^✗ .*timestamp.*\(missing-member\)\n/)
    expect((await run('deliveries show --last', { here })).stdout).toBe('{"msg":"{}"}')
  })

  test('show --json', async () => {
    const { here, first } = await withTwo()
    const { stdout } = await run(`deliveries show ${first} --json`, { here })
    expect(JSON.parse(stdout)).toMatchObject({ id: first, body: GENUINE, valid: true, answer: { status: 200 } })
  })

  test('export writes what verify-callback reads', async () => {
    const { here, first, second } = await withTwo()
    const { exit, stdout } = await run('deliveries export out --json', { here })
    expect([exit, JSON.parse(stdout).files]).toEqual([0, [`${first}.json`, `${second}.json`]])
    expect(readdirSync(here.path('out')).sort()).toEqual(
      [`${first}.json`, `${second}.json`, 'deliveries.ndjson'].sort()
    )
    expect(readFileSync(here.path(`out/${first}.json`), 'utf8')).toBe(GENUINE)
    expect((await run(`verify-callback out/${first}.json`, { here, env })).exit).toBe(0)
  })

  test('export --only', async () => {
    const { here, second } = await withTwo()
    await run(`deliveries export out --only ${second}`, { here })
    expect(readdirSync(here.path('out')).filter((name) => name.endsWith('.json'))).toEqual([`${second}.json`])
  })

  test.each([
    ['deliveries show none', 1, 'delivery-not-found'],
    ['deliveries show', 2, 'missing-argument'],
    ['deliveries show --last', 1, 'no-deliveries'],
    ['deliveries show none --last', 2, 'conflicting-options'],
    ['deliveries export out --only none', 1, 'delivery-not-found'],
    ['deliveries export package.json', 2, 'file-not-writable']
  ])('%s', async (argv, exit, code) => {
    const ran = await run(argv)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([exit, [code], ''])
  })
})

describe('replay', () => {
  test('one, by its id, as it came', async () => {
    const { here, first } = await withTwo()
    const handler = await faultServer(accept)
    const ran = await run(`replay ${first} --to ${handler.url}`, { here, env })
    expect([ran.exit, ran.stdout]).toEqual([0, `✓  ${first}  HTTP 200  as the first time\n`])
    expect(handler.bodies).toEqual([GENUINE])
  })

  test('a file', async () => {
    const handler = await faultServer(accept)
    const here = place({ 'callback.json': GENUINE })
    expect((await run(`replay callback.json --to ${handler.url}`, { here })).exit).toBe(0)
    expect(handler.bodies).toEqual([GENUINE])
  })

  test('a folder in order, compared with the first time', async () => {
    const { here, first, second } = await withTwo()
    await run('deliveries export out', { here })
    rmSync(here.path('../state'), { recursive: true })
    const handler = await faultServer(accept)
    const ran = await run(`replay out --to ${handler.url}`, { here })
    expect(handler.bodies).toEqual([GENUINE, FORGED])
    expect([ran.exit, ran.codes]).toEqual([1, ['replay-failed']])
    expect(ran.stdout).toBe(
      `✓  ${first}  HTTP 200  as the first time\n✗  ${second}  The handler answered success to a forged callback.  the first time: HTTP 403\n`
    )
  })

  test('a handler that has become worse: exit 1, --json says what changed', async () => {
    const { here, first } = await withTwo()
    const handler = await faultServer(refuse)
    const { exit, stdout } = await run(`replay ${first} --json --to ${handler.url}`, { here })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      to: handler.url,
      passed: false,
      replayed: [
        {
          name: first,
          to: handler.url,
          delivered: false,
          status: 500,
          answer: '',
          recorded: { status: 200, body: '{"err_no":0,"err_tips":"success"}' },
          changed: true,
          problem: { code: 'callback-not-200', message: expect.any(String), hint: expect.any(String) }
        }
      ]
    })
  })

  test('a forged callback must be refused, whatever came of it the first time', async () => {
    const taken = await faultServer(accept)
    const here = place()
    await received(`--forward-to ${taken.url}`, [FORGED], here)
    const again = await run('replay --last', { here })
    expect([again.exit, again.stdout]).toEqual([
      1,
      expect.stringMatching(/^✗ .*forged callback\. {2}as the first time\n$/)
    ])
    const { url } = await faultServer((_, response) => response.writeHead(401).end())
    const refused = await run(`replay --last --to ${url}`, { here })
    expect([refused.exit, refused.stdout]).toEqual([
      0,
      expect.stringMatching(/^✓ {2}\w+ {2}HTTP 401 {2}refused {2}the first time: HTTP 200\n$/)
    ])
  })

  test('what was refused as the first time has no complaint beside its ✓', async () => {
    const { here, second } = await withTwo()
    const { url } = await faultServer((_, response) =>
      response.writeHead(403).end('{"err_no":1,"err_tips":"signature-mismatch"}')
    )
    const ran = await run(`replay ${second} --to ${url}`, { here })
    expect([ran.exit, ran.stdout]).toEqual([0, `✓  ${second}  HTTP 403  refused, as the first time\n`])
  })

  test('without --to it goes where listen had passed it on to', async () => {
    const handler = await faultServer(accept)
    const here = place()
    await received(`--forward-to ${handler.url}/notify`, [GENUINE], here)
    const configured = { here, env: { ECPAY_NOTIFY_URL: 'http://127.0.0.1:9/' } }
    const last = await run('replay --last --json', configured)
    expect([last.exit, JSON.parse(last.stdout).to]).toEqual([0, `${handler.url}/notify`])
    await run('deliveries export out', { here })
    const folder = await run('replay out', configured)
    expect([folder.exit, folder.stderr]).toEqual([0, expect.stringContaining(`${handler.url}/notify`)])
    expect(handler.bodies).toEqual([GENUINE, GENUINE, GENUINE])
  })

  test('a folder from elsewhere sends nothing to an address of its own, and no file it links to', async () => {
    const { here } = await withTwo()
    await run('deliveries export out', { here })
    const index = here.path('out/deliveries.ndjson')
    const lines = readFileSync(index, 'utf8').replaceAll(
      '"forwarded":null',
      '"forwarded":{"url":"https://shop.example/"}'
    )
    writeFileSync(index, lines)
    expect(await run('replay out', { here })).toMatchObject({ exit: 2, codes: ['missing-option'] })

    const handler = await faultServer(accept)
    for (const folder of ['out', 'plain']) {
      const name =
        folder === 'out' ? (readdirSync(here.path('out')).find((one) => one.endsWith('.json')) ?? '') : 'a.json'
      mkdirSync(here.path(folder), { recursive: true })
      rmSync(here.path(`${folder}/${name}`), { force: true })
      symlinkSync(here.path('out/deliveries.ndjson'), here.path(`${folder}/${name}`))
      const ran = await run(`replay ${folder} --to ${handler.url}`, { here })
      expect([ran.exit, ran.codes, handler.bodies]).toEqual([2, ['file-not-readable'], []])
    }
  })

  test('nobody there: exit 3', async () => {
    const { here, first } = await withTwo()
    const ran = await run(`replay ${first} --to http://127.0.0.1:9/`, { here })
    expect([ran.exit, ran.codes]).toEqual([3, ['replay-failed']])
  })

  test('--resign, with a changed msg', async () => {
    const handler = await faultServer(accept)
    const here = place({ 'callback.json': FORGED })
    const argv = `replay callback.json --resign --set total_amount:=7 --unset status --to ${handler.url}`
    expect((await run(argv, { here, env })).exit).toBe(0)
    const { timestamp, nonce, msg, type, msg_signature } = JSON.parse(handler.bodies[0] ?? '')
    expect([type, msg_signature]).toEqual(['payment', callbackSign(TOKEN, timestamp, nonce, msg)])
    expect(JSON.parse(msg)).toEqual({ appid: 'tt1', cp_orderno: 'no_1', total_amount: 7, paid_at: 1602507471 })
  })

  test('--resign of a folder names every callback that cannot be signed, and sends none', async () => {
    const handler = await faultServer(accept)
    const here = place({ 'in/a.json': '{"msg":"{}"}', 'in/b.json': GENUINE, 'in/c.json': 'c' })
    const ran = await run(`replay in --resign --to ${handler.url}`, { here, env })
    const missing = ['missing-member', 'missing-member', 'missing-member']
    expect([ran.exit, ran.codes]).toEqual([2, ['cannot-resign', ...missing, 'cannot-resign', 'invalid-json']])
    expect(ran.stderr).toMatch(/a\.json[\s\S]*c\.json/)
    expect([ran.stdout, handler.bodies]).toEqual(['', []])
  })

  test('a folder without an index goes by name', async () => {
    const handler = await faultServer(accept)
    const here = place({ 'in/b.json': 'b', 'in/a.json': 'a', 'in/c.txt': 'c' })
    expect((await run(`replay in --to ${handler.url}`, { here })).exit).toBe(0)
    expect(handler.bodies).toEqual(['a', 'b'])
  })

  test.each([
    ['no source', 'replay', 2, 'missing-argument'],
    ['no address', 'replay callback.json', 2, 'missing-option'],
    ['none received yet', 'replay --last --to http://127.0.0.1:9/', 1, 'no-deliveries'],
    ['a source and --last', 'replay callback.json --last', 2, 'conflicting-options'],
    ['an unknown id', 'replay none --to http://127.0.0.1:9/', 1, 'delivery-not-found'],
    ['--set alone', 'replay callback.json --set a=b --to http://127.0.0.1:9/', 2, 'missing-option'],
    ['no token to sign with', 'replay callback.json --resign --to http://127.0.0.1:9/', 2, 'missing-token'],
    ['a damaged index', 'replay damaged --to http://127.0.0.1:9/', 2, 'file-not-readable'],
    ['headers that are none', 'replay odd --to http://127.0.0.1:9/', 2, 'file-not-readable']
  ])('%s', async (_, argv, exit, code) => {
    const here = place({ 'callback.json': GENUINE })
    mkdirSync(here.path('damaged'))
    writeFileSync(here.path('damaged/deliveries.ndjson'), '{"id":"../callback"}\n')
    mkdirSync(here.path('odd'))
    const odd = { id: 'a', headers: [null], answer: { status: 200 } }
    writeFileSync(here.path('odd/deliveries.ndjson'), `${JSON.stringify(odd)}\n`)
    const ran = await run(argv, { here })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([exit, [code], ''])
    expect(ran.stderr).not.toContain('TypeError')
    expect(existsSync(here.path('out'))).toBe(false)
  })
})
