import type { Exchange } from './entry.js'

/** What is not genuine can come from anybody, in any number: so many a day are kept whole, and so many after them. */
const WHOLE = 200
const SHORT = 200
/** How many a day come into the journal. */
export const MOST_STRANGERS = WHOLE + SHORT
/** In bytes: a larger body is none of a callback. */
const LARGEST = 16 * 1024
const DAY = 86_400_000

/**
 * Lets so little a day of what strangers send into the journal that it cannot push out what is genuine: within the 30
 * days about half of the journal.
 */
export class Strangers {
  private day = 0
  private count = 0
  private bytes = 0
  private readonly most: number
  private readonly onFull: () => void

  /**
   * @param size the size of the journal in bytes
   * @param onFull called once a day, for the first that is not kept
   */
  constructor(size: number, onFull: () => void = () => {}) {
    this.most = size / 64
    this.onFull = onFull
  }

  /** The exchange as far as it may be kept: whole, without headers and bodies, or not at all. */
  admitted(exchange: Exchange): Exchange | undefined {
    const day = Math.floor(exchange.at / DAY)
    if (day > this.day) [this.day, this.count, this.bytes] = [day, 0, 0]
    if (++this.count > MOST_STRANGERS) {
      if (this.count === MOST_STRANGERS + 1) this.onFull()
      return undefined
    }
    const { length } = exchange.body
    const bytes = length > LARGEST ? Number.POSITIVE_INFINITY : bytesOf(exchange)
    if (this.count > WHOLE || this.bytes + bytes > this.most) return shortened(exchange)
    this.bytes += bytes
    return exchange
  }
}

/** The bytes in the file, where a control character takes more than one. */
function bytesOf({ url, headers, body, answer }: Exchange): number {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString()
  return Buffer.byteLength(JSON.stringify([url, [...headers], text, String(answer?.body ?? '')]))
}

function shortened({ body, answer, ...exchange }: Exchange): Exchange {
  return {
    ...exchange,
    url: exchange.url.replace(/[?#].*$/s, '').slice(0, 200),
    ...{ headers: [], body: '', bodySize: Buffer.byteLength(body) },
    ...(answer && { answer: { status: answer.status, headers: [], body: '' } })
  }
}
