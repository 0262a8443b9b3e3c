import { EcpayError, type Finding, finding, refuse } from '../findings/findings.js'
import type { Sink } from '../sink.js'
import { type Paint, PLAIN } from './colour.js'
import { labelled } from './label.js'
import { loadKeyReader } from './private-key-forms.js'
import type { Level } from './report.js'
import { Masker, type Secret } from './secrets.js'
import { harmlessJson, screenText } from './terminal-text.js'
import type { Catalogue } from './words/languages.js'
import type { Words } from './words/words.js'

export interface OutputOptions {
  stdout: Sink
  stderr: Sink
  words: Words
  catalogue: Catalogue
  /** JSON output: the result is one JSON document on stdout, an error is one on stderr. */
  json: boolean
  quiet: boolean
  verbose: boolean
  paint: { stdout: Paint; stderr: Paint }
  /** Passes every configured secret to {@link Output.hide}. Nothing is written before it resolves. */
  learnSecrets?: (() => Promise<void>) | undefined
}

/** A text of the result, and whether it is known to contain no secret. */
export interface ResultText {
  /** As bytes only if it is clean. */
  text: string | Uint8Array
  isClean: boolean
}

/** What is said besides the result. */
interface Mention {
  level: Level
  findings: readonly Finding[]
}

/** Longer lines are hard to read, even in a wide terminal. */
const WIDEST = 100

/**
 * Writes all output: the result to stdout, everything about it to stderr. Every secret is masked by value, and
 * characters on which a terminal acts are made visible. The output appears in the order of the calls.
 */
export class Output {
  readonly words: Words
  readonly catalogue: Catalogue
  readonly json: boolean
  readonly verbose: boolean
  readonly paint: { stdout: Paint; stderr: Paint }
  readonly isTerminal: boolean
  /** The width of text: that of the terminal, as far as a line is easy to read. */
  readonly columns: number
  /** The width for tables in the result: that of the terminal; unlimited in a pipe. */
  readonly tableWidth: number
  private readonly masker: Masker
  private readonly options: OutputOptions
  private maskedInResult = 0
  /**
   * With JSON output, notes wait for the end, because an error must be the only document on stderr. It then has the
   * warnings in itself.
   */
  private readonly held: Mention[]
  private learning: Promise<void> | undefined
  /** Sentences are loaded when the first one is needed. Whatever is written meanwhile waits in this queue. */
  private queue: Promise<void> = Promise.resolve()

  constructor(options: OutputOptions, masker = new Masker(), held: Mention[] = []) {
    this.options = options
    this.masker = masker
    this.held = held
    this.words = options.words
    this.catalogue = options.catalogue
    this.json = options.json
    this.verbose = options.verbose
    this.paint = options.paint
    this.isTerminal = options.stdout.isTTY === true
    const { columns = 80 } = options.stdout
    this.columns = Math.min(columns || 80, WIDEST)
    this.tableWidth = this.isTerminal ? columns || 80 : Number.POSITIVE_INFINITY
  }

  /** The same output, with another place for the result. */
  into(stdout: Sink, changes: Partial<Pick<OutputOptions, 'json' | 'quiet' | 'paint'>> = {}): Output {
    return new Output({ ...this.options, ...changes, stdout }, this.masker)
  }

  /** Like {@link into}, for the result of the run itself: an error there has what was warned of here. */
  resultInto(stdout: Sink, paint: OutputOptions['paint']): Output {
    return new Output({ ...this.options, paint, stdout }, this.masker, this.held)
  }

  hide(secrets: readonly Secret[]): void {
    for (const secret of secrets) this.masker.add(secret)
  }

  /** Shows values that are public, also where they are configured as secrets. */
  leave(values: readonly string[]): void {
    this.masker.leave(values)
  }

  /** The masking function, for text that is cut into lines before it is written, or written by others (a spinner). */
  async masking(): Promise<(text: string) => string> {
    await this.learnSecrets()
    return (text) => this.masker.text(text)
  }

  /** The masking function for bytes, given as text in latin1. */
  async maskingBytes(): Promise<(text: string) => string> {
    await this.learnSecrets()
    return (text) => this.masker.latin1(text)
  }

  /** Every secret that is masked, for a thread that finds out which texts contain none. */
  async secrets(): Promise<Secret[]> {
    await this.learnSecrets()
    return this.masker.all
  }

