import { readFileSync } from 'node:fs'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { place } from '../config/place.js'
import { run } from './run.js'

const NAMES = (await allCommands()).map(({ name }) => name)
const PAGES = ['', 'config', 'simulate', ...NAMES]
const HAN = /\p{Script=Han}/u

describe('help', () => {
  test.each(PAGES)('%s leads with examples, names its output and its exit codes', async (name) => {
    const { exit, stdout, stderr } = await run(`${name} --help`)
    expect([exit, stderr]).toEqual([0, ''])
    const parts = ['Usage: ecpay', 'Examples:\n  ecpay ', 'Global options:', 'Output:\n', 'Exit codes:\n  0 ']
    const places = parts.map((part) => stdout.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const options = stdout.indexOf('\nOptions:')
    expect(options === -1 || options > stdout.indexOf('Examples:')).toBe(true)
  })

  test.each(PAGES)('%s fits into 80 columns, in Chinese too', async (name) => {
    for (const lang of ['en', 'zh']) {
      const { stdout } = await run(`${name} --help --lang ${lang}`)
      expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
    }
  })

  test.each(PAGES)('%s is Chinese in Chinese', async (name) => {
    const { stdout } = await run(`${name} -h --lang zh`)
    const words = stdout
      .replace(/[\s\S]*?示例：\n( {2}.*\n)+/, '')
      .split('\n')
      .map((line) => line.replace(/^ {2}(\S+ )+ +/, ''))
      // Under 另见 stand commands.
      .filter((line) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(line) && !HAN.test(line) && !/^ {2}ecpay /.test(line))
    expect(stdout).toMatch(HAN)
    expect(words).toEqual([])
  })

  test.each([
    ['help', ''],
    ['help sign', 'sign'],
    ['help config show', 'config show'],
    ['--help simulate', 'simulate'],
    ['simulate pay x --help', 'simulate pay']
  ])('%s', async (argv, page) => {
    expect((await run(argv)).stdout).toBe((await run(`${page} --help`)).stdout)
  })

  test('an example that is too long for the screen goes on behind a backslash', async () => {
    expect((await run('create-order --help')).stdout).toMatch(/^ {2}ecpay create-order .* \\\n {6}--notify-url \S+$/m)
  })

  test('defaults and limits are named', async () => {
    expect((await run('create-order --help')).stdout).toMatch(/default: 10000/)
    expect((await run('simulate serve --help')).stdout).toMatch(/default: 8787/)
    expect((await run('simulate reset --help')).stdout).not.toMatch(/money/)
  })
})

describe('no command, or an unknown one: exit 2', () => {
  test.each([
    ['', 'sign '],
    ['simulate', 'simulate pay'],
    ['config --lang zh', 'config show']
  ])('«%s» shows the help on stderr', async (argv, shown) => {
    const { exit, stdout, stderr, codes } = await run(argv)
    expect([exit, stdout, codes]).toEqual([2, '', ['missing-command']])
    expect(stderr).toContain(shown)
  })

  test.each([
    ['sing', 'sign'],
    ['creat-order', 'create-order'],
    ['simulat', 'simulate'],
    ['simulate lst', 'simulate list'],
    ['config shwo', 'config show'],
    ['help sing', 'sign'],
    ['conf show', 'config'],
    ['verify', 'verify-callback'],
    ['serve', 'simulate serve'],
    ['query_order', 'query']
  ])('%s: did you mean %s?', async (argv, meant) => {
    const { exit, codes, stderr } = await run(argv)
    expect([exit, codes]).toEqual([2, ['unknown-command']])
    expect(stderr).toContain(`\`ecpay ${meant}\``)
  })

  test.each([
    ['sign --chek', '--check'],
    ['create-order --amout 1', '--amount'],
    ['query x --jsn', '--json'],
    ['--jsn query x', '--json'],
    ['config --profil x', '--profile']
  ])('%s: did you mean %s?', async (argv, meant) => {
    const { exit, codes, stderr } = await run(argv)
    expect([exit, codes]).toEqual([2, ['unknown-option']])
    expect(stderr).toContain(meant)
  })

  test.each([
    ['', 'missing-command'],
    ['config', 'missing-command'],
    ['--zzzzzz', 'unknown-option'],
    ['--explain sign body.json', 'unknown-option'],
    ['--profile', 'missing-option-value'],
    ['zzzzzz', 'unknown-command'],
    ['sign --zzzzzz', 'unknown-option'],
    ['sign --salt-file', 'missing-option-value'],
    ['sign --lang', 'missing-option-value'],
    ['sign --lang fr', 'invalid-option-value'],
    ['--lang sign', 'invalid-option-value'],
    ['listen --port 65536', 'invalid-option-value'],
    ['simulate pay no_1 --time-scale 100', 'invalid-option-value'],
    ['trigger payment --time-scale 100', 'invalid-option-value'],
    ['query no_1 --timeout 0', 'invalid-option-value'],
    ['query no_1 --timeout 2147483648', 'invalid-option-value'],
    ['simulate pay', 'missing-argument'],
    ['config path x', 'too-many-arguments']
  ])('%s: %s, as text and as one JSON document', async (argv, code) => {
    const text = await run(argv)
    expect([text.exit, text.codes, text.stdout]).toEqual([2, [code], ''])
    const machine = await run(`--json ${argv}`)
    expect([machine.exit, machine.stdout]).toEqual([2, ''])
    expect(JSON.parse(machine.stderr)).toMatchObject({ error: { code, message: expect.any(String) } })
  })
})

test.each([
  ['sign --salt typedSecret', 'secret-in-flag'],
  ['verify-callback --token=typedSecret', 'secret-in-flag'],
  ['push-order --access-token=typedSecret', 'secret-in-flag'],
  ['explain --salt=typedSecret', 'unknown-option']
])('%s: a secret as a flag is refused and not repeated', async (argv, code) => {
  const { exit, codes, stderr } = await run(argv)
  expect([exit, codes]).toEqual([2, [code]])
  expect(stderr).not.toContain('typedSecret')
})

test.each(['--version', '-V', 'sign --version'])('%s', async (argv) => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(await run(argv)).toMatchObject({ exit: 0, stdout: `${version}\n`, stderr: '', codes: [] })
})

