import { randomBytes } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { main } from '../../src/cli.js'
import type { World } from '../../src/world.js'
import { type Place, place } from '../config/place.js'

/** A stream that keeps what is written, and may pass for a terminal of 80 columns. */
class Screen extends Writable {
  readonly columns = 80
  readonly isTTY: boolean
  private readonly chunks: Buffer[] = []
  private readonly both: Buffer[]
  /** Called with everything that is on the screen so far. */
  onText: (text: string) => void = () => {}

  /** @param both what is written to all streams, in order */
  constructor(isTTY: boolean, both: Buffer[]) {
    super()
    this.isTTY = isTTY
    this.both = both
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk)
    this.both.push(chunk)
    this.onText(this.text)
    done()
  }

  /** As with the process's own streams, a pipe into it does not end it. */
  override end(): this {
    return this
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString()
  }

  // What a spinner asks of a terminal once it turns, as it does where a command takes long.
  cursorTo(column: number): void {
    this.write(`\x1b[${column + 1}G`)
  }

  moveCursor(_columns: number, rows: number): void {
    this.write(`\x1b[${Math.abs(rows)}A`)
  }

  clearLine(): void {
    this.write('\x1b[K')
  }
}

/** What a run of the program in this process left behind. */
export interface Ran {
  exit: number
  stdout: string
  stderr: string
  /** Both, as they come on a screen. */
  both: string
  /** The codes that stderr names, in order. */
  codes: string[]
}

export interface RunOptions {
  /** Where it runs; an empty project by default. */
  here?: Place
  env?: Record<string, string>
  stdin?: string | Uint8Array
  /** stdin, stdout and stderr are terminals; what is typed when which question is on the screen. */
  terminal?: boolean
  answers?: readonly (readonly [question: string, typed: string])[]
  /** Unix time in milliseconds, or a clock that gives it. */
  now?: number | (() => number)
  signal?: AbortSignal
  /** Told what a stream has got so far; not where `answers` are typed. */
  onOutput?: (text: string) => void
  platform?: string
  /** What the system says of its language. */
  locale?: string
}

/** Runs the program in this process, in a world of its own. */
export async function run(argv: string | readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { here = place(), env = {}, terminal = false, now } = options
  const both: Buffer[] = []
  const stdout = new Screen(terminal, both)
  const stderr = new Screen(terminal, both)
  const world: World = {
    argv: typeof argv === 'string' ? argv.split(' ').filter((word) => word !== '') : argv,
    env: { ECPAY_STATE_DIR: here.path('../state'), ...here.env, ...env },
    cwd: here.cwd,
    home: here.home,
    platform: options.platform ?? here.platform,
    locale: () => options.locale,
    stdin: terminal ? keyboard(stderr, options.answers ?? []) : pipe(options.stdin ?? ''),
    stdout,
    stderr,
    stderrIsTerminal: terminal,
    now: typeof now === 'function' ? now : () => now ?? Date.now(),
    random: (size) => randomBytes(size),
    signal: options.signal ?? new AbortController().signal
  }
  if (options.onOutput && !options.answers) stdout.onText = stderr.onText = options.onOutput
  const exit = await main(world)
  const all = Buffer.concat(both).toString()
  return { exit, stdout: stdout.text, stderr: stderr.text, both: all, codes: codesIn(stderr.text) }
}

function pipe(content: string | Uint8Array): World['stdin'] {
  return Readable.from(content.length > 0 ? [Buffer.from(content)] : [])
}

/** A terminal's input: each answer is typed when its question has appeared. */
function keyboard(screen: Screen, answers: readonly (readonly [string, string])[]): World['stdin'] {
  const keys = new Readable({ read() {} })
  const waiting = [...answers]
  let seen = 0
  screen.onText = (text) => {
    const next = waiting[0]
    const at = next ? text.indexOf(next[0], seen) : -1
    if (!next || at < 0) return
    seen = at + next[0].length
    waiting.shift()
    setImmediate(() => keys.push(next[1]))
  }
  return Object.assign(keys, { isTTY: true })
}

/** The codes of errors, warnings and notices in what was said, as text or as one JSON document. */
function codesIn(stderr: string): string[] {
  const lines = stderr.split('\n')
  const document = lines.find((line) => line.startsWith('{"error":'))
  // On a terminal a line goes on behind the label.
  const unfolded = stderr.replace(/\n {6,}(?=\S)/g, ' ')
  const said = [
    ...unfolded.matchAll(/^(?:.{0,20}?)(?:error:|warning:|note:|错误：|警告：|提示：).*\(([a-z0-9-]+)\)\S*$/gm)
  ]
  const spoken = said.map(([, code = '']) => code)
  if (!document) return spoken
  const { error } = JSON.parse(document)
  return [...(error.problems ?? [error]).map(({ code }: { code: string }) => code), ...spoken]
}
