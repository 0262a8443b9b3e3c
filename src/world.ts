import { homedir } from 'node:os'
import type { World } from './commands/shared/command.js'

/** The real world, with Ctrl-C and a closed pipe turned into one abort signal. */
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
  // `| head -1` closes the pipe: nothing is wrong, and nobody reads any more.
  onClosed(process.stdout, () => stop.abort('closed'))
  // What is said about the result is not what the command is for.
  onClosed(process.stderr, () => {})
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: directory(process),
    home: homedir(),
    platform: process.platform,
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    signal: stop.signal
  }
}

/** A shell can stand in a directory that was deleted: what is not there is then missed by those who need it. */
function directory(process: NodeJS.Process): string {
  try {
    return process.cwd()
  } catch {
    return process.env.PWD ?? '/'
  }
}

/** Whoever writes learns of everything else that happens to a stream. */
function onClosed(stream: NodeJS.WriteStream, react: () => void): void {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') react()
  })
}
