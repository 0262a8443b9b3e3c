import { homedir } from 'node:os'
import type { World } from './commands/command.js'

/** The real world, with Ctrl-C and a closed pipe turned into one abort signal. */
export function nodeWorld(process: NodeJS.Process): World {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort('interrupt'))
  process.once('SIGTERM', () => stop.abort('interrupt'))
  for (const stream of [process.stdout, process.stderr]) {
    // `| head -1` closes the pipe: nothing is wrong, and nobody reads any more.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') stop.abort('closed')
      else throw error
    })
  }
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
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
