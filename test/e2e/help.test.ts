import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { run } from '../commands/run.js'
import { Sandbox } from './ecpay.js'

const GROUPS = ['', 'config', 'simulate', 'merchant']
const PAGES = [...GROUPS, ...(await allCommands()).map(({ name }) => name)]

describe.each(['en', 'zh'])('help in %s', (lang) => {
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
