import { fstatSync } from 'node:fs'
import { openSink, type Sink } from './sink.js'
import { homeOf } from './start/home.js'
import type { World } from './world.js'

/** The real world. Ctrl-C and a closed pipe both abort its signal. */
export function nodeWorld(process: NodeJS.Process): World {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    const interrupt = () => {
      stop.abort('interrupt')
      // The second one ends the process. Not at once: a prompt's listener takes the signal for its own,
      // and ends the process, when it finds itself alone.
      setImmediate(() => process.off(name, interrupt))
    }
    process.on(name, interrupt)
  }
  let stderr: Sink | undefined
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: directory(process),
    // Without one, what is the user's own would be in the working directory, and only root can write here.
    home: homeOf(process) || '/',
    platform: process.platform,
    // The plural rules load faster than the rest of Intl: one millisecond, where dates take ten.
    locale: () => new Intl.PluralRules().resolvedOptions().locale,
    get stdin() {
      return process.stdin
    },
    // `| head -1` closes the pipe. That is not an error, but nobody reads any more.
    stdout: openSink(process, 'stdout', () => stop.abort('closed')),
    /** Opened only when needed, because most runs write nothing to it. */
    get stderr() {
      stderr ??= openSink(process, 'stderr', () => {})
      return stderr
    },
    get stderrIsTerminal() {
      return isDevice(STDERR) && this.stderr.isTTY === true
    },
    now: () => Date.now(),
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    signal: stop.signal,
    threads: async () => (await import('./node-threads.js')).nodeThreads(process)
  }
}

const STDERR = 2

/** Whether a descriptor is a device. If not, it is not a terminal, and need not be opened to find out. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

/** The working directory. It may be deleted; then only those who need it get an error. */
function directory(process: NodeJS.Process): string {
  try {
    return process.cwd()
  } catch {
    return process.env.PWD ?? '/'
  }
}
