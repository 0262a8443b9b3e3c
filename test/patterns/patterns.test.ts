import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../docs/pages.js'
import { Pattern, patternsIn } from './backtracking.js'

/** What a long text may be made of. */
const CHARACTERS = [...' \n\r\t"\'\\/-_.=&<>()[]{}:;,?!@#%`^$+*|~abcdefghijklmnopqrstuvwxyzAEX0159中，。']
/** No pattern names it. */
const FOREIGN = '\u{2603}'

/** One character of each kind that a pattern tells apart. */
function lettersOf({ atoms }: Pattern): string[] {
  const kinds = new Map(CHARACTERS.map((one) => [atoms.map((takes) => Number(takes(one))).join(''), one]))
  return [...kinds].flatMap(([kind, one]) => (kind.includes('1') ? [one] : [])).slice(0, 12)
}

/** Long texts of one character or of two in turn, that end with one that fits nowhere. */
function pumped(pattern: Pattern, times: number): string[] {
  const letters = lettersOf(pattern)
  const pairs = letters.flatMap((one) => letters.map((other) => one + other))
  return [...letters, ...pairs].flatMap((pump) =>
    ['', letters[0]].map((start) => `${start}${pump.repeat(times)}${FOREIGN}`)
  )
}

/** The most that the steps grow where a text becomes twice as long: twice is linear, four times quadratic. */
function growthOf(source: string, flags: string): number {
  const pattern = new Pattern(source, flags)
  const [once, twice] = [pumped(pattern, 32), pumped(pattern, 64)]
  return once.reduce((most, text, i) => {
    const [few, many] = [pattern.stepsIn(text), pattern.stepsIn(twice[i] ?? '')]
    if (few === Number.POSITIVE_INFINITY) return few
    return many < 1000 ? most : Math.max(most, many / few)
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
    ['[a-z_]*err[a-z_]*', 'g', false]
  ])('/%s/%s', (source, flags, isLinear) => {
    expect(growthOf(source, flags) < LINEAR).toBe(isLinear)
  })
})

/** They see texts of fewer than 400 characters only. */
const SHORT_TEXTS: readonly string[] = [String.raw`^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$`]

test('every pattern of the program takes time in proportion to the text', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('.ts')
  )
  const all = files.flatMap((file) =>
    patternsIn(readFileSync(join(ROOT, 'src', file), 'utf8')).map((one) => ({ ...one, file }))
  )
  expect(all.length).toBeGreaterThan(250)
  const slow = all.filter(
    ({ source, flags }) => /[*+]|,\}/.test(source) && !SHORT_TEXTS.includes(source) && growthOf(source, flags) >= LINEAR
  )
  expect(slow.map(({ file, line, source, flags }) => `${file}:${line} /${source}/${flags}`)).toEqual([])
})
