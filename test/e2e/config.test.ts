import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

const SALT = 'saltOfTheShop001'

/** The rows of a table by their first cell. */
const rows = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.split(/ {2,}/))
      .map(([key, ...cells]) => [key, cells])
  )

describe('config show and path', () => {
  test('the nearest file up to the project, and every value with where it comes from', async () => {
    const sandbox = new Sandbox({ 'package.json': '{}', '.ecpayrc.yaml': `app_id: tt1\nsalt: ${SALT}\n` })
    mkdirSync(sandbox.path('src'))
    const file = sandbox.path('.ecpayrc.yaml')
    const { stdout, exitCode } = await sandbox.shell(
      'cd src && ecpay config path && ecpay config show --env production',
      {
        ECPAY_NOTIFY_URL: 'https://a.example/n'
      }
    )
    expect(exitCode).toBe(0)
    const [path, ...table] = stdout.split('\n')
    expect(path).toBe(file)
    expect(rows(table.join('\n'))).toMatchObject({
      env: ['production', 'flag --env'],
      app_id: ['tt1', `file ${file}`],
      salt: [`set, ${SALT.length} characters`, `file ${file}`],
      token: ['not set'],
      notify_url: ['https://a.example/n', 'variable ECPAY_NOTIFY_URL'],
      timeout_ms: ['10000', 'default']
    })
  })

  test("the user's own file, where the project has none", async () => {
    const sandbox = new Sandbox()
    const folder = join(sandbox.env.XDG_CONFIG_HOME ?? '', 'ecpay')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'config.yaml'), `salt: ${SALT}\n`, { mode: 0o600 })
    expect((await sandbox.runHere(['config', 'path'])).stdout).toBe(`${join(folder, 'config.yaml')}\n`)
    expect((await sandbox.runHere(['sign', '-d', 'a=1'])).exitCode).toBe(0)
  })

  test('nothing at all: exit 1, and the local gateway', async () => {
    const path = await new Sandbox().runHere(['config', 'path', '--json'])
    expect(path).toMatchObject({ exitCode: 1, stdout: '{"path":null}\n' })
    const show = await new Sandbox().runHere(['config', 'show', '--json'])
    expect(JSON.parse(show.stdout)).toMatchObject({ path: null, settings: { env: { value: 'local' } } })
  })

  test.each([
    ['{"app_id":1,"slat":"x"}', ['config-wrong-type', 'config-unknown-key']],
    ['{"app_id":', ['config-unreadable']],
    [`{"salt":"\${NOT_SET}"}`, ['unset-variable']],
    ['{"base_url":"http://example.com"}', ['insecure-base-url']],
    ['{"profile":"none"}', ['unknown-profile']]
  ])('%s: exit 2, with every problem', async (content, codes) => {
    const { stdout, stderr, exitCode } = await new Sandbox({ '.ecpayrc': content }).runHere(['config', 'show'])
    const found = [...stderr.matchAll(/^error: .*\(([\w-]+)\)$/gm)].map(([, code]) => code)
    expect([exitCode, stdout, found.sort()]).toEqual([2, '', codes.sort()])
  })

  test.each(['', 'home'])('with HOME %j, what is in the working directory is not the user’s own', async (HOME) => {
    const sandbox = new Sandbox()
    for (const folder of ['.config/ecpay', 'home/.config/ecpay'].map((name) => sandbox.path(name))) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'config.json'), JSON.stringify({ salt: SALT }), { mode: 0o600 })
    }
    const env = { HOME, XDG_CONFIG_HOME: '' }
    const { stdout, stderr, exitCode } = await sandbox.run(['sign', '-d', 'a=1'], { env })
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining('(missing-salt)')])
  })

  test('what a file says does nothing to a terminal', async () => {
    const content = { app_id: 'a\u001b]0;own\u0007', thirdparty_id: 'x\ny', notify_url: 'https://e\u009b2J' }
    const sandbox = new Sandbox({ '.ecpayrc': JSON.stringify(content) })
    const { screen } = await sandbox.terminal(['config', 'show', '--no-color'])
    for (const shown of ['a<U+001B>]0;own<U+0007>', 'x<U+000A>y', 'https://e<U+009B>2J'])
      expect(screen).toContain(shown)
    const machine = await sandbox.terminal(['config', 'show', '--json'])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
    expect(machine.screen).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/)
    expect(JSON.parse(machine.screen).settings.notify_url.value).toBe(content.notify_url)
  })

  test('a file that others can read is warned of, and the secret is still used', async () => {
    const sandbox = new Sandbox({ '.ecpayrc': JSON.stringify({ salt: SALT }) })
    chmodSync(sandbox.path('.ecpayrc'), 0o644)
    const { stderr, exitCode } = await sandbox.runHere(['sign', '-d', 'a=1'])
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/chmod 600/)
  })
})

describe('init without questions', () => {
  const FLAGS = ['--app-id', 'tt1', '--salt-file', 'salt.txt']

  test('writes what the next command needs, readable by its user alone', async () => {
    const sandbox = new Sandbox({ 'salt.txt': `${SALT}\n` })
    const { stdout, exitCode } = await sandbox.shell(`umask 0; ecpay init ${FLAGS.join(' ')} --gitignore`)
    expect([exitCode, stdout]).toEqual([0, `${sandbox.path('.ecpayrc')}\n`])
    expect(statSync(sandbox.path('.ecpayrc')).mode & 0o777).toBe(0o600)
    expect(readFileSync(sandbox.path('.gitignore'), 'utf8')).toBe('.ecpayrc\n')
    const call = await sandbox.runHere(['create-order', '--amount', '1', '--dry-run', '--json'])
    expect(JSON.parse(call.stdout)).toMatchObject({
      env: 'sandbox',
      request: { body: expect.stringContaining('"tt1"') }
    })
  })

  test('replaces nothing without --force, and asks nobody in a pipe', async () => {
    const sandbox = new Sandbox({ '.ecpayrc': '{"app_id":"old"}', 'salt.txt': SALT })
    const kept = await sandbox.runHere(['init', ...FLAGS, '--json'])
    expect([kept.exitCode, JSON.parse(kept.stderr).error.code]).toEqual([2, 'config-exists'])
    expect((await sandbox.runHere(['init', ...FLAGS, '--force'])).exitCode).toBe(0)
    const asked = await new Sandbox().runHere(['init', '--json'])
    expect([asked.exitCode, JSON.parse(asked.stderr).error.code]).toEqual([2, 'prompt-refused'])
  })

  test.each([
    ['y\r', 'tt1'],
    ['n\r', 'old']
  ])('asks on a terminal before it replaces: %j', async (typed, app_id) => {
    const sandbox = new Sandbox({ '.ecpayrc': '{"app_id":"old"}', 'salt.txt': SALT })
    await sandbox.terminal(['init', ...FLAGS], { answers: [['(y/N)', typed]] })
    expect(JSON.parse(readFileSync(sandbox.path('.ecpayrc'), 'utf8')).app_id).toBe(app_id)
  })

  test.each(['\u0003', '\u0004'])('leaves no file behind when it is broken off at a secret: %j', async (key) => {
    const sandbox = new Sandbox()
    const answers = [
      ['payment system', '\r'],
      ['environment', '\r'],
      ['app_id', 'tt1\r'],
      ['SALT', `half a secret${key}`]
    ] as const
    const { screen, exitCode } = await sandbox.terminal(['init'], { answers })
    expect(exitCode).toBe(130)
    expect(screen).not.toContain('half a secret')
    expect(existsSync(sandbox.path('.ecpayrc'))).toBe(false)
  })
})
