import { type Finding, finding } from '../protocol/findings.js'
import type { Paint } from './colour.js'
import { errorDocument, findingLines } from './report.js'
import { Masker, type Secret } from './secrets.js'
import type { Words } from './words/words.js'

/** A stream as this tool writes to it. */
export interface Sink {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean
}

export interface OutputOptions {
  stdout: Sink
  stderr: Sink
  words: Words
  /** Machine output: stdout is one JSON document, an error is one JSON document on stderr. */
  json: boolean
  quiet: boolean
  verbose: boolean
  paint: { stdout: Paint; stderr: Paint }
}

/**
 * The one place that writes: the result to stdout, everything said about it to stderr,
 * with every secret masked by value.
 */
export class Output {
  readonly words: Words
  readonly json: boolean
  readonly verbose: boolean
  readonly paint: { stdout: Paint; stderr: Paint }
  readonly isTerminal: boolean
  readonly columns: number
  private readonly masker = new Masker()
  private readonly options: OutputOptions
  private maskedInResult = 0
  /** In machine output notes wait for the end: an error must be the only document on stderr. */
  private waiting: { level: 'warning' | 'notice'; found: Finding }[] = []

  constructor(options: OutputOptions) {
    this.options = options
    this.words = options.words
    this.json = options.json
    this.verbose = options.verbose
    this.paint = options.paint
    this.isTerminal = options.stdout.isTTY === true
    this.columns = options.stdout.columns ?? 80
  }

  hide(secrets: readonly Secret[]): void {
    for (const secret of secrets) this.masker.add(secret)
  }

  /** Writes a part of the result, text or bytes as they are. Resolves when the stream took it. */
  result(chunk: string | Uint8Array): Promise<void> {
    const before = this.masker.count
    const masked = typeof chunk === 'string' ? this.masker.text(chunk) : this.masker.bytes(chunk)
    this.maskedInResult += this.masker.count - before
    return write(this.options.stdout, masked)
  }

  /** Writes the result as one JSON document. */
  document(value: unknown): Promise<void> {
    return this.result(`${JSON.stringify(value, null, this.isTerminal ? 2 : undefined)}\n`)
  }

  /** Says something about the result on stderr; `--quiet` silences it. */
  note(text: string): void {
    if (!this.options.quiet && !this.json) this.say(text)
  }

  /** As {@link note}, only with `--verbose`. */
  detail(text: string): void {
    if (this.verbose) this.note(text)
  }

  notice(found: Finding): void {
    this.mention('notice', found)
  }

  warn(found: readonly Finding[]): void {
    for (const one of found) this.mention('warning', one)
  }

  /** Reports on one line of a stream that goes on; `--quiet` leaves the errors. */
  atLine(line: number, level: 'error' | 'warning', findings: readonly Finding[]): void {
    if (level === 'warning' && this.options.quiet) return
    for (const one of findings)
      this.say(`${this.words.atLine(line)}${findingLines(level, one, this.words, this.paint.stderr)}`)
  }

  /** Reports what ended the command: never silenced. */
  fail(findings: readonly Finding[]): void {
    if (this.json) {
      this.say(JSON.stringify(errorDocument(findings, this.words)))
      this.waiting = []
      return
    }
    this.flush()
    for (const one of findings) this.say(findingLines('error', one, this.words, this.paint.stderr))
  }

  /** Writes what waited, and says when a secret had to be masked in a result. */
  end(): void {
    if (this.maskedInResult > 0) this.warn([finding('secret-masked', { count: this.maskedInResult })])
    this.flush()
  }

  private mention(level: 'warning' | 'notice', found: Finding): void {
    if (this.options.quiet) return
    if (this.json) this.waiting.push({ level, found })
    else this.say(findingLines(level, found, this.words, this.paint.stderr))
  }

  private flush(): void {
    for (const { level, found } of this.waiting.splice(0))
      this.say(findingLines(level, found, this.words, this.paint.stderr))
  }

  private say(text: string): void {
    void write(this.options.stderr, this.masker.text(`${text}\n`))
  }
}

function write(sink: Sink, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    sink.write(chunk, () => resolve())
  })
}
