import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/findings/findings.js'
import { isArgument } from '../../../src/protocol/system/endpoint.js'
import { isClamped } from '../../../src/protocol/system/silent-limits.js'
import { allCalls, commandName } from '../../../src/systems.js'
import { minimalBody, type Violation, violations } from '../../ecpay/violations.js'
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

  const beyond = violations(endpoint).filter(({ key }) => key !== 'sign' && !isSecret(key))
  const isSent = ({ code, key }: Violation) => isClamped(endpoint, { code, key } as Finding)
  const given = ({ key, value }: Violation) => ['-d', `${key}:=${JSON.stringify(value)}`]

  test('refuses what is beyond each limit, and names it', async () => {
    for (const round of oneOfEachKey(beyond.filter((one) => !isSent(one)))) {
      const { exit, stderr } = await dryRun('--json', ...round.flatMap(given))
      const problems = problemsIn(stderr)
      const isNamed = ({ code, at }: Violation) =>
        problems.some((one) => one.code === code && one.message.includes(`\`${at}\``))
      expect(round.filter((one) => !isNamed(one))).toEqual([])
      expect(exit).toBe(2)
    }
    // What the platform changes without a word is sent, with one.
    for (const one of beyond.filter(isSent)) {
      const { exit, codes, stderr } = await dryRun(...given(one))
      expect([one.at, exit, codes]).toEqual([one.at, 0, expect.arrayContaining([one.code])])
      expect(stderr).toContain(`\`${one.at}\``)
    }
  })

  test('its help has every field with its limits', async () => {
    const { stdout } = await run(`${command} --help`)
    for (const { flag } of endpoint.fields)
      if (flag) expect(stdout).toContain(flag.syntax.replace(/[<>[\]]/g, '').split(' ')[0])
  })
})

/** All problems of a body are told at once, so it has one with each of its fields. */
function oneOfEachKey(all: readonly Violation[]): Violation[][] {
  const rounds: Violation[][] = []
  for (const one of all) {
    const free = rounds.find((round) => round.every(({ key }) => key !== one.key)) ?? rounds[rounds.push([]) - 1]
    free?.push(one)
  }
  return rounds
}

function problemsIn(stderr: string): { code: string; message: string }[] {
  const { error } = JSON.parse(stderr.split('\n').find((line) => line.startsWith('{"error":')) ?? '{"error":{}}')
  return error.problems ?? [error]
}
