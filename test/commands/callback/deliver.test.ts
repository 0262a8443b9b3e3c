import { expect, test } from 'vitest'
import { attemptLine } from '../../../src/commands/callback/deliver.js'
import { finding } from '../../../src/findings/findings.js'
import { catalogue } from '../../../src/output/words/languages.js'

const words = await catalogue('en').words()
const findings = await catalogue('en').findings()

test.each([
  [10_800, 1, '10800'],
  [21_600, 1, '21600'],
  [15, 1, '15'],
  [21_600, 0.001, '21.6'],
  [180, 0.01, '1.8'],
  [15, 0.00001, '0.00015'],
  [15, 0, '0']
])('%d seconds by the schedule, times %d', (waitSeconds, timeScale, shown) => {
  const attempt = {
    attempt: 1,
    of: 16,
    delivered: false,
    problem: finding('callback-not-200', { status: 500 }),
    waitSeconds
  }
  expect(attemptLine(words, findings, attempt, timeScale)).toMatch(` Next in ${shown} s.`)
})
