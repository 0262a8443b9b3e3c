import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BIN, finished, Sandbox } from './ecpay.js'
import { onTerminal } from './terminal.js'

test('an empty map of a suite is a map in the built program, too', async () => {
  const suite = `cases:
  - env: local
    sign: { body: {"a":{}}, refuse: nested-value }
  - env: local
    steps: [{ create-order: { amount: 100, subject: a, body: b, expect: { } } }]
`
  const sandbox = new Sandbox({ 's.yaml': suite })
  const { stdout, exitCode } = await sandbox.run(['check', 's.yaml', '--json'])
  expect([JSON.parse(stdout), exitCode]).toMatchObject([{ passed: true, cases: [{}, {}] }, 0])
})

describe('--watch', () => {
  const suite = (expected: string) =>
    `cases:\n  - demo: true\n    sign: { salt: s, body: b.json, expect: ${expected} }\n`
  const RIGHT = 'dbc8b58af5225e1281a5f0e5e668ede9'
  const WAITING = 'Waiting for changes.'

  /** Runs it on a terminal, and does the next thing each time it waits. */
  async function watched(acts: ((sandbox: Sandbox, type: (keys: string) => void) => void)[], expected: string) {
    const sandbox = new Sandbox({ 's.yaml': suite(expected), 'b.json': '{"a":1}' })
    let seen = 0
    const { screen, exitCode } = await onTerminal([process.execPath, BIN, 'check', 's.yaml', '--watch'], {
      cwd: sandbox.folder,
      env: { ...sandbox.env, TERM: 'xterm' },
      onScreen(text, type) {
        const at = text.indexOf(WAITING, seen)
        if (at < 0) return
        seen = at + 1
        acts.shift()?.(sandbox, type)
      }
    })
    return { runs: screen.split('\x1b[H\x1b[2J\x1b[3J'), exitCode }
  }

  test('runs again on a clean screen after a change and Enter, and q quits with the exit code of the last run', async () => {
    const { runs, exitCode } = await watched(
      [
        (sandbox) => writeFileSync(sandbox.path('s.yaml'), suite(RIGHT)),
        (_, type) => type('\r'),
        (sandbox) => writeFileSync(sandbox.path('b.json'), '{"a":2}'),
        (_, type) => type('q')
      ],
      'x'
    )
    expect(runs.map((run) => [/Changed: (\S+)/.exec(run)?.[1], /[✓✗]/.exec(run)?.[0]])).toEqual([
      [undefined, '✗'],
      ['s.yaml', '✓'],
      [undefined, '✓'],
      ['b.json', '✗']
    ])
    expect(exitCode).toBe(1)
  })

  test('Ctrl-C interrupts', async () => {
    expect((await watched([(_, type) => type('\x03')], RIGHT)).exitCode).toBe(130)
  })

  test.each([
    ['a folder that is there', 't/u/s.yaml'],
    ['a folder that comes later', 't/u/v/s.yaml']
  ])('finds the first suite of a pattern in %s', async (_, path) => {
    const sandbox = new Sandbox({ 'b.json': '{"a":1}' })
    mkdirSync(sandbox.path('t/u'), { recursive: true })
    const child = sandbox.start(['check', 't/**/*.yaml', '--watch'])
    const ended = finished(child)
    let times = 0
    child.stderr?.on('data', (chunk) => {
      if (!String(chunk).includes(WAITING)) return
      times++
      if (times > 1) return void child.kill('SIGINT')
      mkdirSync(dirname(sandbox.path(path)), { recursive: true })
      writeFileSync(sandbox.path(path), suite(RIGHT).replace('b.json', sandbox.path('b.json')))
    })
    const { stdout } = await ended
    expect(stdout).toContain('✓')
  })

  test('adds each run to a pipe', async () => {
    const sandbox = new Sandbox({ 's.yaml': suite('x'), 'b.json': '{"a":1}' })
    const child = sandbox.start(['check', 's.yaml', '--watch'])
    const ended = finished(child)
    let times = 0
    child.stderr?.on('data', (chunk) => {
      if (!String(chunk).includes(WAITING)) return
      times++
      if (times === 1) writeFileSync(sandbox.path('s.yaml'), suite(RIGHT))
      else child.kill('SIGINT')
    })
    const { stdout, exitCode } = await ended
    expect([stdout.match(/^[✓✗] /gm), exitCode]).toEqual([['✗ ', '✓ '], 130])
    expect(stdout).not.toContain('\x1b')
  })
})
