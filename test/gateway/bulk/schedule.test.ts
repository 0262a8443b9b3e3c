import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RateLimit } from '../../../src/gateway/bulk/rate-limit.js'
import { backOff, type Ending, Schedule, type ScheduleOptions, type Turn } from '../../../src/gateway/bulk/schedule.js'

interface Played {
  /** When each turn was sent, in milliseconds. */
  starts: number[]
  turns: Turn<number>[]
  /** Those that were prepared, and not sent. */
  forgotten: Turn<number>[]
  /** The most turns that were sent and not answered at once. */
  most: number
  /** When the last turn ended. */
  end: number
}

interface Play extends Partial<ScheduleOptions> {
  count: number
  /** In milliseconds: how long a turn takes, and how late a timer is. */
  takes?: (turn: Turn<number>) => number
  late?: () => number
  /** In milliseconds: how long it takes to prepare a request. */
  prepares?: () => number
  /** In milliseconds: how long a turn has to wait for its connection. */
  connects?: () => number
  ends?: (turn: Turn<number>) => Ending
}

/** Plays a schedule with a clock of its own. */
function play({
  count,
  takes = () => 20,
  late = () => 0,
  prepares = () => 0,
  connects = () => 0,
  ends = () => 'answered',
  ...options
}: Play): Played {
  const items = Array.from({ length: count }, (_, i) => i)
  const schedule = new Schedule(items, { concurrency: 8, rate: 100, retries: 2, random: () => 0.5, ...options })
  const preparing: { turn: Turn<number>; end: number }[] = []
  const running: { turn: Turn<number>; sent: number; end: number }[] = []
  const played: Played = { starts: [], turns: [], forgotten: [], most: 0, end: 0 }
  for (let now = 0; ; ) {
    for (const one of preparing.filter(({ end }) => end <= now)) {
      preparing.splice(preparing.indexOf(one), 1)
      schedule.prepared(one.turn)
    }
    for (const one of running.filter(({ sent }) => sent <= now)) schedule.sent(one.turn, one.sent)
    for (const one of running.filter(({ end }) => end <= now)) {
      running.splice(running.indexOf(one), 1)
      schedule.end(one.turn, ends(one.turn), now)
      played.end = now
    }
    const step = schedule.step(now)
    if (step === 'done') return { ...played, starts: played.starts.toSorted((a, b) => a - b) }
    const next = Math.min(
      ...preparing.map(({ end }) => end),
      ...running.flatMap(({ sent, end }) => (sent > now ? [sent, end] : [end]))
    )
    if (step === 'busy') now = next
    else if ('wait' in step) now = Math.min(now + step.wait + late(), Math.max(next, now + 0.001))
    else if ('prepare' in step) preparing.push({ turn: step.prepare, end: now + prepares() })
    else if ('send' in step) {
      const sent = now + connects()
      played.starts.push(sent)
      played.turns.push(step.send)
      running.push({ turn: step.send, sent, end: sent + takes(step.send) })
    } else played.forgotten.push(step.forget)
    played.most = Math.max(played.most, running.length)
  }
}

/** The most starts within a second that begins with one of them. */
function mostInASecond(starts: readonly number[]): number {
  let first = 0
  return Math.max(
    ...starts.map((start, i) => {
      while (start - (starts[first] ?? 0) >= 1000) first++
      return i - first + 1
    })
  )
}

