import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { place } from '../config/place.js'
import { run } from './run.js'

const ENV = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'demoSaltOfTheLocalGateway0000001', ECPAY_TOKEN: 'tokenOfThisTest' }
const BODY = '{"out_order_no":"no_1","subject":"抖音商品"}'
const files = { 'body.json': BODY }
const read = (path: string) => readFileSync(path, 'utf8')

describe('the result goes into a file as it would go into a pipe', () => {
  test.each([
    ['sign body.json', 0],
    ['sign body.json --fill', 0],
    ['sign body.json --json', 0],
    ['create-order --amount 100 --out-order-no n --env local --dry-run', 0],
    ['create-order --amount 100 --out-order-no n --env local --curl', 0],
    ['query no_such_order --env local', 1],
    ['diagnose body.json --sign 00000000000000000000000000000000 --depth 1 --json', 1],
    ['explain 2008', 0],
    ['config show', 0],
    ['doctor --offline', 0],
    ['simulate keys', 0],
    ['completion bash', 0]
  ])('%s', async (line, exit) => {
    const here = place(files)
    const piped = await run(line, { here, env: ENV })
    const ran = await run(`${line} -o out.txt`, { here, env: ENV })
    expect([ran.exit, ran.stdout]).toEqual([exit, ''])
    expect(read(here.path('out.txt')).replace(/"duration_ms":\d+/, '')).toBe(
      piped.stdout.replace(/"duration_ms":\d+/, '')
    )
    expect(ran.codes).toEqual(piped.codes)
    expect(readdirSync(here.cwd).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a callback that is verified', async () => {
    const here = place()
    await run('trigger payment -o callback.json', { here, env: ENV })
    const ran = await run('verify-callback callback.json -o msg.json', { here, env: ENV })
    expect([ran.exit, JSON.parse(read(here.path('msg.json'))).status]).toEqual([0, 'SUCCESS'])
  })

  test('without colour, also from a terminal', async () => {
    const here = place()
    const ran = await run('create-order --amount 100 --env local --dry-run -o out.json', { here, terminal: true })
    expect(ran.exit).toBe(0)
    expect(JSON.parse(read(here.path('out.json')))).toMatchObject({ total_amount: 100 })
    expect(ran.stderr).toContain('out.json')
  })

  test('every command has it but those without a result', async () => {
    const specs = await Promise.all((await allCommands()).map(({ load }) => load()))
    const without = specs.filter(({ options }) => options.out === undefined)
    expect(without.map(({ name }) => name).sort()).toEqual([
      'deliveries clear',
      'deliveries export',
      'demo',
      'init',
      'listen',
      'log clear',
      'mcp',
      'simulate reset',
      'simulate serve',
      'trade keys convert',
      'trade keys generate',
      'trade token'
    ])
  })
})

describe('nothing is lost', () => {
  test('a file that is there stays, unless --force replaces it', async () => {
    const here = place({ ...files, 'out.txt': 'mine' })
    const ran = await run('sign body.json -o out.txt', { here, env: ENV })
    expect([ran.exit, ran.codes, ran.stdout, read(here.path('out.txt'))]).toEqual([2, ['file-exists'], '', 'mine'])
    expect((await run('sign body.json -o out.txt --force', { here, env: ENV })).exit).toBe(0)
    expect(read(here.path('out.txt'))).toMatch(/^[0-9a-f]{32}\n$/)
  })

  test('before an order is sent', async () => {
    const here = place({ 'out.txt': 'mine' })
    await run('create-order --amount 100 --out-order-no lost --env local -o out.txt', { here })
    const listed = await run('simulate list --json', { here })
    expect(listed.stdout).not.toContain('lost')
  })

  test('no link is followed', async () => {
    const here = place({ ...files, 'target.txt': 'mine' })
    symlinkSync('target.txt', here.path('out.txt'))
    expect(await run('sign body.json -o out.txt', { here, env: ENV })).toMatchObject({
      exit: 2,
      codes: ['file-exists']
    })
    expect((await run('sign body.json -o out.txt --force', { here, env: ENV })).exit).toBe(0)
    expect([read(here.path('target.txt')), lstatSync(here.path('out.txt')).isSymbolicLink()]).toEqual(['mine', false])
  })

  test('a failure leaves no file, and none of its drafts', async () => {
    const here = place({ 'body.json': '{broken' })
    expect((await run('sign body.json -o out.txt', { here, env: ENV })).exit).toBe(2)
    expect(readdirSync(here.cwd).sort()).toEqual(['body.json', 'package.json'])
  })

  test('where nothing can be written', async () => {
    const here = place(files)
    expect(await run('sign body.json -o none/out.txt', { here, env: ENV })).toMatchObject({
      codes: ['file-not-writable']
    })
    expect(await run('sign body.json -o .', { here, env: ENV })).toMatchObject({ codes: ['file-not-writable'] })
    expect(existsSync(here.path('none'))).toBe(false)
  })

  test('the signatures of a stream beside a line that is bad', async () => {
    const here = place()
    const ran = await run('sign --ndjson -o out.txt', { here, env: ENV, stdin: '{"a":1}\n{bad\n{"a":1}\n' })
    expect([ran.exit, read(here.path('out.txt')).split('\n').length]).toEqual([2, 4])
  })
})
