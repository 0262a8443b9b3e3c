import { EcpayError, type Finding, finding, refuse } from '../findings/findings.js'
import type { Sink } from '../sink.js'
import { type Paint, PLAIN } from './colour.js'
import { labelled } from './label.js'
import { Masker, type Secret } from './secrets.js'
import { harmlessJson, screenText } from './terminal-text.js'
import type { Catalogue } from './words/languages.js'
import type { Words } from './words/words.js'

export interface OutputOptions {
  stdout: Sink
  stderr: Sink
  words: Words
  catalogue: Catalogue
  /** Machine output: stdout is one JSON document, an error is one JSON document on stderr. */
  json: boolean
  quiet: boolean
  verbose: boolean
  paint: { stdout: Paint; stderr: Paint }
  /** Makes every configured secret known to {@link Output.hide}; waited for before the first word is written. */
  learnSecrets?: (() => Promise<void>) | undefined
}

type Level = 'error' | 'warning' | 'notice'

/**
 * The one place that writes: the result to stdout, everything said about it to stderr,
 * with every secret masked by value, and nothing in it that a terminal acts on. What is written appears in the order
 * of the calls.
 */
export class Output {
  readonly words: Words
  readonly catalogue: Catalogue
  readonly json: boolean
  readonly verbose: boolean
  readonly paint: { stdout: Paint; stderr: Paint }
  readonly isTerminal: boolean
  readonly columns: number
  /** What a table of the result has to fit into: the terminal; in a pipe nothing is cut. */
  readonly tableWidth: number
  private readonly masker: Masker
  private readonly options: OutputOptions
  private maskedInResult = 0
  /** In machine output notes wait for the end: an error must be the only document on stderr. */
  private held: (() => Promise<void>)[] = []
  private learning: Promise<void> | undefined
  /** Sentences are loaded when the first is needed; what is written meanwhile waits its turn. */
  private queue: Promise<void> = Promise.resolve()

  constructor(options: OutputOptions, masker = new Masker()) {
    this.options = options
    this.masker = masker
    this.words = options.words
    this.catalogue = options.catalogue
    this.json = options.json
    this.verbose = options.verbose
    this.paint = options.paint
    this.isTerminal = options.stdout.isTTY === true
    this.columns = options.stdout.columns || 80
    this.tableWidth = this.isTerminal ? this.columns : Number.POSITIVE_INFINITY
  }

  /** The same output, whose result goes elsewhere. */
  into(stdout: Sink, changes: Partial<Pick<OutputOptions, 'json' | 'quiet' | 'paint'>> = {}): Output {
    return new Output({ ...this.options, ...changes, stdout }, this.masker)
  }

  hide(secrets: readonly Secret[]): void {
    for (const secret of secrets) this.masker.add(secret)
  }

  /** The mask, for text that is cut into lines before it is written, or that others write: a spinner. */
  async masking(): Promise<(text: string) => string> {
    await this.learnSecrets()
    return (text) => this.masker.text(text)
  }

  /** Writes a part of the result, text or bytes as they are. Resolves when the stream took it. */
  result(chunk: string | Uint8Array): Promise<void> {
    return this.enqueue(() => {
      const before = this.masker.count
      const masked = typeof chunk === 'string' ? this.masker.text(chunk) : this.masker.bytes(chunk)
      this.maskedInResult += this.masker.count - before
      return this.put(masked)
    })
  }

  /** Writes bytes that come in chunks, masked across the borders between them. */
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

  /** Writes signatures, which can hold no secret: they need not wait for those that the command itself has no use for. */
  signatures(text: string): Promise<void> {
    return this.inOrder(() => this.put(text))
  }

