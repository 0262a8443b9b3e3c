// First: the program lists the systems there are when it is loaded.
import './made-up-system.js'

import { describe, expect, test } from 'vitest'
import { callTables } from '../.docs/call-tables.js'
import { catalogue } from '../src/output/words/languages.js'
import { NOT_SIMULATED } from '../src/protocol/system/local-answer.js'
import { DEMO_KEYS } from '../src/simulator/demo-keys.js'
import { allCalls } from '../src/systems.js'
import { run } from './commands/run.js'
import { place } from './config/place.js'
import { faultServer } from './gateway/fault-server.js'
import { hmac, SIGNATURE, stampOrder } from './made-up-system.js'
import { testGateway } from './simulator/support.js'

const ORDER = 'stamps order no_1 --count 5'
const BODY = '{"stamp_no":"no_1","count":5}'
const KEYS = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'saltOfTheShop', ECPAY_TOKEN: 'tokenOfTheShop' }

describe('a system takes its value and nothing else', () => {
  test('its call is a command behind its word, with help', async () => {
    const { exit, stdout } = await run('stamps order --help')
    expect(exit).toBe(0)
    expect(stdout).toMatch(/Usage: ecpay stamps order <stamp_no> \[options\]\n\nOrder stamps\n/)
    expect(stdout).toMatch(/--count <n> +how many \(required; 1–9\)/)
    expect((await run('--help --lang zh')).stdout).toMatch(/ {2}stamps order +订购邮票\n/)
    expect((await run('completion words -- stamps ord')).stdout).toBe('order\tOrder stamps\n')
    expect(await run('stamps ordr')).toMatchObject({ exit: 2, stderr: expect.stringContaining('stamps order') })
  })

  test.each([
    ['stamps order', ['missing-argument']],
    ['stamps order a --count 10', ['above-maximum']]
  ])('%s: %j', async (argv, codes) => {
    expect(await run(`${argv} --env local`)).toMatchObject({ exit: 2, codes })
  })

  test('it is signed in its own way, and goes to its own host', async () => {
    const { stdout } = await run(`${ORDER} --env production --dry-run --json`, { env: KEYS })
    expect(JSON.parse(stdout).request).toMatchObject({
      url: 'https://open.douyin.com/api/stamps/v1/order',
      headers: { [SIGNATURE]: hmac(BODY, KEYS.ECPAY_SALT) },
      body: BODY
    })
    expect((await run(`${ORDER} --env production --dry-run`, { env: {} })).codes).toContain('missing-salt')
  })

  test('its answers are judged and explained by its own codes', async () => {
    const { url } = await faultServer((_, response) => void response.end('{"err_no":77001,"err_msg":"none left"}'))
    const ran = await run(`${ORDER} --output pretty`, { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect([ran.exit, ran.codes]).toEqual([1, ['gateway-refused']])
    expect(ran.stdout).toContain('the stamps are sold out')
    expect(ran.stderr).toContain('none left')
  })

  test('the local gateway checks its signature in its own way', async () => {
    const played = await run(`${ORDER} --env local`)
    expect(JSON.parse(played.stdout)).toMatchObject({ err_no: NOT_SIMULATED })
    const { send } = await testGateway()
    const { json, reason } = await send(stampOrder.path, BODY)
    expect([json, reason]).toEqual([{ err_no: 77002, err_msg: '邮戳不对' }, 'signature-differs'])
  })

  test('its calls can be made to fail, and called by their path', async () => {
    const here = place({})
    expect((await run('simulate fail 77001 --on stamp_order', { here })).stdout).toContain('stamp_order')
    expect((await run(`${ORDER} --env local`, { here })).stderr).toContain('injected')
    const { stdout } = await run(`call ${stampOrder.path} -d stamp_no=a --env production --dry-run --json`, {
      env: KEYS
    })
    expect(JSON.parse(stdout).request.url).toBe('https://open.douyin.com/api/stamps/v1/order')
  })

  test('its callbacks are verified with --system', async () => {
    const callback = (key: string) =>
      JSON.stringify({ type: 'stamped', msg: '{"worth":500}', postmark: hmac('{"worth":500}', key) })
    const here = place({ 'good.json': callback(DEMO_KEYS.token), 'bad.json': callback('x') })
    const good = await run('verify-callback good.json --system stamps --env local', { here })
    expect([good.exit, good.stdout]).toEqual([0, '{"worth":500}\n'])
    const bad = await run('verify-callback bad.json --system stamps --env local --json', { here })
    expect([bad.exit, JSON.parse(bad.stdout)]).toMatchObject([1, { valid: false, type: 'stamped' }])
    expect((await run('verify-callback good.json --system stamp', { here })).codes).toEqual(['invalid-option-value'])
  })

  test('its callbacks are made, sent and judged in its own way', async () => {
    const trigger = 'trigger stamped --system stamps --amount 5 --env local'
    const printed = JSON.parse((await run(trigger)).stdout)
    expect(printed).toEqual({ type: 'stamped', msg: '{"worth":5}', postmark: hmac('{"worth":5}', DEMO_KEYS.token) })
    const { url } = await faultServer((_, response) => void response.end('{"err_no":0}'))
    expect(await run(`${trigger} --to ${url}`)).toMatchObject({ exit: 1, codes: ['callback-answer-incomplete'] })
    expect((await run('trigger payment --system stamps --env local')).codes).toEqual(['invalid-option-value'])
  })

  test('explain and the documentation know its codes and calls', async () => {
    expect((await run('explain 77001')).stdout).toContain('the stamps are sold out')
    expect((await run('explain stamp_order --lang zh')).stdout).toContain('ecpay stamps order --help')
    const tables = callTables(await allCalls(), 'stamps-calls', await catalogue('en').help(), 'en')
    expect(tables).toContain('`ecpay stamps order`')
    expect(tables).toContain('| `count` | number | yes | 1–9 |')
  })
})
