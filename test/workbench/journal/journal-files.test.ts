import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/findings/findings.js'
import type { Exchange } from '../../../src/workbench/journal/entry.js'
import { type Journal, openJournal } from '../../../src/workbench/journal/journal.js'
import {
  clearJournal,
  DEFAULT_LIMITS,
  type JournalLimits,
  readJournal
} from '../../../src/workbench/journal/journal-files.js'
import { freshDirectory } from '../../simulator/support.js'

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 28)
const program = join(freshDirectory(), 'append.cjs')

beforeAll(() =>
  build({
    input: fileURLToPath(new URL('./append.fixture.ts', import.meta.url)),
    platform: 'node',
    output: { file: program, format: 'cjs', codeSplitting: false },
    logLevel: 'silent'
  })
)

/** A journal in a folder of its own, with a clock that stands until it is moved. */
function world(given: Partial<JournalLimits> = {}, isServer = false) {
  const folder = join(freshDirectory(), 'journal')
  const limits = { ...DEFAULT_LIMITS, ...given }
  const clock = { now: START }
  const problems: Finding[] = []
  let next = 0
  const journal: Journal = openJournal({
    ...{ folder, limits, isServer, hide: (text) => text, now: () => clock.now },
    random: (size) => new Uint8Array(size).fill(++next),
    onTrouble: (problem) => problems.push(problem)
  })
  const add = (url: string, body = '') => journal.add(exchange(clock.now, url, body))
  const read = (most = Number.POSITIVE_INFINITY) =>
    readJournal(folder, { limits, now: clock.now, most, isWanted: () => true })
  const urls = () => read().entries.map(({ url }) => url)
  return { folder, clock, problems, journal, add, read, urls, files: () => readdirSync(folder).sort() }
}

function exchange(at: number, url: string, body: string): Exchange {
  const about = { at, direction: 'out', what: 'call', method: 'POST', problem: null, milliseconds: 1 } as const
  return { ...about, url, headers: [], body }
}

test('the newest comes first, and nobody else can read it', () => {
  const { folder, clock, add, urls, read, files } = world()
  for (const url of ['/1', '/2', '/3']) {
    clock.now++
    add(url)
  }
  expect(urls()).toEqual(['/3', '/2', '/1'])
  expect(read(2).entries.map(({ url }) => url)).toEqual(['/3', '/2'])
  const modes = [folder, join(folder, files()[0] ?? '')].map((path) => statSync(path).mode & 0o777)
  expect(modes).toEqual([0o700, 0o600])
})

test('several processes write at once, and no line is lost or mixed', async () => {
  const { folder, read } = world()
  const children = Array.from({ length: 6 }, (_, i) =>
    spawn(process.execPath, [program, folder, `p${i}`, '200', String(DEFAULT_LIMITS.size)], {
      env: {},
      stdio: 'inherit'
    })
  )
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]))
  expect(codes).toEqual([0, 0, 0, 0, 0, 0])
  const { entries, damaged } = readJournal(folder, {
    ...{ limits: DEFAULT_LIMITS, now: Date.now(), most: Number.POSITIVE_INFINITY },
    isWanted: () => true
  })
  expect([entries.length, new Set(entries.map(({ url }) => url)).size, damaged]).toEqual([1200, 1200, 0])
  expect(new Set(entries.map(({ id }) => id)).size).toBe(1200)
  expect(read().damaged).toBe(0)
})

