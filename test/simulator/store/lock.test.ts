import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { beforeAll, expect, test } from 'vitest'
import { takeLock } from '../../../src/simulator/store/lock.js'
import { freshDirectory } from '../support.js'

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
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
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
}, 120_000)

test('a process that is killed gives it free', async () => {
  const directory = freshDirectory()
  const { child, ended } = start(directory, '', 'hold')
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  expect(readdirSync(join(directory, 'lock'))).toHaveLength(1)
  child.kill('SIGKILL')
  await ended
  takeLock(join(directory, 'lock'))()
  expect(readdirSync(join(directory, 'lock'))).toEqual([])
}, 60_000)

test('a claim of another day is nobody’s, whoever has its process number now', () => {
  const directory = join(freshDirectory(), 'lock')
  mkdirSync(directory)
  const claim = join(directory, `1-${process.ppid}-1`)
  writeFileSync(claim, '')
  utimesSync(claim, 1, 1)
  takeLock(directory)()
  expect(readdirSync(directory)).toEqual([])
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
}, 60_000)