describe('the rate', () => {
  test.each([1, 7, 30, 100, 150, 1000])('of %i a second is never exceeded and is held', (rate) => {
    const { starts } = play({ count: 6 * rate, rate, concurrency: 256, takes: () => 100 })
    expect(mostInASecond(starts)).toBeLessThanOrEqual(rate)
    const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1000
    expect((starts.length - 1) / seconds).toBeGreaterThan(0.95 * rate)
  })

  test('holds with timers that are late, and with turns that take longer or shorter', () => {
    const noise = fc.infiniteStream(fc.integer({ min: 0, max: 15 }))
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), noise, (rate, stream) => {
        const next = () => stream.next().value ?? 0
        const { starts } = play({ count: 5 * rate, rate, concurrency: 256, takes: () => 10 * next(), late: next })
        expect(mostInASecond(starts)).toBeLessThanOrEqual(rate)
        const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1000
        expect((starts.length - 1) / seconds).toBeGreaterThan(0.95 * rate)
      }),
      { numRuns: 10 }
    )
  })

  test('is held however long it takes to prepare a request', () => {
    for (const time of [1, 10, 50]) {
      const { starts } = play({ count: 600, rate: 100, concurrency: 64, prepares: () => time })
      expect(mostInASecond(starts)).toBeLessThanOrEqual(100)
      const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1000
      expect((starts.length - 1) / seconds).toBeGreaterThan(95)
    }
  })

  test('is held up to what the concurrency allows, however long a request takes to prepare', () => {
    // Eight that take 75 ms each are 106 a second: nothing is left for a pause between them.
    for (const prepares of [0, 10, 40]) {
      const { starts, most } = play({ count: 600, takes: () => 75, prepares: () => prepares })
      const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1000
      expect((starts.length - 1) / seconds).toBeGreaterThan(95)
      expect([mostInASecond(starts) <= 100, most]).toEqual([true, 8])
    }
  })

  test('is held where the processor is busy: a start that is late is made up for within the second', () => {
    const late = fc.infiniteStream(fc.integer({ min: 0, max: 50 }))
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), late, (rate, stream) => {
        const next = () => stream.next().value ?? 0
        const times = { takes: () => 20 + next(), late: next, prepares: () => next() / 10 }
        const { starts } = play({ count: 5 * rate, rate, concurrency: 256, ...times })
        expect(mostInASecond(starts)).toBeLessThanOrEqual(rate)
        const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1000
        expect((starts.length - 1) / seconds).toBeGreaterThan(0.95 * rate)
      }),
      // The same lateness in every run of the tests: each start could be late by the most by chance.
      { numRuns: 20, seed: 20 }
    )
  })

  test.each([
    [1, 2],
    [100, 10]
  ])('at %i a second, at most %i requests are prepared before they may be sent', (rate, most) => {
    const schedule = new Schedule(
      Array.from({ length: 100 }, (_, i) => i),
      { concurrency: 64, rate, retries: 0, random: () => 0.5 }
    )
    const first = schedule.step(0)
    let count = 1
    while (typeof schedule.step(0) === 'object') count++
    expect([Object.keys(first), count]).toEqual([['prepare'], most])
  })

  test('is not exceeded where requests have to wait for connections', () => {
    const noise = fc.infiniteStream(fc.integer({ min: 0, max: 900 }))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), noise, (rate, stream) => {
        const connects = () => stream.next().value ?? 0
        const { starts } = play({ count: 4 * rate, rate, concurrency: 32, connects })
        expect(mostInASecond(starts)).toBeLessThanOrEqual(rate)
      }),
      { numRuns: 20 }
    )
  })

  test('a pause is not made up for by a burst', () => {
    const limit = new RateLimit(100)
    limit.sent(limit.start(0), 0)
    const starts: number[] = []
    for (let now = 60_000; starts.length < 100; ) {
      const wait = limit.wait(now)
      if (wait === 0) starts.push(now)
      if (wait === 0) limit.sent(limit.start(now), now)
      now += wait
    }
    expect((starts.at(-1) ?? 0) - 60_000).toBeGreaterThan(750)
  })
})

test('no more than the concurrency are under way', () => {
  expect(play({ count: 100, concurrency: 3, rate: 10_000, takes: () => 500 }).most).toBe(3)
})

describe('trying again', () => {
  test.each<[name: string, ending: Ending, attempts: number]>([
    ['an answer', 'answered', 1],
    ['a failure that stays', 'failed', 1],
    ['what may come later', 'later', 3]
  ])('%s', (_, ending, attempts) => {
    const { turns } = play({ count: 1, ends: () => ending })
    expect(turns.map(({ attempt }) => attempt)).toEqual(Array.from({ length: attempts }, (_, i) => i + 1))
  })

  test('pauses double, half of each by chance, up to a limit', () => {
    const pauses = [1, 2, 3, 9].map((attempt) => [backOff(attempt, 0), backOff(attempt, 1)])
    expect(pauses).toEqual([
      [125, 250],
      [250, 500],
      [500, 1000],
      [4000, 8000]
    ])
  })

  test('others go on meanwhile, and the rate holds for all of them', () => {
    const { turns, starts } = play({ count: 300, ends: ({ attempt }) => (attempt === 1 ? 'later' : 'answered') })
    expect(turns).toHaveLength(600)
    expect(new Set(turns.map(({ item }) => item)).size).toBe(300)
    expect(mostInASecond(starts)).toBeLessThanOrEqual(100)
  })
})

test('where nothing has an answer, it stops', () => {
  const { turns } = play({ count: 5000, retries: 0, ends: () => 'failed' })
  expect(turns.length).toBeGreaterThanOrEqual(20)
  expect(turns.length).toBeLessThan(40)
})

test('what is prepared when it stops is not sent', () => {
  const { turns, forgotten } = play({ count: 500, rate: 10, retries: 0, ends: () => 'failed' })
  expect(forgotten.length).toBeGreaterThan(0)
  const sent = turns.map(({ item }) => item)
  expect(forgotten.filter(({ item }) => sent.includes(item))).toEqual([])
})

test('single failures do not stop it', () => {
  const { turns } = play({ count: 500, retries: 0, ends: ({ item }) => (item % 10 === 0 ? 'answered' : 'failed') })
  expect(turns).toHaveLength(500)
})