  /** Writes the result as one JSON document. */
  document(value: unknown): Promise<void> {
    return this.enqueue(() => {
      const before = this.masker.count
      // Text by text: one that holds JSON itself is written with escapes of escapes.
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

  /** Says something about the result on stderr, folded at words on a terminal; `--quiet` silences it. */
  note(text: string): void {
    if (!this.options.quiet && !this.json)
      this.enqueue(async () => this.say(await this.folded(this.maskedUnlessOwn(text))))
  }

  /** As {@link note}, for what has its own lines: a request, an answer, a page of help. */
  noteAsIs(text: string): void {
    if (!this.options.quiet && !this.json) this.enqueue(() => this.say(this.maskedUnlessOwn(text)))
  }

  /** Says what holds nothing but the catalogue's own words: no secret need be known for it. */
  noteOwn(text: string): void {
    if (!this.options.quiet && !this.json) this.inOrder(async () => this.say(await this.folded(text)))
  }

  /** As {@link noteAsIs}, only with `--verbose`. */
  detail(text: string): void {
    if (this.verbose) this.noteAsIs(text)
  }

  notice(found: Finding): void {
    this.mention('notice', [found])
  }

  /** Warns of what goes on now: it is of no use later, so it is not held back for `--json`. */
  warnAtOnce(found: readonly Finding[]): void {
    if (!this.options.quiet) this.enqueue(() => this.sayFindings('warning', found))
  }

  warn(found: readonly Finding[]): void {
    this.mention('warning', found)
  }

  /** Loads all that sentences take, for a command that goes on: when it has trouble to tell, no file may open any more. */
  async ready(): Promise<void> {
    await Promise.all([
      import('./report.js'),
      import('./columns.js'),
      import('./masked-finding.js'),
      this.catalogue.findings()
    ])
  }

  /** Reports on one line of a stream that goes on; `--quiet` leaves the errors. */
  atLine(line: number, level: 'error' | 'warning', findings: readonly Finding[]): void {
    if (level === 'error' || !this.options.quiet)
      this.enqueue(() => this.sayFindings(level, findings, this.words.atLine(line)))
  }

  /** Reports what ended the command: never silenced. */
  async fail(findings: readonly Finding[]): Promise<void> {
    await this.enqueue(async () => {
      if (!this.json) return this.sayFindings('error', findings)
      this.held = []
      const { errorDocument } = await import('./report.js')
      const words = await this.catalogue.findings()
      return this.say(harmlessJson(JSON.stringify(errorDocument(await this.masked(findings), words))))
    })
  }

  /** Resolves when everything that was said so far is written. */
  written(): Promise<void> {
    return this.queue
  }

  /** Writes what is held back, and says when a secret had to be masked in the result. */
  async end(): Promise<void> {
    await this.queue
    for (const write of this.held.splice(0)) this.enqueue(write)
    const count = this.maskedInResult
    if (count > 0) this.enqueue(() => this.sayFindings('warning', [finding('secret-masked', { count })]))
    await this.queue
  }

  private mention(level: Level, findings: readonly Finding[]): void {
    if (this.options.quiet || findings.length === 0) return
    const write = () => this.sayFindings(level, findings)
    if (this.json) this.held.push(write)
    else this.enqueue(write)
  }

  private enqueue(write: () => Promise<void>): Promise<void> {
    return this.inOrder(async () => {
      await this.learnSecrets()
      await write()
    })
  }

  private learnSecrets(): Promise<void> {
    this.learning ??= this.options.learnSecrets?.() ?? Promise.resolve()
    return this.learning
  }

  private inOrder(write: () => Promise<void>): Promise<void> {
    const written = this.queue.then(write)
    // What cannot be written ends the command, and that has to be said.
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

  /** On a terminal no word is cut at the edge, and what goes on stands behind the label. */
  private async folded(masked: string, label = ''): Promise<string> {
    const { isTTY, columns = 80 } = this.options.stderr
    if (!isTTY) return masked
    const { fold } = await import('./columns.js')
    return fold(masked, columns || 80, label && labelled(label, ''))
  }

  /** @throws EcpayError `file-not-writable` */
  private async put(chunk: string | Uint8Array): Promise<void> {
    const reason = await write(this.options.stdout, this.isTerminal ? this.onScreen(chunk) : chunk)
    // A reader that has left has what it wants.
    if (reason !== undefined && !GONE.includes(reason)) throw refuse('file-not-writable', { path: 'stdout', reason })
  }

  private onScreen(chunk: string | Uint8Array): string {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    return screenText(text, this.paint.stdout !== PLAIN)
  }

  /** Secrets are masked in what a sentence shows, never the sentence. */
  private maskedUnlessOwn(text: string): string {
    return isOwn(text, this.words) ? text : this.masker.text(text)
  }

  private async masked(findings: readonly Finding[]): Promise<Finding[]> {
    const [{ maskedFinding }, words] = await Promise.all([import('./masked-finding.js'), this.catalogue.findings()])
    const hiding = { mask: (text: string) => this.masker.text(text), hidden: this.words.hidden }
    return findings.map((one) => maskedFinding(one, words, hiding))
  }

  /**
   * What is said in a pipe comes to a terminal as well, later: of a CI job, or by `less`. Where nobody hears it, nothing
   * can be done: the result is what the command is for.
   */
  private async say(text: string): Promise<void> {
    await write(this.options.stderr, `${screenText(text, this.paint.stderr !== PLAIN)}\n`)
  }
}

/** Whether it is one of the catalogue's own sentences, with nothing put into it. */
function isOwn(text: string, words: object): boolean {
  return Object.values(words).some((one) => (typeof one === 'object' ? isOwn(text, one) : one === text))
}

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED']

/** Resolves when the stream took it, with the code of what went wrong. */
function write(sink: Sink, chunk: string | Uint8Array): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException | null) => resolve(error ? (error.code ?? error.message) : undefined)
    try {
      sink.write(chunk, done)
    } catch (error) {
      if (error instanceof EcpayError) throw error
      // Node writes to files at once, and throws where the disk is full.
      done(error as NodeJS.ErrnoException)
    }
  })
}
