import { visibleLine } from '../../output/terminal-text.js'
import type { Context } from './command.js'

/** Shows the progress of work. */
export interface Progress {
  say(text: string): void
  stop(): void
}

/** Starts a spinner, if the terminal supports colours and cursor movement. */
export async function startSpinner({ world, out, flags }: Context): Promise<Progress | undefined> {
  const { env, stderr } = world
  const quiet = out.json || flags.quiet
  if (quiet || !stderr.isTTY || flags.color === false || env.TERM === 'dumb' || env.CI) return undefined
  const { default: yoctoSpinner } = await import('yocto-spinner')
  const mask = await out.masking()
  // Pending output would be written into the line of the spinner.
  await out.written()
  const spinner = yoctoSpinner({ handleSignals: false, stream: stderr as NodeJS.WriteStream }).start()
  return {
    say(text) {
      spinner.text = visibleLine(mask(text))
    },
    stop: () => spinner.stop()
  }
}
