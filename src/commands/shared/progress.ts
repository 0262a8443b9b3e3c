import { visibleLine } from '../../output/terminal-text.js'
import type { Context } from './command.js'

/** Something that says what is going on while it goes on. */
export interface Progress {
  say(text: string): void
  stop(): void
}

/** A spinner on a terminal that takes its colours and movements; nothing elsewhere. */
export async function startSpinner({ world, out, flags }: Context): Promise<Progress | undefined> {
  const { env, stderr } = world
  const quiet = out.json || flags.quiet
  if (quiet || !stderr.isTTY || flags.color === false || env.TERM === 'dumb' || env.CI) return undefined
  const { default: yoctoSpinner } = await import('yocto-spinner')
  const mask = await out.masking()
  // What is still on its way to the screen would be written into the spinner's line.
  await out.written()
  const spinner = yoctoSpinner({ handleSignals: false, stream: stderr as NodeJS.WriteStream }).start()
  return {
    say(text) {
      spinner.text = visibleLine(mask(text))
    },
    stop: () => spinner.stop()
  }
}
