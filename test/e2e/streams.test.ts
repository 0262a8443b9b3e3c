import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'

const SALT = 'streams_payment_salt'
const BODY = '{"out_order_no":"no_1","total_amount":100,"subject":"商品 ","body":"b","valid_time":300}'
const ESCAPE = '\u001b['

describe('pipes', () => {
  test('a result larger than a pipe arrives whole', async () => {
    const order = JSON.stringify({ cp_extra: 'x'.repeat(300_000) })
    const sandbox = new Sandbox()
    writeFileSync(join(sandbox.folder, 'body.json'), order)
    const filled = await sandbox.shell('ecpay sign body.json --fill | cat', { ECPAY_SALT: SALT })
    expect(filled.stdout.length).toBe(order.length + ',"sign":""'.length + 32)
    expect(JSON.parse(filled.stdout)).toMatchObject(JSON.parse(order))
  })

  test('a raw answer of a megabyte arrives byte for byte', async () => {
    const answer = `{"err_no":0,"text":"${'中\\u001b'.repeat(200_000)}"}`
    const { url } = await faultServer((_, response) => response.end(answer))
    const sandbox = new Sandbox()
    const { stdout, exitCode } = await sandbox.run(['query', 'no_1', '--env', 'local', '--output', 'raw'], {
      env: { ECPAY_BASE_URL: url }
    })
    expect(exitCode).toBe(0)
    expect(stdout === answer).toBe(true)
  })

  test('a reader that leaves ends it quietly', async () => {
    const sandbox = new Sandbox()
    writeFileSync(join(sandbox.folder, 'orders.ndjson'), `${BODY}\n`.repeat(20_000))
    const { stdout, stderr, exitCode } = await sandbox.shell(
      'ecpay sign --ndjson orders.ndjson --quiet | head -1; exit $PIPESTATUS',
      { ECPAY_SALT: SALT }
    )
    expect(stdout).toMatch(/^[0-9a-f]{32}\n$/)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test('a stream larger than the heap is signed line by line', async () => {
    const sandbox = new Sandbox()
    writeFileSync(join(sandbox.folder, 'orders.ndjson'), `{"cp_extra":"${'x'.repeat(1000)}"}\n`.repeat(40_000))
    const { stdout, exitCode } = await sandbox.shell('ecpay sign --ndjson orders.ndjson | uniq -c', {
      ECPAY_SALT: SALT,
      NODE_OPTIONS: '--max-old-space-size=24'
    })
    expect(exitCode).toBe(0)
    expect(stdout.trim()).toMatch(/^40000 [0-9a-f]{32}$/)
  })
})

describe('colour', () => {
  test.each<[env: Record<string, string>, flags: string[], coloured: boolean]>([
    [{}, [], true],
    [{ NO_COLOR: '1' }, [], false],
    [{ NO_COLOR: '' }, [], true],
    [{ TERM: 'dumb' }, [], false],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, [], true],
    [{ NO_COLOR: '1' }, ['--color'], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false]
  ])('on a terminal with %j %j', async (env, flags, coloured) => {
    const { screen, exitCode } = await new Sandbox().terminal(['simulate', 'pay', 'no_1', ...flags], { env })
    expect(exitCode).toBe(1)
    expect(screen).toContain('(order-not-found)')
    expect(screen.includes(ESCAPE)).toBe(coloured)
  })

  test.each<[env: Record<string, string>, flags: string[], coloured: boolean]>([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{}, ['--color'], true]
  ])('in a pipe with %j %j', async (env, flags, coloured) => {
    const { stderr } = await new Sandbox().run(['simulate', 'pay', 'no_1', ...flags], { env })
    expect(stderr.includes(ESCAPE)).toBe(coloured)
  })

  test('stdout and stderr each decide for themselves', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere(['create-order', '--amount', '100', '--out-order-no', 'no_1'])
    const { screen } = await sandbox.terminal(['query', 'no_1', '--output', 'pretty'])
    expect(screen).toContain(`${ESCAPE}38;5;30m"err_no"`)
    const piped = await sandbox.run(['query', 'no_1', '--output', 'pretty'])
    expect(piped.stdout).not.toContain(ESCAPE)
  })
})

describe('what is said, and to whom', () => {
  const env = { ECPAY_SALT: SALT }

  test('the result and nothing else on stdout', async () => {
    const { stdout, stderr, exitCode } = await new Sandbox().runHere(['sign', '--explain'], { stdin: BODY, env })
    expect(stdout).toMatch(/^[0-9a-f]{32}\n$/)
    expect(stderr).toContain('(edge-whitespace)')
    expect(stderr).toContain('100&300&b&no_1&<SALT>&商品')
    expect(exitCode).toBe(0)
  })

  test('--quiet leaves errors only', async () => {
    const sandbox = new Sandbox()
    expect(await sandbox.runHere(['sign', '--quiet'], { stdin: BODY, env })).toMatchObject({ stderr: '', exitCode: 0 })
    const { stderr, exitCode } = await sandbox.runHere(['sign', '--quiet'], { stdin: BODY })
    expect(stderr).toContain('(missing-salt)')
    expect(exitCode).toBe(2)
  })

  test.each<[argv: string[], stdin: string, code: string, exitCode: number]>([
    [['sign'], BODY, 'missing-salt', 2],
    [['sign', '--strict', '--env', 'local'], BODY, 'strict-warning', 2],
    [['query', 'no_1'], '', 'gateway-refused', 1],
    [['sing'], '', 'unknown-command', 2],
    [['sign', '--chekc'], '', 'unknown-option', 2],
    [['query', 'no_1', '--env', 'elsewhere'], '', 'invalid-setting', 2]
  ])('--json: the error of %j is one document', async (argv, stdin, code, exitCode) => {
    const run = await new Sandbox().runHere([...argv, '--json'], { stdin })
    const { error } = JSON.parse(run.stderr)
    expect({ code: error.code, exitCode: run.exitCode }).toEqual({ code, exitCode })
    expect(error.message.length).toBeGreaterThan(0)
  })

  test.each([
    [{}, [], 'error: '],
    [{ LANG: 'zh_CN.UTF-8' }, [], '错误：'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, [], 'error: '],
    [{ LC_ALL: 'en_US.UTF-8', ECPAY_LANG: 'zh' }, [], '错误：'],
    [{ ECPAY_LANG: 'zh' }, ['--lang', 'en'], 'error: ']
  ])('the language of %j %j', async (env, flags, label) => {
    const { stderr } = await new Sandbox().run(['sign', ...flags], { stdin: BODY, env })
    expect(stderr).toContain(label)
  })
})
