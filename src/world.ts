import type { Sink } from './sink.js'

/** The part of the world that the servers of this program use. */
export interface Outside {
  /** Unix time in milliseconds. */
  now(): number
  /** Cryptographically strong bytes. */
  random(size: number): Uint8Array
  /** A factor for the waits of the platform: for a result, and between deliveries. 1 if absent. */
  timeScale?: number
  /**
   * The real time, where `now` is a clock that was set: what is sent carries it, because whoever receives it compares it
   * with a clock of their own. `now` if absent.
   */
  realNow?(): number
}

/** Everything outside the program that a command uses, so that tests can bring their own. */
export interface World extends Outside {
  /** The arguments after the name of the program. */
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  home: string
  platform: string
  /** The language of the system, like `zh-CN`, for when no environment variable has one. */
  locale(): string | undefined
  stdin: NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?(isRaw: boolean): unknown }
  stdout: Sink
  stderr: Sink
  /** Known without opening stderr, which most runs do not use. */
  stderrIsTerminal: boolean
  /** Aborted by Ctrl-C, and when stdout is closed. */
  signal: AbortSignal
  /** The environments to which calls may go, besides this machine; any if absent. */
  sends?: readonly string[]
  /** Absent where there is one thread. */
  threads?(): Promise<Threads>
}

/** Threads of this program beside the first one. */
export interface Threads {
  /** How many there are processors for. */
  count: number
  /** @param job see `src/commands/bulk/tasks.ts` */
  start(job: object): Thread
}

export interface Thread {
  /**
   * Hands a message over. The answers come in the order of the messages.
   *
   * @param transferred memory that belongs to the thread from now on
   */
  ask(message: object, transferred: readonly ArrayBuffer[]): Promise<unknown>
  /** Ends it, whatever it is doing. */
  end(): void
}