  /** Writes texts of the result. If all contain no secret, they need not wait for secrets that the command does not use. */
  texts(all: readonly ResultText[]): Promise<void> {
    const inOrder = all.every(({ isClean }) => isClean) ? this.inOrder : this.enqueue
    return inOrder.call(this, async () => {
      const before = this.masker.count
      const masked = all.map(({ text, isClean }) =>
        isClean || typeof text !== 'string' ? text : this.masker.text(text)
      )
      this.maskedInResult += this.masker.count - before
      for (const text of masked.length < 2 ? masked : [joined(masked)]) await this.put(text)
    })
  }

  /** Writes a part of the result, as text or bytes. Resolves when the stream has taken it. */
  result(chunk: string | Uint8Array): Promise<void> {
    return this.enqueue(() => {
      const before = this.masker.count
      const masked = typeof chunk === 'string' ? this.masker.text(chunk) : this.masker.bytes(chunk)
      this.maskedInResult += this.masker.count - before
      return this.put(masked)
    })
  }

  /** Writes bytes in chunks. A secret is masked even if it spans two chunks. */
  stream(): { write(chunk: Uint8Array): Promise<void>; end(): Promise<void> } {
    const stream = this.masker.stream()
    const put = (take: () => Uint8Array) =>
      this.enqueue(async () => {
        const before = this.masker.count
        const masked = take()
        this.maskedInResult += this.masker.count - before
        if (masked.length > 0) await this.put(masked)
      })
    return { write: (chunk) => put(() => stream.push(chunk)), end: () => put(() => stream.end()) }
  }

  /** Writes signatures. They contain no secret, so they need not wait for secrets that the command does not use. */
  signatures(text: string): Promise<void> {
    return this.inOrder(() => this.put(text))
  }

  /** Writes the result as one JSON document. */
  document(value: unknown): Promise<void> {
    return this.enqueue(() => {
      const before = this.masker.count
      // Each text is masked separately, because JSON inside a text would get a second level of escapes.
      const text = JSON.stringify(value, (_, one) => this.maskedValue(one), this.isTerminal ? 2 : undefined)
      this.maskedInResult += this.masker.count - before
      return this.put(`${this.isTerminal ? harmlessJson(text) : text}\n`)
    })
  }

