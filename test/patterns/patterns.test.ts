import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../docs/pages.js'
import { isBreak, Pattern, patternsIn } from './backtracking.js'

/** What a long text may be made of. */
const CHARACTERS = [...' \n\r\u2028\u2029\t"\'\\/-_.=&<>()[]{}:;,?!@#%`^$+*|~abcdefghijklmnopqrstuvwxyzAEX0159中，。']
/** No pattern names it. */
const FOREIGN = '\u{2603}'

/** One character of each kind that a pattern tells apart. */
function lettersOf({ atoms }: Pattern, flags: string): string[] {
  // In several lines a line break is an edge, too.
  const edges = (one: string) => (flags.includes('m') && isBreak(one) ? 'edge' : '')
  const kinds = new Map(CHARACTERS.map((one) => [atoms.map((takes) => Number(takes(one))).join('') + edges(one), one]))
  return [...kinds].flatMap(([kind, one]) => (kind.includes('1') ? [one] : [])).slice(0, 12)
}

/** What stands in a pattern as it is: what begins with a word may begin again at each. */
function wordsOf(source: string): string[] {
  const runs = source.match(/(?:\\[^\w\s]|[\w:"'<>=&@#%,;/ -])+/g) ?? []
  const words = runs.map((run) => run.replace(/\\(.)/g, '$1')).filter(({ length }) => length > 1 && length < 24)
  return [...new Set(words)].slice(0, 8)
}

/** Long texts of a character, of two in turn, or of a word of the pattern, that end with one that fits nowhere. */
function pumped(pattern: Pattern, source: string, flags: string, times: number): string[] {
  const letters = lettersOf(pattern, flags)
  const pairs = letters.flatMap((one) => letters.map((other) => one + other))
  const words = wordsOf(source).flatMap((word) => [word, ` ${word}`, `${word} `])
  // Behind what a pattern of numbers takes, its end may be slow.
  const starts = ['', letters[0], ...(source.includes('\\d') ? ['[1]', '{"0":1'] : [])]
  return [...letters, ...pairs, ...words].flatMap((pump) =>
    starts.map((start) => `${start}${pump.repeat(times)}${FOREIGN}`)
  )
}

/** The most that the steps grow where a text becomes twice as long: twice is linear, four times quadratic. */
function growthOf(source: string, flags: string): number {
  const pattern = new Pattern(source, flags)
  const [once, twice] = [32, 64].map((times) => pumped(pattern, source, flags, times))
  return (twice ?? []).reduce((most, text, i) => {
    const many = pattern.stepsIn(text)
    if (many === Number.POSITIVE_INFINITY) return many
    // So few steps are no matter, and those of half the text need not be counted.
    return many < 1000 ? most : Math.max(most, many / pattern.stepsIn(once?.[i] ?? ''))
  }, 0)
}

const LINEAR = 3

describe('a pattern that takes quadratic time is told from one that does not', () => {
  test.each([
    ['\\s*[\\t\\n\\r]\\s*', 'g', false],
    ['[^/]*@', 'g', false],
    ['(?<![^/])[^/]*@', 'g', true],
    ['\\/+$', '', false],
    ['(?<!\\/)\\/+$', '', true],
    ['^\\s*"?\\s*$', '', false],
    ['^\\s*"?a"?\\s*$', '', true],
    ['(?:a+)+$', '', false],
    ['\\r?\\n\\s*HTTP', '', false],
    ['\\s+', 'g', true],
    ['"(?:[^"\\\\]|\\\\.)*"', 'y', true],
    ['[a-z_]*err[a-z_]*', 'g', false],
    ['(?:^|[{,])\\s*cases', 'm', false],
    ['(?:^|[{,])[ \\t]*cases', 'm', true],
    ['(?:&|\\\\u0026)([^&=]*)=', 'g', false],
    ['(?:&|\\\\u0026)((?:(?!\\\\u0026)[^&=])*)=', 'g', true],
    ['PS [^\\n>]*>', '', false],
    ['^[^\\S\\n\\r]*a', 'm', false],
    ['^[^\\n]*a', 'm', false],
    ['^\\[\\d+[\\s,]*\\]\\s*\\}?\\s*;?\\s*$', '', false],
    ['^\\[\\d+[\\s,]*\\]\\s*(?:\\}\\s*)?(?:;\\s*)?$', '', true],
    ['^[^\\n\\r\\u2028\\u2029]*a', 'm', true]
  ])('/%s/%s', (source, flags, isLinear) => {
    expect(growthOf(source, flags) < LINEAR).toBe(isLinear)
  })
})

interface Found {
  source: string
  flags: string
  /** Where it stands. */
  at: string
}

function sourceFiles(): string[] {
  const all = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  return all.filter((one) => one.endsWith('.ts'))
}

/** The patterns that stand in the code as such. */
function writtenPatterns(): Found[] {
  return sourceFiles().flatMap((file) =>
    patternsIn(readFileSync(join(ROOT, 'src', file), 'utf8')).map(({ line, ...one }) => ({
      ...one,
      at: `${file}:${line}`
    }))
  )
}

/** Those that are put together of others while the program is loaded. */
async function madePatterns(): Promise<Found[]> {
  const made: Found[] = []
  const own = RegExp
  globalThis.RegExp = new Proxy(own, {
    construct(target, args) {
      const one: RegExp = Reflect.construct(target, args)
      const [, at] = /\/src\/(\S+:\d+):\d+/.exec(new Error().stack ?? '') ?? []
      if (at !== undefined) made.push({ source: one.source, flags: one.flags, at })
      return one
    }
  })
  try {
    // A thread loads the built program.
    for (const file of sourceFiles()) if (file !== 'thread.ts') await import(join(ROOT, 'src', file))
  } finally {
    globalThis.RegExp = own
  }
  return made
}

test('every pattern of the program takes time in proportion to the text', async () => {
  const [written, made] = [writtenPatterns(), await madePatterns()]
  expect([written.length > 900, made.length > 30]).toEqual([true, true])
  const slow = [...written, ...made].filter(
    ({ source, flags }) => /[*+]|,\}/.test(source) && growthOf(source, flags) >= LINEAR
  )
  expect(slow.map(({ at, source, flags }) => `${at} /${source}/${flags}`)).toEqual([])
})
