import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

test.each([
  ['en', ['environment', 'app_id', 'SALT', 'Token', 'notify_url', '.gitignore']],
  ['zh', ['环境', 'app_id', 'SALT', '令牌', 'notify_url', '.gitignore']]
])('asks on a terminal in %s, with the secrets hidden', async (lang, questions) => {
  const sandbox = new Sandbox()
  mkdirSync(join(sandbox.folder, '.git'))
  // Ctrl-T would show a password in inquirer's own prompt.
  const typed = ['\r', 'tt0123456789abcdef\r', 'typed_payment_salt\u0014\r', 'typed_token\u0014\r', '\r', 'y\r']
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
