import { patiently } from '../../database/lock.js'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import { type Attempt, attemptDelivery, type Post } from '../../protocol/callback/delivery.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { Store } from '../store/store.js'
import type { Due } from '../store/stored.js'
import { type AttemptOutcome, type ReservedAttempt, recordAttempt, reserveAttempt } from './callback-attempts.js'

/** A log entry about a callback. */
export interface CallbackEntry {
  /** Unix time in milliseconds. */
  time: number
  /** The type of the callback. */
  callback: string
  /** The number of the record that it is about. */
  number: string
  /** The result that it reports. */
  result: string
  /** The notify_url of the request. */
  url: string
  /** Absent if there is no address to call. */
  delivery?: Attempt
}

export interface CallbackOptions {
  /** Makes the function that posts a callback with its headers. */
  post(callback: Pick<CallbackPost, 'contentType' | 'headers' | 'needs'>): Post
  log(entry: CallbackEntry): void
  /** Called when something prevents sending: at once, then once a minute while it lasts. Sending is tried again. */
  onProblem(problem: Finding): void
}

export interface Callbacks {
  /** Checks at once what is due, because something may have been accepted. */
  look(): void
  /** Stops sending soon. Callbacks that were not delivered stay for the next start. */
  close(): Promise<void>
}

type Surroundings = CallbackOptions & Outside & { store: Store; keys: GatewayKeys }

const MINUTE = 60_000
/** The most callbacks to send at the same time. */
const MOST = 16
/** How often to look for results of other processes, in milliseconds: they may also set the clock. */
const LOOK = 500
/** The milliseconds that a delivery may still take when the gateway closes. */
const GRACE = 1000

/**
 * Sends the callbacks of results when they are due, by the schedule of the platform, until it is closed. The store has
 * the progress of each: only one of several processes sends it, and another one continues what a process left.
 */
export function startCallbacks(given: Surroundings): Callbacks {
  const { store, now } = given
  const options = { ...given, onProblem: seldom(given) }
  const started = now()
  const stop = new AbortController()
  const running = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let closing: Promise<unknown> | undefined

  const look = (): void => {
    clearTimeout(timer)
    if (closing) return
    const time = now()
    let next = time + LOOK
    for (const due of guarded(options, () => store.callbacks(time)) ?? []) {
      if (due.at <= time) begin(due)
      else next = Math.min(next, due.at)
    }
    timer = setTimeout(look, next - time)
  }
  const begin = (due: Due): void => {
    const key = `${due.kind}/${due.number}`
    if (running.has(key) || running.size >= MOST) return
    const reserve = () => (closing ? undefined : reserveAttempt(store, due, options.keys, options))
    const work = send(options, due, started, stop.signal, reserve).then((wasSent) => {
      running.delete(key)
      if (wasSent) look()
    })
    running.set(key, work)
  }
  look()
  return {
    look,
    async close() {
      closing = Promise.all(running.values())
      clearTimeout(timer)
      const cut = setTimeout(() => stop.abort(), GRACE)
      await closing
      clearTimeout(cut)
    }
  }
}

/**
 * @param reserve reserves the attempt, unless the gateway closed while it waited for another process
 * @returns whether it had an effect
 */
async function send(
  options: Surroundings,
  due: Due,
  started: number,
  signal: AbortSignal,
  reserve: () => ReservedAttempt | undefined
): Promise<boolean> {
  try {
    const reserved = await patiently(reserve)
    if (reserved?.post) await attempt(options, reserved, reserved.post, signal)
    // Callbacks that became due while no gateway ran are not logged.
    else if (reserved?.type !== undefined && due.at >= started) options.log(entryOf(options, reserved))
    return reserved !== undefined
  } catch (error) {
    options.onProblem(problemIn(error))
    return false
  }
}

async function attempt(
  options: Surroundings,
  reserved: ReservedAttempt,
  callback: CallbackPost,
  signal: AbortSignal
): Promise<void> {
  const { store, now, log, post, timeScale = 1 } = options
  const { url, schedule } = reserved
  const { body, needs } = callback
  const answered = await attemptDelivery({ url, body, needs, signal, post: post(callback) }).catch((error) => {
    if (!signal.aborted) throw error
  })
  const record = (outcome: Omit<AttemptOutcome, 'now'>) =>
    patiently(() => recordAttempt(store, reserved, { ...outcome, now: now() }))
  if (!answered) return record({ attempts: reserved.attempts, next_at: now() })
  const number = reserved.attempts + 1
  const waitSeconds = answered.problem ? schedule[number - 1] : undefined
  const after = schedule[number - 1]
  const retry_at = after === undefined ? undefined : now() + after * 1000 * timeScale
  if (answered.problem) await record({ attempts: number, next_at: retry_at })
  else await record({ attempts: number, retry_at, answer: answered.answer ?? '' })
  const delivery: Attempt = {
    attempt: number,
    of: schedule.length + 1,
    delivered: answered.problem === undefined,
    ...answered,
    ...(waitSeconds !== undefined && { waitSeconds })
  }
  log({ ...entryOf(options, reserved), delivery })
}

function entryOf({ now }: Surroundings, { due, type = due.kind, result, url }: ReservedAttempt): CallbackEntry {
  return { time: now(), callback: type, number: due.number, result, url }
}

/** Reports the same problem only once a minute, because due callbacks are checked every second. */
function seldom({ onProblem, now }: Surroundings): CallbackOptions['onProblem'] {
  const lastSaid = new Map<string, number>()
  return (problem) => {
    const text = JSON.stringify(problem)
    const since = now() - (lastSaid.get(text) ?? Number.NEGATIVE_INFINITY)
    if (since >= 0 && since < MINUTE) return
    lastSaid.set(text, now())
    onProblem(problem)
  }
}

function guarded<R>({ onProblem }: CallbackOptions, work: () => R): R | undefined {
  try {
    return work()
  } catch (error) {
    onProblem(problemIn(error))
    return undefined
  }
}

function problemIn(error: unknown): Finding {
  const [problem] = error instanceof EcpayError ? error.findings : []
  return problem ?? finding('internal-error', { reason: error instanceof Error ? error.message : String(error) })
}
