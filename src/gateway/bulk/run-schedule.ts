import { setTimeout as sleep } from 'node:timers/promises'
import type { Ending, Schedule, Turn } from './schedule.js'

/**
 * Runs a schedule to its end, or until the signal. Turns that are under way when it comes are waited for.
 *
 * @param ask asks once, and says when the request is sent; if it throws, nothing more is started
 * @throws what the first turn threw, unless the signal is the reason
 */
export async function runSchedule<T>(
  schedule: Schedule<T>,
  ask: (turn: Turn<T>, onSent: () => void) => Promise<Ending>,
  signal: AbortSignal
): Promise<void> {
  let wake = () => {}
  let failed: { error: unknown } | undefined
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    for (;;) {
      const ended = new Promise<void>((resolve) => {
        wake = resolve
      })
      const step = schedule.step(performance.now())
      if (step === 'done') break
      if (step === 'busy') await ended
      else if ('wait' in step) await pause(step.wait, ended)
      else
        void ask(step.start, () => {
          schedule.sent(step.start, performance.now())
          wake()
        })
          .catch((error): Ending => {
            failed ??= { error }
            schedule.stop()
            return 'failed'
          })
          .then((ending) => {
            schedule.end(step.start, ending, performance.now())
            wake()
          })
    }
    if (failed && !signal.aborted) throw failed.error
  } finally {
    signal.removeEventListener('abort', stop)
  }

  function stop(): void {
    schedule.stop()
    wake()
  }
}

/** Waits for a time, or until something has ended. */
async function pause(milliseconds: number, ended: Promise<void>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {}), ended])
  timer.abort()
}
