import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { beforeAll, expect, test, vi } from 'vitest'
import { claimName } from '../../src/database/claims.js'
import { Lock, patiently } from '../../src/database/lock.js'
import { freshDirectory } from '../simulator/support.js'

const program = join(freshDirectory(), 'count.cjs')

beforeAll(() =>
  build({
    input: fileURLToPath(new URL('./lock.fixture.ts', import.meta.url)),
    platform: 'node',
    output: { file: program, format: 'cjs', codeSplitting: false },
    logLevel: 'silent'
  })
)

function start(...args: string[]): { child: ChildProcess; ended: Promise<number | null> } {
  // Nothing that Node reads first, as certificates that a variable names.
  const child = spawn(process.execPath, [program, ...args], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, ended: new Promise((resolve) => child.on('close', resolve)) }
}

test('of several processes one at a time has it', async () => {
  const directory = freshDirectory()
  const counter = join(directory, 'counter')
  writeFileSync(counter, '0')
  const ended = Array.from({ length: 12 }, () => start(directory, counter, '25').ended)
  expect(await Promise.all(ended)).toEqual(Array.from({ length: 12 }, () => 0))
  // Each reads, and writes what it has read and one more: whoever came in between would be lost.
  expect(readFileSync(counter, 'utf8')).toBe(String(12 * 25))
})

test('a process that is killed gives it free', async () => {
  const directory = freshDirectory()
  const { child, ended } = start(directory, '', 'hold')
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  expect(readdirSync(join(directory, 'lock'))).toHaveLength(1)
  child.kill('SIGKILL')
  await ended
  expect(new Lock(join(directory, 'lock')).now(() => 'free')).toBe('free')
  expect(readdirSync(join(directory, 'lock'))).toEqual([])
})

/** A claim of this moment, as a process leaves it that is killed. */
function claimIn(directory: string, name: string, time = new Date()): string {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, name)
  writeFileSync(file, '')
  utimesSync(file, time, time)
  return file
}

const DAY = 86_400_000
const here = Buffer.from(hostname()).toString('hex')
const elsewhere = Buffer.from('another').toString('hex')
/** A process that lives, and is not this one. */
const alive = process.ppid

test.each([
  ['of another day', `1-${alive}-1`, -DAY],
  ['from the future, after the clock was set back', `1-${alive}-1`, DAY],
  ['of another host and another day', `1-1-1-${elsewhere}`, -DAY],
  ['of another host from the future', `1-1-1-${elsewhere}`, 3_600_000],
  ['of a process that is gone', `1-${2 ** 22 + 1}-1-${here}`, 0]
])('a claim %s is nobody’s', (_, name, offset) => {
  const directory = join(freshDirectory(), 'lock')
  claimIn(directory, name, new Date(Date.now() + offset))
  expect(new Lock(directory).now(() => 'free')).toBe('free')
  expect(readdirSync(directory)).toEqual([])
})

test.runIf(process.platform === 'linux')('a process is told from the one that had its number before', () => {
  const directory = join(freshDirectory(), 'lock')
  const [moment, , count, host, started, place] = claimName().split('-')
  claimIn(directory, [moment, alive, count, host, Number(started) - 1, place].join('-'))
  expect(new Lock(directory).now(() => 'free')).toBe('free')
})

test('what is no claim counts for nothing, and stays', () => {
  const directory = join(freshDirectory(), 'lock')
  for (const name of ['.nfs0001', 'README', '1-2', `${Date.now()}`]) claimIn(directory, name)
  mkdirSync(join(directory, `${Date.now()}-1-1`))
  expect(new Lock(directory).now(() => 'free')).toBe('free')
  expect(readdirSync(directory)).toHaveLength(5)
})

test('a claim of another host that nothing happens to is nobody’s, and is said before', async () => {
  const directory = join(freshDirectory(), 'lock')
  claimIn(directory, `${Date.now()}-7-1-${elsewhere}`)
  const said: object[] = []
  const lock = new Lock(directory, { onWait: (waiting) => said.push(waiting) })
  const work = () => lock.now(() => 'free')
  expect(work).toThrow(expect.objectContaining({ findings: [expect.objectContaining({ code: 'waiting-for-lock' })] }))
  expect(await patiently(work)).toBe('free')
  expect(said).toEqual([{ code: 'waiting-for-lock', path: directory, pid: 7, host: 'another', seconds: 1 }])
  expect(readdirSync(directory)).toEqual([])
})

test('waiting ends with the signal, and leaves nothing', async () => {
  const directory = join(freshDirectory(), 'lock')
  const claim = `${Date.now()}-7-1-${elsewhere}`
  claimIn(directory, claim)
  const stop = new AbortController()
  const lock = new Lock(directory, { signal: stop.signal })
  const waiting = patiently(() => lock.now(() => 'free'))
  setTimeout(() => stop.abort(), 50)
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  expect(readdirSync(directory)).toEqual([claim])
})

test('who works for longer shows that it lives', async () => {
  const directory = join(freshDirectory(), 'lock')
  const timeOf = () => readdirSync(directory).map((name) => statSync(join(directory, name)).mtimeMs)
  await new Lock(directory).whenFree(async () => {
    const [before = 0] = timeOf()
    await vi.waitFor(() => expect(timeOf()[0]).toBeGreaterThan(before), { timeout: 60_000, interval: 50 })
  })
  expect(readdirSync(directory)).toEqual([])
})

test('in one process who comes first is first', async () => {
  const directory = join(freshDirectory(), 'lock')
  const claim = claimIn(directory, `${Date.now()}-7-1-${elsewhere}`)
  const lock = new Lock(directory)
  const order: number[] = []
  const all = [1, 2, 3].map((i) => patiently(() => lock.now(() => order.push(i))))
  rmSync(claim)
  await Promise.all([...all, patiently(() => lock.now(() => order.push(4)))])
  expect(order).toEqual([1, 2, 3, 4])
})

test('a process of another container is not taken for dead, for its number means nothing here', async () => {
  const directory = join(freshDirectory(), 'lock')
  mkdirSync(directory)
  const claim = join(directory, `1-${2 ** 22 + 1}-1-${Buffer.from('another').toString('hex')}`)
  writeFileSync(claim, '')
  // A dead process of this machine: its claim is gone when the other one has been looked at.
  const dead = join(directory, `1-${2 ** 22 + 1}-1-${Buffer.from(hostname()).toString('hex')}`)
  writeFileSync(dead, '')
  const { child, ended } = start(join(directory, '..'), '', 'hold')
  const has = new Promise<string>((resolve) => child.stdout?.once('data', () => resolve('the lock')))
  while (existsSync(dead)) await new Promise((resolve) => setTimeout(resolve, 5))
  const later = new Promise<string>((resolve) => setTimeout(resolve, 300, 'waits'))
  expect(await Promise.race([has, later])).toBe('waits')
  rmSync(claim)
  expect(await has).toBe('the lock')
  child.kill('SIGKILL')
  await ended
})
