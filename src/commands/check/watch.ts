import { relative } from 'node:path'
import { EcpayError, refuse } from '../../findings/findings.js'
import type { Context } from '../shared/command.js'
import { type ExitCode, exitOf } from '../shared/exit.js'
import { reportsFor } from '../shared/reporters.js'
import { printResult } from '../shared/result.js'
import { runSuites, type SuiteValues } from './run-suites.js'
import { SeenFiles } from './seen-files.js'

/** Clears the screen and what was scrolled out of it. */
const CLEAR = '\u001b[H\u001b[2J\u001b[3J'

/**
 * Runs suites again whenever something on which they depend has changed. On a terminal, keys run them again and quit.
 *
 * @returns the exit code of the last run
 * @throws EcpayError `interrupted`
 */
export async function watchSuites(context: Context, values: SuiteValues): Promise<ExitCode> {
  const { world, out, flags } = context
  const { watch } = await out.catalogue.check()
  const { paths } = reportsFor(context, values.reporter)
  const keys = openKeys(context)
  const signal = AbortSignal.any([world.signal, keys.interrupted])
  const isScreen = out.isTerminal && !flags.json && world.env.TERM !== 'dumb'
  try {
    for (;;) {
      const seen = new SeenFiles(paths)
      const exit = await runOnce({ ...context, world: { ...world, signal } }, values, seen)
      if (keys.interrupted.aborted) throw refuse('interrupted')
      world.signal.throwIfAborted()
      out.note(keys.areRead ? watch.waitingForKeys : watch.waiting)
      await out.written()
      const waited = new AbortController()
      const key = keys.next()
      const changed = seen.change(AbortSignal.any([signal, waited.signal]))
      const next = await Promise.race([key, changed])
      waited.abort()
      if (next === 'quit') return exit
      if (keys.interrupted.aborted) throw refuse('interrupted')
      world.signal.throwIfAborted()
      if (isScreen) world.stdout.write(CLEAR)
      const path = await changed
      if (path !== undefined) out.note(watch.changed(relative(world.cwd, path) || '.'))
      await out.written()
    }
  } finally {
    keys.close()
  }
}

/** Runs once, and reports what ends the run as the program does at its end. */
async function runOnce(context: Context, values: SuiteValues, seen: SeenFiles): Promise<ExitCode> {
  // What is held back until the end of a run, and the secrets of a changed configuration, are those of this run.
  const out = context.out.into(context.world.stdout)
  try {
    return await printResult(
      { ...context, out },
      await runSuites({ ...context, out }, values, (path) => seen.add(path))
    )
  } catch (error) {
    if (context.world.signal.aborted) return 0
    if (!(error instanceof EcpayError)) throw error
    await out.fail(error.findings)
    return await exitOf(error)
  } finally {
    await out.end()
  }
}

type Wish = 'again' | 'quit'

/** As in other programs that watch. */
const KEYS: Readonly<Record<string, Wish>> = { '\r': 'again', '\n': 'again', q: 'quit', '\u0004': 'quit' }

interface Keys {
  areRead: boolean
  /** Aborted by Ctrl-C, which is a key like any other while keys are read one by one. */
  interrupted: AbortSignal
  /** Resolves with the next wish, or that of a key pressed during the run. */
  next(): Promise<Wish>
  close(): void
}

/** Reads keys one by one if there is a terminal on both sides. */
function openKeys({ world: { stdin }, out, flags }: Context): Keys {
  const stop = new AbortController()
  let pressed: Wish | undefined
  let wake: (wish: Wish) => void = () => {}
  const onData = (chunk: Uint8Array | string) => {
    for (const key of chunk.toString()) {
      if (key === '\u0003') stop.abort()
      pressed = KEYS[key] ?? pressed
    }
    if (pressed) wake(pressed)
  }
  const areRead = stdin.isTTY === true && out.isTerminal && !flags.json
  if (areRead) {
    stdin.setRawMode?.(true)
    stdin.on('data', onData)
  }
  return {
    areRead,
    interrupted: stop.signal,
    next: () =>
      new Promise((resolve) => {
        wake = (wish) => {
          pressed = undefined
          resolve(wish)
        }
        if (pressed) wake(pressed)
      }),
    close() {
      if (!areRead) return
      stdin.off('data', onData)
      stdin.setRawMode?.(false)
      stdin.pause()
    }
  }
}
