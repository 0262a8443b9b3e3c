import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'

const ROOT = new URL('../', import.meta.url)

const Rule = v.object({
  includes: v.array(v.string()),
  linter: v.object({
    rules: v.object({
      style: v.object({
        noRestrictedImports: v.object({
          level: v.literal('error'),
          options: v.object({ patterns: v.array(v.object({ group: v.array(v.string()) })) })
        })
      })
    })
  })
})
const Rules = v.object({ overrides: v.array(v.union([Rule, v.object({ includes: v.array(v.string()) })])) })

const ROOMS = readdirSync(new URL('src', ROOT), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name)

const { overrides } = v.parse(Rules, JSON.parse(readFileSync(new URL('.biome.json', ROOT), 'utf8')))
/** The patterns of what each room must not import. */
const FORBIDDEN = new Map(
  overrides.flatMap((one) =>
    'linter' in one ? [[one.includes[0], one.linter.rules.style.noRestrictedImports.options.patterns] as const] : []
  )
)

/** The names in the braces of a room's patterns that end so. */
function forbidden(room: string, ending: string): string[] {
  const patterns = FORBIDDEN.get(`src/${room}/**`)?.flatMap(({ group }) => group) ?? []
  return patterns.filter((one) => one.endsWith(ending)).flatMap((one) => /\{(.*)\}/.exec(one)?.[1]?.split(',') ?? [])
}

test('of two rooms one at most imports the other, so a new room needs its place in the rule', () => {
  const forbids = (one: string, other: string) => forbidden(one, '}/**').includes(other)
  const pairs = ROOMS.flatMap((one, i) => ROOMS.slice(i + 1).map((other) => [one, other] as const))
  expect(ROOMS.length).toBeGreaterThan(5)
  expect(pairs.filter(([one, other]) => !forbids(one, other) && !forbids(other, one))).toEqual([])
})

test.each(ROOMS)('%s imports no file that starts the program', (room) => {
  expect(forbidden(room, '}.js')).toEqual(expect.arrayContaining(['cli', 'index', 'node-world', 'start']))
})
