import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/findings/findings.js'
import { isArgument } from '../../../src/protocol/system/endpoint.js'
import { isClamped } from '../../../src/protocol/system/silent-limits.js'
import { allCalls, commandName } from '../../../src/systems.js'
import { minimalBody, violations } from '../../ecpay/violations.js'
import { run } from '../run.js'

const env = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1' }

const CALLS = (await allCalls())
  // What uploads a file reads it first: its own tests have one.
  .filter(({ endpoint }) => !endpoint.encoding)
  .map(({ system, endpoint }) => ({ command: commandName(system, endpoint), endpoint }))

describe.each(CALLS)('ecpay $command', ({ command, endpoint }) => {
  const { sign, ...minimal } = minimalBody(endpoint)
  const argument = endpoint.fields.filter(({ flag }) => flag && isArgument(flag)).map(({ key }) => String(minimal[key]))
  const isSecret = (key: string) => endpoint.fields.some((field) => field.key === key && field.secret)
  const dryRun = (...more: string[]) => {
    const argv = [...command.split(' '), ...argument, '--from', '-', '--env', 'sandbox', '--dry-run', ...more]
    return run(argv, { env, stdin: JSON.stringify(minimal) })
  }

  test('takes a minimal body', async () => expect((await dryRun()).exit).toBe(0))

  test('refuses what is beyond each limit, and names it', async () => {
    for (const { key, at, code, value } of violations(endpoint).filter(({ key }) => key !== 'sign' && !isSecret(key))) {
      const { exit, codes, stderr } = await dryRun('-d', `${key}:=${JSON.stringify(value)}`)
      // What the platform changes without a word is sent, with one.
      const expected = isClamped(endpoint, { code, key } as Finding) ? 0 : 2
      expect([at, exit, codes]).toEqual([at, expected, expect.arrayContaining([code])])
      expect(stderr).toContain(`\`${at}\``)
    }
  })

  test('its help has every field with its limits', async () => {
    const { stdout } = await run(`${command} --help`)
    for (const { flag } of endpoint.fields)
      if (flag) expect(stdout).toContain(flag.syntax.replace(/[<>[\]]/g, '').split(' ')[0])
  })
})
