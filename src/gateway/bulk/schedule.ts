import { RateLimit } from './rate-limit.js'

export interface ScheduleOptions {
  /** How many requests are under way at most. */
  concurrency: number
  /** How many start in any second at most. */
  rate: number
  /** How often one is tried again. */
  retries: number
  /** From 0 to 1: spreads repetitions, so that they do not all come at once. */
  random(): number
}

/** One of the things to ask for, the `attempt`-th time. */
export interface Turn<T> {
  item: T
  /** From 1. */
  attempt: number
}

/** What to do now: start one, wait so many milliseconds, wait until one is sent or has ended, or nothing more. */
export type Step<T> = { start: Turn<T> } | { wait: number } | 'busy' | 'done'

/** How a turn ended: with an answer, or without one that may come by asking again. */
export type Ending = 'answered' | 'failed' | 'later'

/** In milliseconds: the pauses before trying again. */
const BACK_OFF = { first: 250, longest: 8_000 }

/**
 * The milliseconds before the next attempt: twice as long each time, of which a random half is left out.
 *
 * @param attempt the one that failed, from 1
 * @param random from 0 to 1
 */
export function backOff(attempt: number, random: number): number {
  const whole = Math.min(BACK_OFF.first * 2 ** (attempt - 1), BACK_OFF.longest)
  return whole / 2 + (whole / 2) * random
}

/**
 * The order in which a list is asked for: so many at a time, so many a second, each tried again some times. It has no
 * clock of its own: every time is given, in milliseconds. It ends early where many in a row have no answer, because then
 * the others will have none either.
 */
export class Schedule<T> {
  private readonly limit: RateLimit
  private readonly options: ScheduleOptions
  readonly items: readonly T[]
  /** Those to try again, the soonest first. */
  private readonly again: { turn: Turn<T>; due: number }[] = []
  /** The turns that are under way, with their places in the limit. */
  private readonly places = new Map<Turn<T>, number>()
  private next = 0
  private inVain = 0
  private stopped = false

  constructor(items: readonly T[], options: ScheduleOptions) {
    this.items = items
    this.options = options
    this.limit = new RateLimit(options.rate)
  }

  /** What to do now. A turn that it gives has started. */
  step(now: number): Step<T> {
    const { again, next, items, stopped } = this
    const running = this.places.size
    const [soonest] = again
    const hasMore = !stopped && (soonest !== undefined || next < items.length)
    if (!hasMore) return running > 0 ? 'busy' : 'done'
    if (running >= this.options.concurrency) return 'busy'
    const pause = this.limit.wait(now)
    if (pause > 0) return pause === Number.POSITIVE_INFINITY ? 'busy' : { wait: pause }
    if (soonest && soonest.due <= now) return this.start(soonest.turn, now, () => again.shift())
    if (next < items.length)
      return this.start({ item: items[next] as T, attempt: 1 }, now, () => {
        this.next++
      })
    return { wait: (soonest?.due ?? now) - now }
  }

  /** Whether an item has no further turn if this one ends so. */
  isLast({ attempt }: Turn<T>, ending: Ending): boolean {
    return ending !== 'later' || attempt > this.options.retries || this.stopped
  }

  /** The request of a turn is sent now. */
  sent(turn: Turn<T>, now: number): void {
    const place = this.places.get(turn)
    if (place !== undefined) this.limit.sent(place, now)
  }

  /** A turn has ended. */
  end(turn: Turn<T>, ending: Ending, now: number): void {
    this.sent(turn, now)
    this.places.delete(turn)
    if (!this.isLast(turn, ending)) {
      const due = now + backOff(turn.attempt, this.options.random())
      const at = this.again.findIndex((one) => one.due > due)
      const next = { turn: { ...turn, attempt: turn.attempt + 1 }, due }
      this.again.splice(at < 0 ? this.again.length : at, 0, next)
      return
    }
    this.inVain = ending === 'answered' ? 0 : this.inVain + 1
    if (this.inVain >= Math.max(20, 2 * this.options.concurrency)) this.stop()
  }

  /** Starts nothing more. */
  stop(): void {
    this.stopped = true
  }

  private start(turn: Turn<T>, now: number, taken: () => void): Step<T> {
    taken()
    this.places.set(turn, this.limit.start(now))
    return { start: turn }
  }
}
