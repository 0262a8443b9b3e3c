import { expect, test } from 'vitest'
import { APP_ID, APP_SECRET, tokenServer } from '../commands/trade/token-server.js'
import { finished, Sandbox } from './ecpay.js'

test.each([
  ['the first token', [], 1],
  ['a new token', ['refresh'], 2]
])('two processes that want %s at once: one asks, the other takes what it got', async (_, action, asked) => {
  const { url, bodies } = await tokenServer({ delay: 1500 })
  const sandbox = new Sandbox()
  const env = { ECPAY_APP_ID: APP_ID, ECPAY_APP_SECRET: APP_SECRET, ECPAY_BASE_URL: url }
  if (asked > 1) await sandbox.runHere(['trade', 'token'], { env })
  const both = [0, 1].map(() => finished(sandbox.start(['trade', 'token', ...action, '--json'], env)))
  const runs = await Promise.all(both)
  expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
    [0, expect.stringMatching(/^$|waiting-for-token/)],
    [0, expect.stringMatching(/^$|waiting-for-token/)]
  ])
  expect(bodies).toHaveLength(asked)
  const [one, other] = runs.map(({ stdout }) => JSON.parse(stdout))
  expect(one.expires_at).toBe(other.expires_at)
  expect([one.is_new, other.is_new].toSorted()).toEqual([false, true])
})
