import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isShared, type Needs } from '../../../src/commands/check/case-needs.js'
import { sideBySide } from '../../../src/commands/check/side-by-side.js'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const needs: fc.Arbitrary<Needs> = fc.oneof(
  fc.constant<Needs>('nothing'),
  fc.constant<Needs>('anything'),
  fc.subarray(['a', 'b', 'c']).map((numbers) => new Set(numbers))
)
const works = fc.array(fc.record({ needs, pause: fc.nat(3) }), { maxLength: 12 })

test('works that share something are done in order, the others at the same time, and results come in order', async () => {
  await fc.assert(
    fc.asyncProperty(works, fc.integer({ min: 1, max: 4 }), async (given, most) => {
      const running = new Set<number>()
      const begun: number[] = []
      const all = given.map(({ needs, pause }, i) => ({
        needs,
        async run() {
          for (const other of running) expect(isShared(given[other]?.needs ?? 'nothing', needs)).toBe(false)
          for (const other of begun) expect(other > i && isShared(given[other]?.needs ?? 'nothing', needs)).toBe(false)
          begun.push(i)
          if (needs !== 'nothing') running.add(i)
          expect(running.size).toBeLessThanOrEqual(most)
          await sleep(pause)
          running.delete(i)
          return i
        }
      }))
      const results: number[] = []
      for await (const one of sideBySide(all, most)) results.push(one)
      expect(results).toEqual(given.map((_, i) => i))
    }),
    { numRuns: 60 }
  )
})

test('an error comes when it is the turn of its work, and nothing begins after it', async () => {
  const begun: number[] = []
  const all = [0, 1, 2, 3].map((i) => ({
    needs: new Set([String(i)]),
    async run() {
      begun.push(i)
      await sleep(i === 0 ? 20 : 0)
      if (i === 1) throw new Error('one')
      return i
    }
  }))
  const results: number[] = []
  await expect(async () => {
    for await (const one of sideBySide(all, 2)) results.push(one)
  }).rejects.toThrow('one')
  expect([results, begun.includes(1)]).toEqual([[0], true])
})

const CREATED = 'create-order: { amount: 100, subject: a, body: b'

/** Cases that see each other by a number, by the balance of a merchant, and not at all. */
const SUITE = `env: local
cases:
  - steps:
      - ${CREATED}, out_order_no: no_1 }
      - query: { order: no_1, expect: { payment_info.order_status: PROCESSING } }
  - steps: [{ simulate pay: { order: no_1 } }]
  - steps:
      - query: { order: no_1, expect: { payment_info.order_status: SUCCESS } }
  - sign: { body: '{"a":1}' }
  - steps:
      - ${CREATED} }
        as: order
      - simulate pay: { order: '\${order.request.out_order_no}' }
      - query: { order: '\${order.request.out_order_no}', expect: { payment_info.order_status: SUCCESS } }
  - steps:
      - ${CREATED} }
        as: order
      - query: { order: '\${order.request.out_order_no}', expect: { payment_info.order_status: SUCCESS } }
  - simulate list: { expect: { orders: { matches: no_1 } } }
  - steps: [{ ${CREATED}, out_order_no: no_1 } }]
  - steps: [{ simulate fail: { err_no: 2000 } }]
  - steps: [{ query: { order: no_1, expect: { err_no: 2000 } } }]
  - steps: [{ query: { order: no_1, expect: { err_no: 0 } } }]
`

test('the same comes of the cases at once as of one after another', async () => {
  const cases = async (jobs: number) => {
    const here = place({ 's.yaml': SUITE })
    const { stdout } = await run(`check s.yaml --json --jobs ${jobs}`, { here })
    const document = JSON.parse(stdout) as { cases: { name: string; verdict: string; problems: object[] }[] }
    return document.cases.map(({ name, verdict, problems }) => [name, verdict, problems])
  }
  const serial = await cases(1)
  expect(serial.map(([, verdict]) => verdict)).toContain('failed')
  expect(serial.filter(([, verdict]) => verdict === 'passed').length).toBeGreaterThan(6)
  expect(await cases(8)).toEqual(serial)
})
