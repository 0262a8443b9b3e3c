import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { nodeWorld } from '../src/node-world.js'

/** What the program touches of a process. */
function fakeProcess() {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const around = { argv: ['node', 'ecpay', 'sign', '-'], env: { A: '1' }, cwd: () => '/project', platform: 'linux' }
  const made = Object.assign(new EventEmitter(), { ...around, stdin, stdout, stderr })
  return { made, stdin, stdout, stderr, world: nodeWorld(made as unknown as NodeJS.Process) }
}

const failed = (code: string) => Object.assign(new Error(code), { code })

test('the words behind the program, and the process as it is', () => {
  const { world, stdin, stdout, stderr } = fakeProcess()
  expect(world).toMatchObject({ argv: ['sign', '-'], env: { A: '1' }, cwd: '/project', platform: 'linux' })
  expect([world.stdin, world.stdout, world.stderr]).toEqual([stdin, stdout, stderr])
  expect(world.random(8)).toHaveLength(8)
  expect(world.random(8)).not.toEqual(world.random(8))
  expect(world.signal.aborted).toBe(false)
  expect(Math.abs(world.now() - Date.now())).toBeLessThan(60_000)
})

test.each([
  ['/home/li', '/home/li'],
  ['', '/'],
  ['.', '/'],
  ['home/li', '/']
])('with HOME %j the user is at home in %s, never in the working directory', (HOME, home) => {
  const { made } = fakeProcess()
  expect(nodeWorld(Object.assign(made, { env: { HOME } }) as unknown as NodeJS.Process).home).toBe(home)
})

test('stderr is opened when it is asked for, and heard once', () => {
  const { world, stderr } = fakeProcess()
  expect([world.stderrIsTerminal, stderr.listenerCount('error')]).toEqual([false, 0])
  expect([world.stderr, world.stderr]).toEqual([stderr, stderr])
  expect(stderr.listenerCount('error')).toBe(1)
})

test('a working directory that was deleted is still named', () => {
  const { made } = fakeProcess()
  const gone = () => {
    throw failed('ENOENT')
  }
  const world = (env: object) => nodeWorld(Object.assign(made, { cwd: gone, env }) as unknown as NodeJS.Process)
  expect(world({ PWD: '/gone' }).cwd).toBe('/gone')
  expect(world({}).cwd).toBe('/')
})

test.each(['SIGINT', 'SIGTERM'])('the first %s interrupts, the second is left to the system', async (name) => {
  const { world, made } = fakeProcess()
  made.emit(name)
  expect([world.signal.aborted, world.signal.reason]).toEqual([true, 'interrupt'])
  await new Promise(setImmediate)
  expect(made.listenerCount(name)).toBe(0)
})

describe('a stream that fails', () => {
  test('a pipe closed behind stdout ends the program', () => {
    const { world, stdout } = fakeProcess()
    stdout.emit('error', failed('EPIPE'))
    expect(world.signal.reason).toBe('closed')
  })

  test('one behind stderr does not', () => {
    const { world, stderr } = fakeProcess()
    expect(world.stderr).toBe(stderr)
    stderr.emit('error', failed('EPIPE'))
    expect(world.signal.aborted).toBe(false)
  })

  test.each(['stdout', 'stderr'] as const)('anything else of %s is left to who writes', (name) => {
    const streams = fakeProcess()
    expect(streams.world[name]).toBe(streams[name])
    streams[name].emit('error', failed('ENOSPC'))
    expect(streams.world.signal.aborted).toBe(false)
  })
})
