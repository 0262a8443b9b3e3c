import { RateLimit } from './rate-limit.js'

export interface ScheduleOptions {
  /** How many requests are under way at most: sent, and not answered. Those that are only prepared do not count. */
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

/**
 * What to do now: prepare the request of a turn, send one that is ready, forget one that is not to be sent any more,
 * wait so many milliseconds, wait until one is ready, sent or has ended, or nothing more.
 */
export type Step<T> =
  | { prepare: Turn<T> }
  | { send: Turn<T> }
  | { forget: Turn<T> }
  | { wait: number }
  | 'busy'
  | 'done'

/** How a turn ended: with an answer, or without one that may come by asking again. */
export type Ending = 'answered' | 'failed' | 'later'

/**
 * In seconds: the requests of so long are prepared before they may be sent. What is prepared later than it may be sent
 * is late, and so is what follows it a second later: the rate would sink by the time that it takes.
 */
const AHEAD = 0.1

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
  /** The turns that are under way, and the places in the limit of those that may be sent. */
  private readonly places = new Map<Turn<T>, number | undefined>()
  /** Those that are prepared, and not sent yet. */
  private readonly ready: Turn<T>[] = []
  /** How many are prepared or being prepared, and not sent yet. */
  private unsent = 0
  /** How many are sent, and have not ended. */
  private get underWay(): number {
    return this.places.size - this.unsent
  }
  private readonly mostUnsent: number
  private next = 0
  private inVain = 0
  private stopped = false

  constructor(items: readonly T[], options: ScheduleOptions) {
    this.items = items
    this.options = options
    this.limit = new RateLimit(options.rate)
    this.mostUnsent = Math.max(2, Math.min(options.concurrency, Math.ceil(options.rate * AHEAD)))
  }

  /** What to do now. The next ones are prepared while others are under way, so that none waits for that. */
  step(now: number): Step<T> {
    const [first] = this.ready
    if (first && this.stopped) return this.forget(first)
    const maySend = first !== undefined && this.underWay < this.options.concurrency
    const untilSent = maySend ? this.limit.wait(now) : Number.POSITIVE_INFINITY
    if (first && untilSent === 0) return this.send(first, now)
    const hasRoom = this.unsent < this.mostUnsent
    const due = this.stopped ? Number.POSITIVE_INFINITY : this.nextDue(now)
    if (hasRoom && due <= now) return this.prepare(now)
    if (this.places.size === 0 && due === Number.POSITIVE_INFINITY) return 'done'
    const wait = Math.min(untilSent, hasRoom ? due - now : Number.POSITIVE_INFINITY)
    return wait === Number.POSITIVE_INFINITY ? 'busy' : { wait }
  }

  /** The request of a turn is prepared. */
  prepared(turn: Turn<T>): void {
    this.ready.push(turn)
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
    // What cannot even be prepared.
    if (this.places.get(turn) === undefined) this.unsent--
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

  /** When the next one can be prepared; infinity if there is none. */
  private nextDue(now: number): number {
    if (this.next < this.items.length) return now
    return this.again[0]?.due ?? Number.POSITIVE_INFINITY
  }

  private prepare(now: number): Step<T> {
    const [soonest] = this.again
    const isAgain = soonest !== undefined && soonest.due <= now
    const turn = isAgain ? soonest.turn : { item: this.items[this.next] as T, attempt: 1 }
    if (isAgain) this.again.shift()
    else this.next++
    this.places.set(turn, undefined)
    this.unsent++
    return { prepare: turn }
  }

  private send(turn: Turn<T>, now: number): Step<T> {
    this.ready.shift()
    this.unsent--
    this.places.set(turn, this.limit.start(now))
    return { send: turn }
  }

  private forget(turn: Turn<T>): Step<T> {
    this.ready.shift()
    this.unsent--
    this.places.delete(turn)
    return { forget: turn }
  }
}
