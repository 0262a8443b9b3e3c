import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BIN, Sandbox } from './ecpay.js'

const ENV = { ECPAY_SALT: 'saltOfTheShop001' }
const ARGV = ['sign', '-d', 'a=1']
const SIGNED = { stdout: 'f7e07a6273f3a369ae60a55f19042fac\n', stderr: '', exitCode: 0 }
const isRoot = process.getuid?.() === 0

/** Every file of a folder and what is below it, by its path. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
}

/** What the first run of `sign` keeps: each test changes a copy. */
const KEPT = mkdtempSync(join(tmpdir(), 'ecpay-kept-'))
beforeAll(() => void execFileSync(process.execPath, [BIN, ...ARGV], { env: { ...ENV, XDG_CACHE_HOME: KEPT } }))
afterAll(() => rmSync(KEPT, { recursive: true, force: true }))

/** A sandbox in which `sign` has run once, and what it kept. */
function warm(): { sandbox: Sandbox; cache: string; kept: string[] } {
  const sandbox = new Sandbox()
  const cache = sandbox.path('cache')
  cpSync(KEPT, cache, { recursive: true })
  return { sandbox, cache, kept: filesIn(cache) }
}

/** What ends the process when V8 takes it: the same in both halves, as if it were whole. */
function spoil(file: string): void {
  const half = readFileSync(file).subarray(0, statSync(file).size / 2)
  half.fill(0x5a, 100)
  writeFileSync(file, Buffer.concat([half, half]))
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

describe('compiled code', () => {
  test('of a program that another one replaced, with files as long, is not used', async () => {
    const sandbox = new Sandbox()
    for (const name of ['src', 'bin', 'dist', 'package.json', '.build', '.build.mjs'])
      cpSync(join(ROOT, name), sandbox.path(name), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), sandbox.path('node_modules'))
    const build = () => execFileSync(process.execPath, ['.build.mjs'], { cwd: sandbox.folder })
    const env = { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: sandbox.path('cache') }
    const show = () =>
      execFileSync(process.execPath, [sandbox.path('bin/ecpay.js'), 'help'], { cwd: sandbox.folder, env }).toString()
    const first = show()
    for (const [file, said, now] of [
      ['src/output/words/en-help.ts', 'and debug', 'and study'],
      ['src/output/help-page.ts', "'\\n'", "'\\t'"]
    ] as const) {
      const source = readFileSync(sandbox.path(file), 'utf8')
      expect(source).toContain(said)
      writeFileSync(sandbox.path(file), source.replaceAll(said, now))
    }
    build()
    expect(show()).toBe(first.trimEnd().replace('and debug', 'and study').replaceAll('\n', '\t').concat('\n'))
  })

  test('is kept for the user alone, and the next start writes nothing', async () => {
    const { sandbox, cache, kept } = warm()
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.map((file) => statSync(file).mode & 0o077)).toEqual(kept.map(() => 0))
    const before = kept.map((file) => statSync(file).mtimeMs)
    expect(await sandbox.run(ARGV, { env: { ...ENV, XDG_CACHE_HOME: cache } })).toEqual(SIGNED)
    expect(filesIn(cache)).toEqual(kept)
    expect(kept.map((file) => statSync(file).mtimeMs)).toEqual(before)
  })

  test.each<[string, (file: string) => void]>([
    ['missing', (file) => rmSync(file)],
    ['empty', (file) => truncateSync(file)],
    ['cut', (file) => truncateSync(file, 1001)],
    ['cut to an even length', (file) => truncateSync(file, 20_000)],
    [
      'damaged in one bit',
      (file) => {
        const data = readFileSync(file)
        data[data.length >> 2] = (data[data.length >> 2] ?? 0) ^ 1
        writeFileSync(file, data)
      }
    ],
    ['text', (file) => writeFileSync(file, 'no code\n'.repeat(5000))],
    [
      'a folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      }
    ],
    [
      'a FIFO',
      (file) => {
        rmSync(file)
        execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', file])
      }
    ],
    [
      'a link to a file that others made',
      (file) => {
        spoil(file)
        renameSync(file, `${file}.elsewhere`)
        symlinkSync(`${file}.elsewhere`, file)
      }
    ],
    [
      'writable by others',
      (file) => {
        spoil(file)
        chmodSync(file, 0o666)
      }
    ],
    [
      'writable by the group',
      (file) => {
        spoil(file)
        chmodSync(file, 0o620)
      }
    ],
    ...(isRoot
      ? [
          [
            "another user's",
            (file: string) => {
              spoil(file)
              chownSync(file, 65534, 65534)
            }
          ] as [string, (file: string) => void]
        ]
      : [])
  ])('%s: the command does what it does', async (_, change) => {
    const { sandbox, cache, kept } = warm()
    for (const file of kept) change(file)
    expect(await sandbox.run(ARGV, { env: { ...ENV, XDG_CACHE_HOME: cache } })).toEqual(SIGNED)
  })

  test.each<[string, (cache: string) => void]>([
    ['a folder that others may write to', (cache) => chmodSync(cache, 0o777)],
    [
      'a file in its place',
      (cache) => {
        rmSync(cache, { recursive: true })
        writeFileSync(cache, '')
      }
    ],
    [
      'a link in its place',
      (cache) => {
        rmSync(cache, { recursive: true })
        mkdirSync(`${cache}.elsewhere`)
        symlinkSync(`${cache}.elsewhere`, cache)
      }
    ]
  ])('%s: nothing is kept there', async (_, change) => {
    const { sandbox, cache, kept } = warm()
    const [folder] = new Set(kept.map((file) => join(file, '..')))
    change(folder ?? '')
    for (const file of filesIn(cache)) if (statSync(file).size > 0) rmSync(file)
    expect(await sandbox.run(ARGV, { env: { ...ENV, XDG_CACHE_HOME: cache } })).toEqual(SIGNED)
    expect(filesIn(cache).filter((file) => statSync(file).size > 0)).toEqual([])
  })

  test.each([
    ['no home', { HOME: '', XDG_CACHE_HOME: '' }],
    ['/dev/null', { XDG_CACHE_HOME: '/dev/null' }],
    ["Node's own variable", { NODE_DISABLE_COMPILE_CACHE: '1' }],
    ['flags of Node', { NODE_OPTIONS: '--stack-trace-limit=3' }]
  ])('%s: nothing is kept', async (_, env) => {
    const sandbox = new Sandbox()
    expect(await sandbox.run(ARGV, { env: { ...ENV, ...env } })).toEqual(SIGNED)
    expect(filesIn(sandbox.folder)).toEqual([])
  })

  test('a command that is none keeps nothing', async () => {
    const sandbox = new Sandbox()
    const env = { XDG_CACHE_HOME: sandbox.path('cache') }
    expect(await sandbox.run(['sing'], { env })).toMatchObject({ exitCode: 2 })
    expect(filesIn(sandbox.folder)).toEqual([])
  })

  test('what an earlier version kept goes', async () => {
    const { sandbox, cache, kept } = warm()
    const [file = ''] = kept
    const old = join(file, '..', 'cli-OldBuild.cjs.bin')
    writeFileSync(old, 'x')
    rmSync(file)
    await sandbox.run(ARGV, { env: { ...ENV, XDG_CACHE_HOME: cache } })
    expect(filesIn(cache).sort()).toEqual(kept.sort())
  })

  test('twenty that start at once with nothing kept all do what they do', async () => {
    const sandbox = new Sandbox()
    const ended = await Promise.all(
      Array.from({ length: 20 }, () => sandbox.run(ARGV, { env: { ...ENV, XDG_CACHE_HOME: sandbox.path('cache') } }))
    )
    expect(ended).toEqual(ended.map(() => SIGNED))
    expect(filesIn(sandbox.path('cache')).filter((file) => !file.endsWith('.bin'))).toEqual([])
  })
})
