import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'

/** What a program of fixtures/wrong-signers printed: PHP, Go, Java, Python and Node, each with its own runtime. */
interface Signer {
  language: string
  id: string
  /** The mistakes that are in it, sorted; where several have the same effect in this body, the likeliest. */
  codes: string
  body: string
  salt: string
  sign: string
}

const SIGNERS: Signer[] = readFileSync(new URL('../../../fixtures/wrong-signers.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

describe('wrong signers of five languages', () => {
  test.each(SIGNERS)('$language: $id', async ({ body, salt, sign, codes }) => {
    const { explanations } = await diagnose(body, salt, sign, { mask: '<SALT>', keys: { demo: DEMO_KEYS } })
    const best = explanations[0]?.mistakes.map(({ code }) => code) ?? []
    expect([...new Set(best)].sort().join(' + ')).toBe(codes)
    expect(explanations[0]?.stringToSign).not.toContain(salt)
  })

  test('there are more than 120, of all five', () => {
    expect(SIGNERS.length).toBeGreaterThan(120)
    expect(new Set(SIGNERS.map(({ language }) => language)).size).toBe(5)
  })
})

const ORDER = JSON.stringify({
  out_order_no: 'no_1',
  total_amount: 100,
  subject: '商品',
  body: '商品',
  valid_time: 900
})
const SALT = 'saltOfTheShop001'
/** The MD5 of `x`, which nobody signs. */
const NOTHING = '9dd4e461268c8034f5c8564e155c67a6'

describe('a search that ends', () => {
  test('at the time limit, by the clock it is given', async () => {
    let now = 0
    const clock = () => now++
    const found = await diagnose(ORDER, SALT, NOTHING, { mask: '<SALT>', timeLimit: 3, clock })
    expect(found).toMatchObject({ verdict: 'unexplained', timedOut: true, interrupted: false })
  })

  test.each([20, 200, 2000])('with %d fields it looks at the clock after every few computations', async (count) => {
    const fields = Object.fromEntries(Array.from({ length: count }, (_, i) => [`field_${i}`, `value ${i}`]))
    let looks = 0
    const clock = () => looks++
    const found = await diagnose(JSON.stringify(fields), SALT, NOTHING, { mask: '<SALT>', timeLimit: 20, clock })
    expect(found.timedOut).toBe(true)
    // 4,096 texts a look at most, and a little more than twice that where single steps are large.
    expect(found.tried * count).toBeLessThan(20 * 4 * 4096 + 20 * 2000 * 4)
  })

  test('while it still reads what may have become of 2,000 long values', async () => {
    const value = '抖音商品'.repeat(100)
    const fields = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`field_${i}`, `${value}${i}`]))
    let now = 0
    const clock = () => now++
    const found = await diagnose(JSON.stringify(fields), SALT, NOTHING, { mask: '<SALT>', timeLimit: 20, clock })
    expect(found).toMatchObject({ verdict: 'unexplained', timedOut: true, tried: 0 })
  })

  test('when it is interrupted, with what was found until then', async () => {
    const controller = new AbortController()
    const clock = () => {
      controller.abort()
      return 0
    }
    const found = await diagnose(ORDER, SALT, NOTHING, { mask: '<SALT>', signal: controller.signal, clock })
    expect(found).toMatchObject({ verdict: 'unexplained', interrupted: true })
  })

  test.each([2, 5, 12, 40])('at look %d at the clock, and does nothing more in a long nested body', async (last) => {
    const nested = (_: unknown, i: number) => [`field_${i}`, [{ merchant_uid: `m_${i}`, amount: i }]]
    const fields = Object.fromEntries(Array.from({ length: 2000 }, nested))
    const controller = new AbortController()
    let looks = 0
    const clock = () => {
      if (++looks === last) controller.abort()
      return 0
    }
    const found = await diagnose(JSON.stringify(fields), SALT, NOTHING, {
      ...{ mask: '<SALT>', signal: controller.signal, clock }
    })
    expect(found).toMatchObject({ verdict: 'unexplained', interrupted: true, tried: 0 })
    // Once to see how much time is left, and once to begin.
    expect(looks - last).toBeLessThanOrEqual(2)
  })
})

test('text that was lost on the way is explained by the body, and said to be no proof', async () => {
  const body = JSON.stringify({ out_order_no: 'no_1', subject: '????' })
  const found = await diagnose(body, SALT, NOTHING, { mask: '<SALT>', depth: 2 })
  expect(found).toMatchObject({
    verdict: 'explained',
    isProved: false,
    explanations: [{ mistakes: [{ code: 'question-marks-sent', keys: ['subject'] }] }]
  })
})
