import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Sandbox } from './ecpay.js'

const ENV = { ECPAY_SALT: 'saltOfTheShop001' }
/** What is said of them is more than a pipe holds. */
const BAD = '{"a":null}\n'.repeat(1_000)

describe('a stream that nobody reads', () => {
  test('stderr: the result is whole, and the exit code what it would be', async () => {
    const sandbox = new Sandbox({ 'orders.ndjson': `${BAD}{"a":1}\n` })
    const line = '{ ecpay sign --ndjson orders.ndjson; echo "exit $?"; } 2> >(head -1 >&2)'
    const { stdout, stderr } = await sandbox.shell(line, ENV)
    expect(stdout).toMatch(/^\n{1000}[0-9a-f]{32}\nexit 2\n$/)
    expect(stderr).toMatch(/^line 1: error: /)
  })

  test.each([
    ['help', 'ecpay --help'],
    ['the version', 'ecpay --version'],
    ['a raw answer', 'ecpay create-order --amount 1 --env local --quiet'],
    ['a document', 'ecpay explain --list --json'],
    ['the demo', 'ecpay demo --quiet']
  ])('stdout, before anything is written: %s ends quietly', async (_, line) => {
    const { stdout, stderr } = await new Sandbox().shell(`{ ${line}; echo "exit $?" >&2; } | true`, ENV)
    expect([stdout, stderr]).toEqual(['', 'exit 0\n'])
  })

  test('neither: closed from the start', async () => {
    const { exitCode } = await new Sandbox().shell('ecpay sign -d a=1 >&- 2>&-; exit $?', ENV)
    expect(exitCode).toBe(0)
  })
})

describe.runIf(existsSync('/dev/full'))('a disk that is full', () => {
  test.each([
    ['a signature', 'ecpay sign -d a=1'],
    ['a stream', 'ecpay sign --ndjson orders.ndjson'],
    ['a document', 'ecpay sign -d a=1 --json'],
    ['help', 'ecpay --help']
  ])('%s: exit 2, and why', async (_, line) => {
    const sandbox = new Sandbox({ 'orders.ndjson': '{"a":1}\n'.repeat(100_000) })
    const { stderr, exitCode } = await sandbox.shell(`${line} > /dev/full`, ENV)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('file-not-writable')
    expect(stderr).toContain('stdout')
  })

  test('for what is said: the result comes all the same', async () => {
    const run = await new Sandbox().shell("ecpay sign -d 'a= x' 2> /dev/full", ENV)
    expect(run).toEqual({ stdout: expect.stringMatching(/^[0-9a-f]{32}\n$/), stderr: '', exitCode: 0 })
  })
})

test('stdin closed from the start is an empty one', async () => {
  const { stderr, exitCode } = await new Sandbox().shell('ecpay sign <&-', ENV)
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/\((empty-body|no-input|file-not-readable)\)/)
})

test.each([
  ['a directory as a file', 'ecpay sign .', 'file-not-readable'],
  ['a file that may not be read', 'touch f; chmod 0 f; ecpay sign f', 'file-not-readable'],
  ['a device without end', 'ecpay sign /dev/zero', 'file-not-readable']
])('%s: exit 2', async (_, line, code) => {
  const { stderr, exitCode } = await new Sandbox().shell(line, ENV)
  expect(exitCode).toBe(2)
  // Root may read everything.
  expect(stderr).toMatch(
    process.getuid?.() === 0 && line.includes('chmod') ? /\(empty-body\)/ : new RegExp(`\\(${code}\\)`)
  )
})
