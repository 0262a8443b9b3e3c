/** In milliseconds. The window is a little longer than a second, because requests do not all travel equally fast. */
const WINDOW = 1_015

/** The part of the rate that the even spacing aims at. What a late timer missed is made up for within the window. */
const AIM = 0.98

/** In milliseconds: so much of missed time is made up for. */
const CATCH_UP = 200

/**
 * When the next request may start, so that no second has more than the rate: evenly spaced, and never within a second
 * of when the one that is `perSecond` requests before it was sent. It may be sent long after it starts, as it may have
 * to wait for a connection. The limit has no clock of its own: every time is given, in milliseconds.
 */
export class RateLimit {
  /** When the last `perSecond` requests were sent, as a ring; infinity for one that is not sent yet. */
  private readonly sentAt: number[]
  private count = 0
  private due = Number.NEGATIVE_INFINITY
  private readonly gap: number

  /** @param perSecond an integer, 1 at least */
  constructor(perSecond: number) {
    this.sentAt = new Array(perSecond).fill(Number.NEGATIVE_INFINITY)
    this.gap = 1000 / (perSecond * AIM)
  }

  /**
   * @returns the milliseconds until the next request may start: 0 if it may now, infinity if another one has to be sent
   *   first
   */
  wait(now: number): number {
    const oldest = this.sentAt[this.next()] ?? now
    return Math.max(0, this.due - now, oldest + WINDOW - now)
  }

  /**
   * A request starts now.
   *
   * @returns its place, for {@link sent}
   */
  start(now: number): number {
    const place = this.next()
    this.sentAt[place] = Number.POSITIVE_INFINITY
    this.count++
    this.due = Math.max(this.due, now - CATCH_UP) + this.gap
    return place
  }

  /** The request at this place is sent now. */
  sent(place: number, now: number): void {
    if (this.sentAt[place] === Number.POSITIVE_INFINITY) this.sentAt[place] = now
  }

  private next(): number {
    return this.count % this.sentAt.length
  }
}
