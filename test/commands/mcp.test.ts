import { describe, expect, test } from 'vitest'
import { type Tool, toolsOf } from '../../src/commands/mcp/tools.js'
import type { Command } from '../../src/commands/shared/command.js'
import { parseCommand } from '../../src/commands/shared/parse-arguments.js'
import { allCommands, findCommand } from '../../src/commands/table.js'
import { EcpayError } from '../../src/findings/findings.js'
import { catalogue } from '../../src/output/words/languages.js'
import { THEMES } from '../../src/protocol/system/endpoint.js'
import { place } from '../config/place.js'
import { tunnelTo } from '../gateway/proxy.js'
import { run } from './run.js'

const help = await catalogue('en').help()
const entries = await allCommands()
const tools = await toolsOf(entries, { sends: ['local'], calls: THEMES }, { words: help, language: 'en' })

/** A value that fits a schema. */
function sample(schema: object): unknown {
  const { type, enum: words, items, minimum = 1 } = schema as Schema
  if (items) return [sample(items)]
  if (type === 'boolean') return true
  if (type === 'string' || Array.isArray(type)) return words?.[0] ?? 'text'
  return minimum
}

interface Schema {
  description: string
  type: string | string[]
  enum?: string[]
  items?: object
  minimum?: number
}

function refusals(command: Command, argv: readonly string[]): string[] {
  try {
    parseCommand(command, argv)
    return []
  } catch (error) {
    if (error instanceof EcpayError) return error.findings.map(({ code }) => code)
    throw error
  }
}

describe('tools', () => {
  test.each(tools.map((tool) => [tool.name, tool] as const))(
    '%s takes every argument that it lists',
    async (_, tool) => {
      const { properties } = tool.inputSchema
      const entry = await findCommand(tool.name.split('_'))
      const command = await entry?.load()
      const placed = Object.fromEntries(tool.inputSchema.required.map((key) => [key, sample(properties[key] ?? {})]))
      for (const [key, schema] of Object.entries(properties)) {
        if (key === 'input') continue
        const argv = tool.argv({ ...placed, [key]: sample(schema) })
        // One that needs another one is still an option.
        expect(command && refusals(command, argv), key).not.toContain('unknown-option')
      }
    }
  )

  test('none writes a file, shows a secret or confirms for a person', () => {
    const offered = tools.flatMap(({ name, inputSchema }) =>
      Object.entries(inputSchema.properties).map(([key, schema]) => `${name} ${key}: ${(schema as Schema).description}`)
    )
    const writes = /\b(writes? (?!a document)|saves?|to this file|in clear|confirm|replace an)\b/i
    expect(offered.filter((one) => writes.test(one))).toEqual([])
  })

  test('that send calls go to the local gateway, whatever the configuration says', () => {
    const names = entries.filter(({ tool }) => tool === 'sends').map(({ name }) => name.replaceAll(' ', '_'))
    const sending = tools.filter(({ name }) => names.includes(name))
    expect(sending.length).toBeGreaterThan(70)
    for (const tool of sending) {
      expect(tool.argv({})).toContain('--env=local')
      expect(tool.inputSchema.properties.env).toMatchObject({ enum: ['local'] })
    }
  })

  test.each([
    ['sign', false],
    ['simulate_fail', false],
    ['simulate_return', false],
    ['simulate_pay', true],
    ['simulate_refund', true],
    ['call', true]
  ])('%s reaches other hosts: %s', (wanted, openWorldHint) => {
    expect(tools.find(({ name }) => name === wanted)?.annotations).toMatchObject({ openWorldHint })
  })

  test.each([
    ['query', []],
    ['simulate_pay', ['out_order_no']],
    ['call', ['path']]
  ])('%s cannot do without %j', (wanted, required) => {
    expect(tools.find(({ name }) => name === wanted)?.inputSchema.required).toEqual(required)
  })

  test('are each a command of which the table says how far it reaches', () => {
    const offered = entries.filter(({ tool }) => tool).map(({ name }) => name.replaceAll(' ', '_'))
    expect(tools.map(({ name }) => name)).toEqual(offered)
    const never = ['init', 'listen', 'replay', 'check', 'check-signer', 'trade_token', 'simulate_reset', 'config_trust']
    for (const name of never) expect(offered).not.toContain(name)
  })

  test.each([
    ['a list', { data: ['a=1', 'b=2'] }, ['--data=a=1', '--data=b=2']],
    ['a value that begins with -', { check: '--help' }, ['--check=--help']],
    ['false', { explain: false }, []],
    ['an argument that looks like an option', { file: '--out' }, ['--', '--out']]
  ])('write %s as words that no option is made of', (_, given, words) => {
    const argv = tools.find(({ name }) => name === 'sign')?.argv(given) ?? []
    expect(argv).toEqual(['sign', ...words])
  })
})

