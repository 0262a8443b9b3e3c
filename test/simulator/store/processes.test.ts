import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../../src/simulator/store/store.js'
import { freshDirectory } from '../support.js'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
const directory = freshDirectory()
const program = join(directory, 'create-orders.cjs')

beforeAll(() =>
  build({
    input: fileURLToPath(new URL('./create-orders.fixture.ts', import.meta.url)),
    platform: 'node',
    external: ['lmdb'],
    output: { file: program, format: 'cjs', codeSplitting: false, dynamicImportInCjs: false },
    logLevel: 'silent'
  })
)

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  /** The numbers it said were created, the whole lines only. */
  acknowledged: string[]
}

/** Runs the program; `watch` gets the process and every line as it comes. */
function run(args: string[], watch: (child: ChildProcess, lines: number) => void = () => {}): Promise<Ended> {
  return new Promise((resolve) => {
    // Nothing that Node reads first, as certificates that a variable names.
    const env = { NODE_PATH: modules }
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      watch(child, output.split('\n').length - 1)
    })
    child.on('close', (code, signal) => resolve({ code, signal, acknowledged: output.split('\n').slice(0, -1) }))
    watch(child, 0)
  })
}

async function numbersIn(stateDir: string): Promise<string[]> {
  const store = await openStore(stateDir)
  const orders = store.list('order')
  await store.close()
  expect(new Set(orders.map(({ order_id }) => order_id)).size).toBe(orders.length)
  return orders.map(({ out_order_no }) => out_order_no).sort()
}

// That many start at once on a new store is in test/e2e/simulate.test.ts.

test('a store that others open and close all the time keeps what is written meanwhile', async () => {
  const stateDir = freshDirectory()
  let writing = true
  const writer = run([stateDir, 'writer', '50']).finally(() => {
    writing = false
  })
  const others = async (lane: number) => {
    const acknowledged: string[] = []
    for (let i = 0; writing; i++) acknowledged.push(...(await run([stateDir, `l${lane}n${i}`, '1'])).acknowledged)
    return acknowledged
  }
  const [written, ...rest] = await Promise.all([writer.then((one) => one.acknowledged), ...[1, 2, 3].map(others)])
  expect(written).toHaveLength(50)
  expect(await numbersIn(stateDir)).toEqual([written, ...rest].flat().sort())
})

describe('SIGKILL', () => {
  test('while orders are created loses none that was acknowledged', async () => {
    const stateDir = freshDirectory()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const killAt = (lines: number) => (child: ChildProcess, seen: number) => {
        if (seen >= lines) child.kill('SIGKILL')
      }
      const ended = await Promise.all([
        run([stateDir, `r${round}a`, '100000'], killAt(1 + round * 7)),
        run([stateDir, `r${round}b`, '100000'], killAt(2 + round * 12))
      ])
      expect(ended.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL'])
      acknowledged.push(...ended.flatMap((one) => one.acknowledged))
    }
    expect(await numbersIn(stateDir)).toEqual(expect.arrayContaining(acknowledged))
    expect(acknowledged.length).toBeGreaterThanOrEqual(16)
  })

  test('at any moment of the first start leaves a store that opens', async () => {
    for (let round = 0; round < 5; round++) {
      const stateDir = freshDirectory()
      const killAfter = (milliseconds: number) => (child: ChildProcess, seen: number) => {
        if (seen === 0) setTimeout(() => child.kill('SIGKILL'), milliseconds)
      }
      const ended = await Promise.all([
        run([stateDir, 'a', '1'], killAfter(60 + round * 35)),
        run([stateDir, 'b', '1'], killAfter(65 + round * 42))
      ])
      const acknowledged = ended.flatMap((one) => one.acknowledged)
      expect(await numbersIn(stateDir)).toEqual(expect.arrayContaining(acknowledged))
      expect((await run([stateDir, 'later', '1'])).acknowledged).toEqual(['later-0'])
    }
  })
})
