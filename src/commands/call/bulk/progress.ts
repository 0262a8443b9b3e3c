import type { Context } from '../../shared/command.js'
import { startSpinner } from '../../shared/progress.js'
import { progressText, type SoFar } from './summary.js'

/** The progress of a list. */
export interface Progress {
  /** Shows the number of answers so far, with those before this run. */
  count(answered: number): void
  soFar(): SoFar
  stop(): void
}

/** In milliseconds: it is shown so often. */
const SHOWN = 100

/** Shows the progress of a list on a terminal. */
export async function startProgress(
  context: Context,
  { total, before }: Pick<SoFar, 'total' | 'before'>
): Promise<Progress> {
  const spinner = await startSpinner(context)
  const started = performance.now()
  let answered = before
  let shown = Number.NEGATIVE_INFINITY
  const soFar = () => ({ total, before, answered, seconds: (performance.now() - started) / 1000 })
  const count = (now: number) => {
    answered = now
    if (!spinner || performance.now() - shown < SHOWN) return
    shown = performance.now()
    spinner.say(progressText(soFar(), context.words.bulk))
  }
  count(before)
  return { count, soFar, stop: () => spinner?.stop() }
}
