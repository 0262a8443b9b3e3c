import { expect, test } from 'vitest'
import { type Exchange, entryOf } from '../../../src/workbench/journal/entry.js'
import { Strangers } from '../../../src/workbench/journal/strangers.js'

const MIB = 1024 * 1024
const DAY = 86_400_000

const forged = (day: number, body: string | Uint8Array, url = '/'): Exchange => ({
  ...{ at: day * DAY, direction: 'in', what: 'callback', method: 'POST', url, problem: 'signature-mismatch' },
  ...{ headers: [['x', 'x'.repeat(10_000)]], body, answer: { status: 403, headers: [], body: 'no' }, milliseconds: 1 }
})

/** How many of so many are kept whole, and how many at all, by the size of the journal. */
function kept(strangers: Strangers, day: number, count: number, body: string | Uint8Array) {
  const some = Array.from({ length: count }, () => strangers.admitted(forged(day, body))).filter((one) => one)
  return [some.filter((one) => one?.body.length).length, some.length]
}

test.each([
  ['a few', 10, '{}', 64 * MIB, [10, 10]],
  ['many', 100_000, '{}', 64 * MIB, [104, 400]],
  ['many, where little is kept', 1000, '{}', MIB, [1, 400]],
  ['large ones', 1000, 'x'.repeat(20_000), 64 * MIB, [0, 400]],
  ['such as take six times as much in the file', 1000, '\u0001'.repeat(16_000), 64 * MIB, [9, 400]],
  ['bytes', 1000, new Uint8Array(16_000).fill(1), 64 * MIB, [9, 400]]
])('of %s a day', (_, count, body, size, expected) => {
  expect(kept(new Strangers(size), 20_000, count, body)).toEqual(expected)
})

test('the first that is not kept is said, once a day', () => {
  let said = 0
  const strangers = new Strangers(64 * MIB, () => said++)
  const counts = [1, 1, 1, 2, 2].map((day) => {
    kept(strangers, day, 300, '{}')
    return said
  })
  expect(counts).toEqual([0, 1, 1, 1, 2])
})

test('the next day begins anew', () => {
  const strangers = new Strangers(64 * MIB)
  expect([1, 1, 2].map((day) => kept(strangers, day, 300, '{}')[1])).toEqual([300, 100, 300])
})

test('a clock that is set back does not begin anew', () => {
  const strangers = new Strangers(64 * MIB)
  expect([2, 1, 2, 1].map((day) => kept(strangers, day, 300, '{}')[1])).toEqual([300, 100, 0, 0])
})

test('what is kept short says what it was, how large it was, and what came of it', () => {
  const strangers = new Strangers(0)
  const short = strangers.admitted(forged(1, 'x'.repeat(500), `/notify?a=${'b'.repeat(9000)}`))
  expect(short && entryOf('h1', short, (text) => text)).toMatchObject({
    ...{ url: '/notify', headers: [], body: '', size: 500, isCut: true, problem: 'signature-mismatch' },
    answer: { status: 403, body: '' }
  })
})
