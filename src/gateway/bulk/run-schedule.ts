import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'
import type { Ending, Schedule, Turn } from './schedule.js'

/** How a turn is asked, as it comes to it. */
export interface Asking {
  /** Resolves when the prepared request may be sent; with false if it is not to be sent any more. */
  maySend(): Promise<boolean>
  onSent(): void
}

/**
 * Runs a schedule to its end, or until the signal. Requests that are sent when it comes are waited for.
 *
 * @param ask prepares a request, waits until it may be sent, and sends it once; if it throws, nothing more is started.
 *   What it returns for a turn that was not to be sent does not count
 * @throws what the first turn threw, unless the signal is the reason
 */
export async function runSchedule<T>(
  schedule: Schedule<T>,
  ask: (turn: Turn<T>, asking: Asking) => Promise<Ending>,
  signal: AbortSignal
): Promise<void> {
  let wake = () => {}
  let failed: { error: unknown } | undefined
  const waiting = new Map<Turn<T>, (maySend: boolean) => void>()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => {
        wake = resolve
      })
      const step = schedule.step(performance.now())
      if (step === 'done') break
      if (step === 'busy') await told
      else if ('wait' in step) await pause(step.wait, told)
      else if ('prepare' in step) void start(step.prepare)
      else if ('forget' in step) release(step.forget, false)
      else {
        release(step.send, true)
        // It goes out before another one is prepared.
        await immediate()
      }
    }
    if (failed && !signal.aborted) throw failed.error
  } finally {
    signal.removeEventListener('abort', stop)
  }

  function release(turn: Turn<T>, maySend: boolean): void {
    waiting.get(turn)?.(maySend)
    waiting.delete(turn)
  }

  async function start(turn: Turn<T>): Promise<void> {
    let isForgotten = false
    const asking: Asking = {
      async maySend() {
        const permission = new Promise<boolean>((resolve) => waiting.set(turn, resolve))
        schedule.prepared(turn)
        wake()
        const maySend = await permission
        isForgotten = !maySend
        return maySend
      },
      onSent() {
        schedule.sent(turn, performance.now())
        wake()
      }
    }
    const ending = await ask(turn, asking).catch((error): Ending => {
      failed ??= { error }
      schedule.stop()
      return 'failed'
    })
    if (!isForgotten) schedule.end(turn, ending, performance.now())
    wake()
  }

  function stop(): void {
    schedule.stop()
    wake()
  }
}

/** Waits for a time, or until it is told. */
async function pause(milliseconds: number, told: Promise<void>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {}), told])
  timer.abort()
}
