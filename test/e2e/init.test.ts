import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

test.each([
  ['en', ['payment system', 'environment', 'app_id', 'SALT', 'Token', 'notify_url', '.gitignore']],
  ['zh', ['支付系统', '环境', 'app_id', 'SALT', '令牌', 'notify_url', '.gitignore']]
])('asks on a terminal in %s, with the secrets hidden', async (lang, questions) => {
  const sandbox = new Sandbox()
  mkdirSync(join(sandbox.folder, '.git'))
  // Ctrl-T would show a password in inquirer's own prompt.
  const typed = ['\r', '\r', 'tt0123456789abcdef\r', 'typed_payment_salt\u0014\r', 'typed_token\u0014\r', '\r', 'y\r']
  const { screen, exitCode } = await sandbox.terminal(['init', '--lang', lang], {
    answers: questions.map((question, i) => [question, typed[i] ?? ''] as const)
  })
  expect(exitCode).toBe(0)
  for (const secret of ['typed_payment_salt', 'typed_token']) expect(screen).not.toContain(secret)
  expect(screen).not.toMatch(/idle|loading/)
  const file = join(sandbox.folder, '.ecpayrc')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    env: 'sandbox',
    app_id: 'tt0123456789abcdef',
    salt: 'typed_payment_salt',
    token: 'typed_token'
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(sandbox.folder, '.gitignore'), 'utf8')).toBe('.ecpayrc\n')
})

test.each<[env: Record<string, string>, flags: string[]]>([
  [{ CI: 'true' }, []],
  [{}, ['--no-input']]
])('does not ask on a terminal with %j %j', async (env, flags) => {
  const { screen, exitCode } = await new Sandbox().terminal(['init', ...flags], { env })
  expect(exitCode).toBe(2)
  expect(screen).toContain('(prompt-refused)')
  expect(screen).toContain('--app-id, --salt-file')
})

test('asks for the keys of the trade system by path, and says what they are', async () => {
  const sandbox = new Sandbox()
  await sandbox.runHere(['trade', 'keys', 'generate'])
  const typed: [question: string, keys: string][] = [
    ['payment system', '\u001b[B\r'],
    ['environment', '\r'],
    ['app_id', 'tt0123456789abcdef01\r'],
    ['private key', 'public_key.pem\r'],
    ['private key is needed', '\u0015private_key.pem\r'],
    ['key_version', '1\r'],
    ["platform's public key", '\r'],
    ['AppSecret', 'typed_app_secret\u0014\r'],
    ['notify_url', '\r']
  ]
  const { screen, exitCode } = await sandbox.terminal(['init'], { answers: typed })
  expect([exitCode, screen.includes('typed_app_secret')]).toEqual([0, false])
  expect(screen).toMatch(/private_key: private key, PKCS#8, PEM, 2048 bits, SHA-256\s+[0-9a-f]{64}/)
  expect(screen).toContain('Next: ecpay trade keys check')
  expect(JSON.parse(readFileSync(sandbox.path('.ecpayrc'), 'utf8'))).toMatchObject({
    private_key_file: 'private_key.pem'
  })
  const { exitCode: shown } = await sandbox.runHere(['trade', 'keys', 'show'])
  expect(shown).toBe(0)
})