/** Runs the server with these calls and returns the answer to each. */
async function ask(calls: readonly { name: string; arguments?: object }[], argv = 'mcp', options = {}) {
  const messages = [
    {
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
    },
    { method: 'notifications/initialized' },
    ...calls.map((params, i) => ({ id: i + 1, method: 'tools/call', params }))
  ]
  const stdin = messages.map((one) => `${JSON.stringify({ jsonrpc: '2.0', ...one })}\n`).join('')
  const ran = await run(argv, { stdin, ...options })
  const answers = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { ...ran, answers: answers.filter(({ id }) => id > 0).sort((a, b) => a.id - b.id) }
}

describe('ecpay mcp', () => {
  test('answers what was asked before stdin ended: a signature, a no, a refusal', async () => {
    const { exit, answers, stderr } = await ask([
      { name: 'sign', arguments: { input: '{"total_amount":100}', env: 'local' } },
      { name: 'diagnose', arguments: { input: '{"total_amount":100}', sign: '0'.repeat(32), env: 'local', depth: 1 } },
      { name: 'sign', arguments: { input: '{', env: 'local' } }
    ])
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    const [signed, wrong, refused] = answers.map(({ result }) => ({
      ...result,
      text: JSON.parse(result.content[0].text)
    }))
    expect(signed).toMatchObject({ isError: false, text: { sign: expect.stringMatching(/^[0-9a-f]{32}$/) } })
    expect(wrong).toMatchObject({ isError: false, text: { verdict: 'unexplained' } })
    expect(refused).toMatchObject({ isError: true, text: { error: { code: 'invalid-json' } } })
  })

  test('reads an input that is an object as its JSON', async () => {
    const total = { total_amount: 100 }
    const { answers } = await ask(
      [total, JSON.stringify(total)].map((input) => ({ name: 'sign', arguments: { input, env: 'local' } }))
    )
    const [object, text] = answers.map(({ result }) => result)
    expect(object).toEqual(text)
    expect(object.isError).toBe(false)
  })

  test('skips a line that is too long, and answers a last line without a line feed', async () => {
    const listing = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
    const { exit, stdout, codes } = await run('mcp', { stdin: `${' '.repeat(17 * 1024 * 1024)}\n${listing}` })
    expect({ exit, codes }).toEqual({ exit: 0, codes: ['body-too-large'] })
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { tools: expect.any(Array) } })
  })

  test('answers in the language of the program', async () => {
    const { answers } = await ask([{ name: 'explain', arguments: { text: ['2008'] } }], 'mcp --lang zh')
    expect(answers[0].result.content[0].text).toContain('签名')
  })

  test.each([
    ['a tool that is none', { name: 'init' }, /no tool init/],
    ['an argument that is none', { name: 'sign', arguments: { outfile: 'x' } }, /no argument outfile/],
    ['an argument that only people give', { name: 'sign', arguments: { out: 'x' } }, /no argument out/]
  ])('refuses %s', async (_, call, message) => {
    const { answers } = await ask([call])
    expect(answers[0].error.message).toMatch(message)
  })

  test('sends nothing to production, and to the sandbox only if started so', async () => {
    const call = { name: 'call', arguments: { path: 'query_order', env: 'production', data: ['out_order_no=no_1'] } }
    const here = place({ '.ecpayrc': '{"app_id":"tt0123456789abcdef","salt":"saltOfTheLiveApp","env":"production"}' })
    const { answers } = await ask([call, { ...call, arguments: { ...call.arguments, env: 'sandbox' } }], 'mcp', {
      here
    })
    expect(answers.map(({ error, result }) => error?.code ?? result.isError)).toEqual([-32602, -32602])
  })

  describe('sends to no other host, whatever base_url says', () => {
    const order = { path: 'query_order', data: ['out_order_no=no_1'] }
    const traded = { path: '/api/trade_basic/v1/developer/order_query/', data: ['out_order_no=no_1'] }

    test.each([
      ['call', order],
      ['trade_call', traded],
      ['query', { out_order_no: 'no_1' }],
      ['query', { out_order_no: 'no_1', wait: true }],
      ['trade_query', { 'from-file': 'numbers.txt' }],
      ['trade_query', { out_order_no: 'no_1' }],
      ['refund', { out_order_no: 'no_1', 'out-refund-no': 'no_2', amount: 1, reason: 'r' }]
    ])('%s %j', async (name, given) => {
      const proxy = await tunnelTo(9)
      const config = { profiles: { live: { base_url: 'https://pay.example', app_id: 'tt0123456789abcdef' } } }
      const here = place({ '.ecpayrc': JSON.stringify(config), 'numbers.txt': 'no_1\nno_2\n' })
      const env = { HTTPS_PROXY: proxy.url, ECPAY_BASE_URL: 'https://pay.example' }
      const calls = [{ name, arguments: given }]
      const { answers } = await ask(calls, 'mcp --calls all --allow-send sandbox', { here, env })
      expect(answers[0].result.content[0].text).toContain('"code":"host-not-allowed"')
      expect(answers[0].result.content[0].text).toContain('local, sandbox only')
      const profiled = [{ name, arguments: { ...given, profile: 'live' } }]
      const { answers: others } = await ask(profiled, 'mcp --calls all', { here, env: { HTTPS_PROXY: proxy.url } })
      expect(others[0].result).toMatchObject({ isError: true })
      expect(proxy.targets).toEqual([])
    })

    test.each([
      ['https://developer.toutiao.com', 'mcp --allow-send sandbox', 'host-not-allowed'],
      ['https://open-sandbox.douyin.com', 'mcp', 'host-not-allowed'],
      ['https://open-sandbox.douyin.com', 'mcp --allow-send sandbox', undefined],
      ['http://127.0.0.1:9', 'mcp', undefined]
    ])('%s with %s', async (ECPAY_BASE_URL, argv, code) => {
      const dry = [{ name: 'call', arguments: { ...order, env: 'local', 'dry-run': true } }]
      const { answers } = await ask(dry, argv, { env: { ECPAY_BASE_URL } })
      expect(JSON.parse(answers[0].result.content[0].text).error?.code).toBe(code)
    })
  })

  test('no secret of the configuration is in an answer, wherever an agent writes it', async () => {
    const [salt, token] = ['Wq7hZk2Vx9Lm4Rt8', 'Jn3Pc6Yb1Gd5Fs0K']
    const here = place({ '.ecpayrc': JSON.stringify({ app_id: 'tt0123456789abcdef', salt, token }) })
    const { stdout, stderr } = await ask(
      [
        { name: 'sign', arguments: { input: JSON.stringify({ subject: salt, cp_extra: token }), explain: true } },
        { name: 'sign', arguments: { input: salt, check: token } },
        { name: 'config_show' },
        { name: 'call', arguments: { path: 'query_order', data: [`out_order_no=${salt}`] } },
        { name: salt },
        { name: 'sign', arguments: { [token]: salt } },
        { name: 'call', arguments: { path: 'query_order', env: salt } },
        { name: 'explain', arguments: { text: [salt, token] } }
      ],
      'mcp',
      { here }
    )
    const runs = [salt, token].flatMap((secret) => [...secret].map((_, at) => secret.slice(at, at + 4)).slice(0, -3))
    expect(runs.filter((run) => (stdout + stderr).includes(run))).toEqual([])
  })

  test('says when it is typed by a person', async () => {
    const ran = await run('mcp', { stdin: 'sign body.json\n' })
    expect(ran).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringContaining('An agent starts `ecpay mcp`') })
  })
})

test('no tool has a name that another one has', () => {
  expect(new Set(tools.map(({ name }: Tool) => name)).size).toBe(tools.length)
})
