import { Failure, type Finding, finding } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import { type Outcome, RESULT_TIME } from '../life-cycle/results.js'
import { patiently } from '../store/lock.js'
import type { Due, ResultKind, Store } from '../store/store.js'
import { endTurn, type Turn, takeTurn } from './callback-turns.js'
import { type Attempt, attemptDelivery, type Post, RETRY_SECONDS } from './delivery.js'
import { isCalledBack } from './result-callback.js'

/** One line about a callback. */
export interface CallbackEntry {
  /** Unix time in milliseconds. */
  time: number
  callback: ResultKind
  number: string
  result: Outcome['status']
  /** The notify_url of the request. */
  url: string
  /** Absent when there is nobody to call. */
  delivery?: Attempt
}

export interface CallbackOptions {
  post: Post
  log(entry: CallbackEntry): void
  /** Told what keeps callbacks from being sent: at once, and while it lasts once a minute. They are looked at again. */
  onProblem(problem: Finding): void
}

export interface Callbacks {
  /** Looks at once what is due: something may have been accepted. */
  look(): void
  /** Ends what is being sent, soon; what is not delivered stays for the next start. */
  close(): Promise<void>
}

type Surroundings = CallbackOptions & Outside & { store: Store; keys: GatewayKeys }

const MINUTE = 60_000
/** So many at once; the others wait their turn. */
const MOST = 16
/** What another process accepts has its result after this time at the earliest: nobody has to look more often. */
const LOOK = RESULT_TIME
/** What is being sent when the gateway closes may take so many milliseconds more. */
const GRACE = 1000

/**
 * Sends the callbacks of results as they come due, by the schedule of the platform, until it is closed. How far
 * each is stands in the store: of several processes one sends it, and what one has left the next takes up.
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
    const take = () => (closing ? undefined : takeTurn(store, due, options.keys, options))
    const work = send(options, due, started, stop.signal, take).then((wasSent) => {
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
 * @param take takes the turn, unless the gateway closed while it waited for another process
 * @returns whether anything came of it
 */
async function send(
  options: Surroundings,
  due: Due,
  started: number,
  signal: AbortSignal,
  take: () => Turn | undefined
): Promise<boolean> {
  try {
    const turn = await patiently(take)
    if (turn?.body) await attempt(options, turn, signal)
    // What came due while nobody served is no news.
    else if (turn && due.at >= started && isCalledBack(due.kind)) options.log(entryOf(options, turn))
    return turn !== undefined
  } catch (error) {
    options.onProblem(problemIn(error))
    return false
  }
}

async function attempt(options: Surroundings, turn: Turn, signal: AbortSignal): Promise<void> {
  const { store, now, log, post, timeScale = 1 } = options
  const { url, body } = turn
  const came = await attemptDelivery({ url, body, signal, post }).catch((error) => {
    if (!signal.aborted) throw error
  })
  if (!came) return patiently(() => endTurn(store, turn, turn.attempts, now()))
  const number = turn.attempts + 1
  const waitSeconds = came.problem ? RETRY_SECONDS[number - 1] : undefined
  const next = waitSeconds === undefined ? undefined : now() + waitSeconds * 1000 * timeScale
  await patiently(() => endTurn(store, turn, number, next))
  const delivery: Attempt = {
    attempt: number,
    of: RETRY_SECONDS.length + 1,
    delivered: came.problem === undefined,
    ...came,
    ...(waitSeconds !== undefined && { waitSeconds })
  }
  log({ ...entryOf(options, turn), delivery })
}

function entryOf({ now }: Surroundings, { due, result, url }: Turn): CallbackEntry {
  return { time: now(), callback: due.kind, number: due.number, result, url }
}

/** Tells the same problem once a minute: what is due is looked at every second. */
function seldom({ onProblem, now }: Surroundings): CallbackOptions['onProblem'] {
  const told = new Map<string, number>()
  return (problem) => {
    const text = JSON.stringify(problem)
    const since = now() - (told.get(text) ?? Number.NEGATIVE_INFINITY)
    if (since >= 0 && since < MINUTE) return
    told.set(text, now())
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
  const [problem] = error instanceof Failure ? error.findings : []
  return problem ?? finding('internal-error', { reason: error instanceof Error ? error.message : String(error) })
}
