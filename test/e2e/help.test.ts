import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { TOPICS } from '../../src/commands/help/topics.js'
import { allCommands } from '../../src/commands/table.js'
import { SYSTEMS } from '../../src/systems.js'
import { run } from '../commands/run.js'
import { need } from '../programs.js'
import { Sandbox } from './ecpay.js'

const NAMES = (await allCommands()).map(({ name }) => name)

/** Whether a line begins with a command, or names a topic. */
async function isKnown(line: string): Promise<boolean> {
  const [, words = ''] = /^ecpay (.*)$/.exec(line) ?? []
  if (words.startsWith('help ')) return TOPICS.some(({ name }) => words === `help ${name}`)
  return NAMES.some((name) => words === name || words.startsWith(`${name} `))
}

test('every command that a topic names exists', () => {
  const named = TOPICS.flatMap(({ of }) => of)
  expect(
    named.filter((one) => !NAMES.some((name) => (one.endsWith(' ') ? name.startsWith(one) : name === one)))
  ).toEqual([])
})

test('a command refers to the topics that belong to it', async () => {
  expect((await run('sign --help --lang en')).stdout).toMatch(/\nSee also:\n {2}ecpay help signing\n$/)
  expect((await run('--help --lang en')).stdout).toMatch(/\nTopics:\n {2}help signing /)
})

test('a topic that is none is an unknown command', async () => {
  expect((await run('help sign-codes')).exit).toBe(2)
  expect((await run('help signing more')).exit).toBe(2)
})

test('the manual page has every command, and roff reads it', async (context) => {
  const file = fileURLToPath(new URL('../../docs/ecpay.1', import.meta.url))
  const text = readFileSync(file, 'utf8').replaceAll('\\-', '-')
  for (const name of NAMES) expect(text).toContain(`ecpay ${name}`)
  const { roff } = { roff: 'groff' }
  need(context, roff)
  const { stderr, status } = spawnSync(roff, ['-man', '-Tutf8', '-ww', file])
  expect([status, String(stderr)]).toEqual([0, ''])
})

/** A page of the documentation, which an installed package does not have. */
const ELSEWHERE = /\bdocs\/(?!suite\.schema\.json)/

test.each(SYSTEMS.map((system) => [system.name, system] as const))(
  'the catalogue of %s names no page that an installed package does not have',
  async (_, system) => {
    expect(JSON.stringify(await system.catalogue())).not.toMatch(/["\s`（(]docs\/(?!resource|suite\.schema\.json)/)
  }
)

const GROUPS = ['', 'config', 'simulate', 'merchant']
const PAGES = [...GROUPS, ...(await allCommands()).map(({ name }) => name)]

describe.each(['en', 'zh'])('help in %s', (lang) => {
  test.each(TOPICS.map(({ name }) => name))(
    'of the topic %s fits into 80 columns, and says where there is more',
    async (name) => {
      const { stdout, stderr, exit } = await run(`help ${name}`, { env: { ECPAY_LANG: lang } })
      expect([exit, stderr]).toEqual([0, ''])
      const lines = stdout.trimEnd().split('\n')
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
      expect(/\p{Script=Han}/u.test(lines[0] ?? '')).toBe(lang === 'zh')
      const see = lines.slice(lines.indexOf(lang === 'en' ? 'See also:' : '另见：') + 1).map((line) => line.trim())
      expect(see.length).toBeGreaterThan(1)
      for (const one of see) expect(await isKnown(one)).toBe(true)
      expect(stdout).not.toMatch(ELSEWHERE)
      if (lang === 'zh') expect(stdout).not.toMatch(/non-empty|integer/)
    }
  )

  test.each(PAGES)(
    'of «%s» leads with examples, names output and exit codes, and fits into 80 columns',
    async (name) => {
      const env = { ECPAY_LANG: lang }
      const { stdout, stderr, exit } = await run(`${name} --help`, { env })
      expect([exit, stderr]).toEqual([0, ''])
      const titles = lang === 'en' ? ['Examples:', 'Output:', 'Exit codes:'] : ['示例：', '输出：', '退出码：']
      const lines = stdout.split('\n')
      const places = titles.map((title) => lines.indexOf(title))
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(lines.findIndex((line) => line.startsWith('  '))).toBe((places[0] ?? 0) + 1)
      expect(lines[(places[0] ?? 0) + 1]).toMatch(/^ {2}ecpay /)
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
      expect(/\p{Script=Han}/u.test(lines.slice(places[1]).join())).toBe(lang === 'zh')
      expect(stdout).not.toMatch(ELSEWHERE)
    }
  )

  test.each([...GROUPS, 'create-order'])('of «%s» is the same from the built program', async (name) => {
    const env = { ECPAY_LANG: lang }
    const argv = [...name.split(' ').filter(Boolean), '--help']
    const { stdout, stderr, exitCode } = await new Sandbox().run(argv, { env })
    expect({ stdout, stderr, exit: exitCode }).toMatchObject({
      stdout: (await run(argv, { env })).stdout,
      stderr: '',
      exit: 0
    })
  })
})
