import type { Sink } from './sink.js'

/** The part of the world that the servers of this program take. */
export interface Outside {
  /** Unix time in milliseconds. */
  now(): number
  /** Cryptographically strong bytes. */
  random(size: number): Uint8Array
  /** What the waits of the platform are multiplied by: for a result, and between deliveries. 1 when absent. */
  timeScale?: number
}

/** The world a command runs in: everything outside the program, so that tests can bring their own. */
export interface World extends Outside {
  /** What stands behind the program's name. */
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  home: string
  platform: string
  /** The language that the system is set to, where no variable of the environment says one: `zh-CN`. */
  locale(): string | undefined
  stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  stdout: Sink
  stderr: Sink
  /** Asked without opening stderr, which most runs have no use for. */
  stderrIsTerminal: boolean
  /** Aborted on Ctrl-C and when stdout is closed. */
  signal: AbortSignal
}