describe('language', () => {
  test.each([
    ['--lang zh', {}, true],
    ['--lang en', { ECPAY_LANG: 'zh' }, false],
    ['', { ECPAY_LANG: 'zh_TW' }, true],
    ['', { ECPAY_LANG: 'en', LC_ALL: 'zh_CN.UTF-8' }, false],
    ['', { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, true],
    ['', { LC_MESSAGES: 'zh_CN', LANG: 'C' }, true],
    ['', { LC_ALL: '', LANG: 'zh_CN.UTF-8' }, true],
    ['', { LC_ALL: 'de_DE.UTF-8', LANG: 'zh_CN.UTF-8' }, false],
    ['', {}, false]
  ])('%s %j: Chinese %s', async (argv, env, chinese) => {
    const { stderr, codes } = await run(`query ${argv}`, { env })
    expect(HAN.test(stderr)).toBe(chinese)
    expect(codes).toEqual(['missing-argument'])
  })
})

describe('colour', () => {
  const hasCodes = (text: string) => text.includes('\u001b[')
  test.each([
    [true, '', {}, true],
    [true, '', { NO_COLOR: '1' }, false],
    [true, '', { NO_COLOR: '' }, true],
    [true, '', { TERM: 'dumb' }, false],
    [true, '--no-color', { FORCE_COLOR: '1' }, false],
    [true, '', { FORCE_COLOR: '0' }, false],
    [true, '', { FORCE_COLOR: 'false' }, false],
    [false, '', {}, false],
    [false, '', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [false, '', { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    [false, '--color', { NO_COLOR: '1', TERM: 'dumb' }, true],
    [true, '--color --no-color', {}, false]
  ])('on a terminal %s, %s %j: %s', async (terminal, argv, env, coloured) => {
    const { stdout, stderr } = await run(`create-order --amount 1 --output pretty ${argv}`, { terminal, env })
    expect([hasCodes(stdout), hasCodes(stderr)]).toEqual([coloured, coloured])
  })
})

test('what is a fault of the program says so, with its trace in --verbose', async () => {
  const here = place()
  Object.defineProperty(here, 'cwd', { get: () => ({}) })
  const { exit, codes, stderr } = await run('config path --verbose', { here })
  expect([exit, codes]).toEqual([3, ['internal-error']])
  expect(stderr).toMatch(/^ {4}at /m)
})

describe('--quiet, --verbose and secrets in a result', () => {
  test('--quiet leaves errors', async () => {
    expect((await run('sign -d a= -d appid=x --quiet --env local')).stderr).toBe('')
    expect((await run('sign -d a:=[] --quiet --env local')).codes).toEqual(['nested-value'])
  })

  test('a secret in the result is masked, and said to be', async () => {
    const env = { ECPAY_SALT: 'saltOfTheShop001' }
    const argv = 'sign --fill -d subject=saltOfTheShop001 -d body=saltOfTheShop001'
    const { exit, stdout, codes } = await run(argv, { env })
    expect([exit, codes]).toEqual([0, ['secret-masked']])
    expect(stdout).toMatch(/^\{"subject":"<SALT>","body":"<SALT>","sign":"[0-9a-f]{32}"\}$/)
    const machine = await run(`${argv.replace('--fill', '--json')}`, { env })
    expect(machine.codes).toEqual(['secret-masked'])
    expect(JSON.parse(machine.stdout).string_to_sign).toBe('<SALT>&<SALT>&<SALT>')
  })
})

test('demo: the whole way, in both languages and as --json', async () => {
  for (const [lang, said] of [
    ['en', 'An order from beginning to end'],
    ['zh', '走完整个流程']
  ]) {
    const { exit, stdout, stderr } = await run(`demo --lang ${lang}`)
    expect(exit).toBe(0)
    expect(stdout).toContain(said)
    expect(stdout.match(/^\$ ecpay /gm)).toHaveLength(4)
    expect(stdout).toContain('"order_status": "SUCCESS"')
    expect(stderr).toContain('✓')
  }
  const { steps } = JSON.parse((await run('demo --json')).stdout)
  expect(steps).toHaveLength(4)
})

test('demo leaves the configuration and the orders of its user alone', async () => {
  const here = place({ '.ecpayrc': '{"base_url":"https://127.0.0.1:9"}' })
  const env = { ECPAY_SALT: 'saltOfTheShop001', ECPAY_ENV: 'production' }
  expect((await run('demo', { here, env })).exit).toBe(0)
  expect(JSON.parse((await run('simulate list --json', { here })).stdout)).toMatchObject({ orders: [] })
})