  private maskedValue(value: unknown): unknown {
    if (typeof value === 'string') return this.masker.text(value)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [this.masker.text(key), one]))
  }

  /** Writes a note about the result to stderr, folded at words on a terminal. Silent with `--quiet`. */
  note(text: string): void {
    if (!this.options.quiet && !this.json)
      this.enqueue(async () => this.say(await this.folded(this.maskedUnlessOwn(text))))
  }

  /** Like {@link note}, for a text with its own line breaks: a request, an answer, a help page. */
  noteAsIs(text: string): void {
    if (!this.options.quiet && !this.json) this.enqueue(() => this.say(this.maskedUnlessOwn(text)))
  }

  /** Writes fixed sentences of the program. It need not wait for the secrets. */
  noteOwn(text: string): void {
    if (!this.options.quiet && !this.json) this.inOrder(async () => this.say(await this.folded(text)))
  }

  /** Like {@link noteAsIs}, but only with `--verbose`. */
  detail(text: string): void {
    if (this.verbose) this.noteAsIs(text)
  }

  notice(found: Finding): void {
    this.mention('notice', [found])
  }

  /** Warns at once, even with `--json`, because the warning would be useless later. */
  warnAtOnce(found: readonly Finding[]): void {
    if (!this.options.quiet) this.enqueue(() => this.sayFindings('warning', found))
  }

  warn(found: readonly Finding[]): void {
    this.mention('warning', found)
  }

  /** Loads everything for sentences now, for a command that keeps running: later it may be unable to open files. */
  async ready(): Promise<void> {
    await Promise.all([
      import('./report.js'),
      import('./columns.js'),
      import('./masked-finding.js'),
      this.catalogue.findings()
    ])
  }

  /** Reports findings about one line of a stream. With `--quiet`, only errors are reported. */
  atLine(line: number, level: 'error' | 'warning', findings: readonly Finding[]): void {
    if (level === 'error' || !this.options.quiet)
      this.enqueue(() => this.sayFindings(level, findings, this.words.atLine(line)))
  }

  /** Reports the findings that ended the command. It is never silenced. */
  async fail(findings: readonly Finding[]): Promise<void> {
    await this.enqueue(async () => {
      if (!this.json) return this.sayFindings('error', findings)
      const warnings = this.held.splice(0).flatMap((one) => (one.level === 'warning' ? one.findings : []))
      const { errorDocument } = await import('./report.js')
      const words = await this.catalogue.findings()
      const [errors, others] = [await this.masked(findings), await this.masked(warnings)]
      return this.say(harmlessJson(JSON.stringify(errorDocument(errors, words, others))))
    })
  }

  /** Resolves when all output so far is written. */
  written(): Promise<void> {
    return this.queue
  }

  /** Writes notes that were held back, and warns if a secret in the result was masked. */
  async end(): Promise<void> {
    await this.queue
    for (const { level, findings } of this.held.splice(0)) this.enqueue(() => this.sayFindings(level, findings))
    const count = this.maskedInResult
    if (count > 0) this.enqueue(() => this.sayFindings('warning', [finding('secret-masked', { count })]))
    await this.queue
  }

  private mention(level: Level, findings: readonly Finding[]): void {
    if (this.options.quiet || findings.length === 0) return
    if (this.json) this.held.push({ level, findings })
    else this.enqueue(() => this.sayFindings(level, findings))
  }

  private enqueue(write: () => Promise<void>): Promise<void> {
    return this.inOrder(async () => {
      await this.learnSecrets()
      await write()
    })
  }

  private async learnSecrets(): Promise<void> {
    this.learning ??= this.options.learnSecrets?.() ?? Promise.resolve()
    await this.learning
    if (this.masker.hasKey) await loadKeyReader()
  }

  private inOrder(write: () => Promise<void>): Promise<void> {
    const written = this.queue.then(write)
    // An error in writing ends the command, and has to be reported.
    this.queue = written.catch(() => {})
    return written
  }

  private async sayFindings(level: Level, findings: readonly Finding[], prefix = ''): Promise<void> {
    const [{ codeLine, findingLines, readable }, words] = await Promise.all([
      import('./report.js'),
      this.catalogue.findings()
    ])
    const label = this.words.levels[level]
    const { shown, more } = readable(findings)
    const paint = this.paint.stderr
    const lines = [
      ...findingLines(level, label, await this.masked(shown), words, paint),
      ...more.map(([code, count]) => codeLine(level, label, code, this.words.more(count.toLocaleString('en')), paint))
    ].map((line) => prefix + line)
    if (lines.length > 0) await this.say(await this.folded(lines.join('\n'), label))
  }

  /** Folds text on a terminal at words, with continued lines indented by the label. */
  private async folded(masked: string, label = ''): Promise<string> {
    const { isTTY, columns = 80 } = this.options.stderr
    if (!isTTY) return masked
    const { fold } = await import('./columns.js')
    return fold(masked, columns || 80, label && labelled(label, ''))
  }

  /** @throws EcpayError `file-not-writable` */
  private async put(chunk: string | Uint8Array): Promise<void> {
    const reason = await write(this.options.stdout, this.isTerminal ? this.onScreen(chunk) : chunk)
    // A reader that closed the pipe has all that it wants.
    if (reason !== undefined && !GONE.includes(reason)) throw refuse('file-not-writable', { path: 'stdout', reason })
  }

  private onScreen(chunk: string | Uint8Array): string {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    return screenText(text, this.paint.stdout !== PLAIN)
  }

  /** Masks a text, unless it is a fixed sentence of the program. */
  private maskedUnlessOwn(text: string): string {
    return isOwn(text, this.words) ? text : this.masker.text(text)
  }

  private async masked(findings: readonly Finding[]): Promise<Finding[]> {
    const [{ maskedFinding }, words] = await Promise.all([import('./masked-finding.js'), this.catalogue.findings()])
    const hiding = { mask: (text: string) => this.masker.text(text), hidden: this.words.hidden }
    return findings.map((one) => maskedFinding(one, words, hiding))
  }

  /**
   * Writes to stderr. Characters are made visible in a pipe too, because a terminal may show it later (a CI job,
   * `less`). Errors are ignored: the purpose of the command is its result.
   */
  private async say(text: string): Promise<void> {
    await write(this.options.stderr, `${screenText(text, this.paint.stderr !== PLAIN)}\n`)
  }
}

/** Whether it is a fixed sentence of the program, without arguments. */
function isOwn(text: string, words: object): boolean {
  return Object.values(words).some((one) => (typeof one === 'object' ? isOwn(text, one) : one === text))
}

/** Joins neighbouring texts, so that each line is not a write of its own. */
function joined(texts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(texts.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
}

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED']

/** Resolves when the stream has taken the chunk, with the error code if it failed. */
function write(sink: Sink, chunk: string | Uint8Array): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException | null) => resolve(error ? (error.code ?? error.message) : undefined)
    try {
      sink.write(chunk, done)
    } catch (error) {
      if (error instanceof EcpayError) throw error
      // Node writes to files synchronously, and throws if the disk is full.
      done(error as NodeJS.ErrnoException)
    }
  })
}