describe('it is bounded', () => {
  const totalOf = (folder: string) =>
    readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

  test('in size: the oldest go', () => {
    const { folder, clock, add, urls } = world({ size: 64 * 1024 })
    for (let i = 0; i < 200; i++) {
      clock.now += 10
      add(`/${i}`, 'x'.repeat(1000))
    }
    expect(totalOf(folder)).toBeLessThanOrEqual(66 * 1024)
    const kept = urls()
    expect(kept[0]).toBe('/199')
    expect(kept.length).toBeGreaterThan(30)
  })

  test('also where several processes write', async () => {
    const { folder } = world()
    const children = Array.from({ length: 3 }, (_, i) =>
      spawn(process.execPath, [program, folder, `p${i}`, '150', String(128 * 1024)], { env: {}, stdio: 'inherit' })
    )
    expect(await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]))).toEqual([0, 0, 0])
    expect(totalOf(folder)).toBeLessThan(192 * 1024)
  })

  test('in the size of a file, however much is written at once', () => {
    const { folder, add, journal, urls, files, read } = world({}, true)
    for (let i = 0; i < 64; i++) add(`/${i}`, '\u0001'.repeat(60_000))
    journal.flush()
    expect([urls().length, read().damaged]).toEqual([64, 0])
    const sizes = files().map((name) => statSync(join(folder, name)).size)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * 1024 * 1024)
    expect(sizes.length).toBeLessThan(20)
  })

  test('in number', () => {
    const { clock, add, urls } = world({ size: 1024 * 1024, entries: 500 })
    for (let i = 0; i < 1500; i++) {
      clock.now += 10
      add(`/${i}`)
    }
    expect(urls()[0]).toBe('/1499')
    expect(urls().length).toBeLessThanOrEqual(900)
    expect(urls().length).toBeGreaterThan(300)
  })

  test('in age: what is older is not shown, and goes with the next file', () => {
    const { folder, clock, add, urls, files } = world({ age: 10 * DAY })
    add('/old')
    utimesSync(join(folder, files()[0] ?? ''), START / 1000, START / 1000)
    clock.now += 11 * DAY
    expect(urls()).toEqual([])
    add('/new')
    expect([urls(), files().length]).toEqual([['/new'], 1])
  })
})

describe('whatever stands in the folder', () => {
  test.each([
    ['half a line', '{"id":"h1","at":'],
    ['another document', '{"a":1}\n[]\nnull'],
    ['bytes', '\u0000\u0001\ufffd']
  ])('%s is left out and counted, and the next entry is whole', (_, content) => {
    const { folder, add, read, files } = world()
    add('/1')
    writeFileSync(join(folder, files()[0] ?? ''), content, { flag: 'a' })
    add('/2')
    const { entries, damaged } = read()
    expect([entries.map(({ url }) => url), damaged]).toEqual([['/2', '/1'], content.split('\n').length])
  })

  test('files of others are neither read nor deleted', () => {
    const { folder, add, urls } = world()
    add('/1')
    writeFileSync(join(folder, 'notes.ndjson'), 'mine')
    expect([urls(), clearJournal(folder), readdirSync(folder)]).toEqual([['/1'], 1, ['notes.ndjson']])
  })

  test('a link in place of the newest file is not followed', () => {
    const { folder, add, problems } = world()
    mkdirSync(folder, { recursive: true })
    const target = join(freshDirectory(), 'target')
    writeFileSync(target, 'untouched')
    symlinkSync(target, join(folder, `${START.toString(36).padStart(9, '0')}.ndjson`))
    add('/1')
    add('/2')
    expect(readFileSync(target, 'utf8')).toBe('untouched')
    expect(problems).toMatchObject([{ code: 'journal-not-written', reason: 'ELOOP' }])
  })

  test('a folder in place of the newest file', () => {
    const { folder, add, problems, read } = world()
    mkdirSync(join(folder, `${START.toString(36).padStart(9, '0')}.ndjson`), { recursive: true })
    add('/1')
    expect(problems).toMatchObject([{ code: 'journal-not-written', reason: 'EISDIR' }])
    expect(read()).toEqual({ entries: [], damaged: 1 })
  })

  test('a file in place of the folder: it is said once, and nothing fails', () => {
    const { folder, add, problems } = world()
    writeFileSync(folder, '')
    add('/1')
    add('/2')
    expect(problems).toMatchObject([{ code: 'journal-not-written', path: folder }])
    expect(problems).toHaveLength(1)
  })

  test('a clock that was set back', () => {
    const { clock, add, urls, files } = world()
    add('/1')
    clock.now -= 3 * DAY
    add('/2')
    add('/3')
    clock.now += 3 * DAY
    expect(urls().sort()).toEqual(['/1', '/2', '/3'])
    expect(files()).toHaveLength(1)
  })
})

test('a server writes later, and the rest when it ends', () => {
  const { journal, add, urls, files, folder } = world({}, true)
  for (let i = 0; i < 100; i++) add(`/${i}`)
  expect(() => files()).toThrow(expect.objectContaining({ code: 'ENOENT' }))
  journal.flush()
  expect([urls().length, readdirSync(folder).length]).toEqual([100, 1])
})

test('and not only at its end, however much comes', async () => {
  const { journal, add, urls } = world({}, true)
  for (let i = 0; i < 5000; i++) add(`/${i}`)
  expect(urls().length).toBeGreaterThan(500)
  journal.flush()
  expect(urls()).toHaveLength(5000)
})
