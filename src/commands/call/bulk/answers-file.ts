import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync, writeSync } from 'node:fs'
import { Draft } from '../../../files/draft.js'
import { codeOf } from '../../../files/read-file.js'
import { EcpayError, refuse } from '../../../findings/findings.js'
import type { Sink } from '../../../sink.js'
import { type ReadLine, readAnswerLine } from './answer-line.js'
import { markAsUsed } from './run-mark.js'
import { differingMembers, type Scope } from './scope.js'

/** A line with the record that it is about, and where it stands in the file, in bytes. */
interface Place extends Pick<ReadLine, 'answer'> {
  name: string
  start: number
  end: number
}

const LINE_FEED = 0x0a

/** How a line begins: what is left of one when a process is killed in the middle of writing it. */
const BEGINNING = '{"line":'
/** The same as far as it tells such a line from any other. */
const FRONT = /^\{"line":\d+,"(\w+)":"/

/**
 * A file of answers, one a line, that a run adds to and a later run continues. A line is written whole and at once, so
 * that nothing that was answered is lost when the process is killed.
 */
export class AnswersFile implements Sink {
  /** The answers that it had when it was opened, by the name of the record. */
  readonly answered: ReadonlyMap<string, string>
  private readonly path: string
  private readonly shown: string
  private readonly keys: readonly string[]
  private readonly scope: Scope
  private readonly descriptor: number
  private readonly release: () => void

  /**
   * Opens the file, or makes it. Lines without an answer are removed: they will be asked for again.
   *
   * @param path absolute
   * @param keys the members that may identify a record
   * @param scope what its answers must be answers to
   * @throws EcpayError `not-answers`, `answers-to-something-else`, `answers-to-unknown`, `answers-in-use`,
   *   `file-not-readable`, `file-not-writable`
   */
  constructor(path: string, { shown, keys, scope }: { shown: string; keys: readonly string[]; scope: Scope }) {
    // A file that is written anew would take the place of a link.
    this.path = existsSync(path) ? realpathSync(path) : path
    this.shown = shown
    this.keys = keys
    this.scope = scope
    this.release = this.trying('file-not-writable', () => markAsUsed(this.path, shown))
    try {
      ;[this.answered, this.descriptor] = this.opened()
    } catch (error) {
      this.release()
      throw error
    }
  }

  private opened(): [answered: ReadonlyMap<string, string>, descriptor: number] {
    const { path } = this
    const bytes = existsSync(path) ? this.trying('file-not-readable', () => readFileSync(path)) : Buffer.alloc(0)
    const places = this.placesIn(bytes)
    const kept = places.filter(({ answer }) => answer !== undefined)
    const size = kept.reduce((sum, { start, end }) => sum + end - start, 0)
    const isOpen = bytes.length > 0 && bytes.at(-1) !== LINE_FEED
    if (size !== bytes.length || isOpen) this.rewrite(bytes, kept)
    const descriptor = this.trying('file-not-writable', () => openSync(path, 'a'))
    return [new Map(kept.map(({ name, answer = '' }) => [name, answer])), descriptor]
  }

  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    this.trying('file-not-writable', () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at)
    })
    done?.()
    return true
  }

  /** Puts the lines into this order; those of other records follow. */
  arrange(names: readonly string[]): void {
    const bytes = this.trying('file-not-readable', () => readFileSync(this.path))
    const rank = new Map(names.map((name, i) => [name, i]))
    const rankOf = ({ name }: Place) => rank.get(name) ?? names.length
    this.rewrite(
      bytes,
      this.placesIn(bytes).toSorted((a, b) => rankOf(a) - rankOf(b))
    )
  }

  close(): void {
    closeSync(this.descriptor)
    this.release()
  }

  /** @throws EcpayError for a line that this command cannot have written, or that answers another question */
  private placesIn(bytes: Buffer): Place[] {
    const places: Place[] = []
    for (let start = 0, line = 1; start < bytes.length; line++) {
      const feed = bytes.indexOf(LINE_FEED, start)
      const end = feed < 0 ? bytes.length : feed + 1
      const text = bytes.toString('utf8', start, end)
      const read = readAnswerLine(text, this.keys)
      if (read) {
        this.refuseOther(read, line)
        if (read.name === undefined) throw refuse('not-answers', { path: this.shown, line })
        places.push({ name: read.name, answer: read.answer, start, end })
      } else if (feed >= 0 || !this.isTorn(text, line)) throw refuse('not-answers', { path: this.shown, line })
      start = end
    }
    return places
  }

  /** Whether the last line is the beginning of an answer. As the only one it could be anything, so it must say more. */
  private isTorn(text: string, line: number): boolean {
    if (isJson(text)) return false
    if (line > 1) return text.startsWith(BEGINNING) || BEGINNING.startsWith(text)
    return this.keys.includes(FRONT.exec(text)?.[1] ?? '')
  }

  /** A line without an answer, which is removed, may be one of a version that did not say its scope. */
  private refuseOther({ answer, scope }: ReadLine, line: number): void {
    const at = { path: this.shown, line }
    if (!scope && answer === undefined) return
    if (!scope) throw refuse('answers-to-unknown', at)
    const [key] = differingMembers(scope, this.scope)
    if (!key) return
    throw refuse('answers-to-something-else', { ...at, key, found: scope[key] ?? '', expected: this.scope[key] ?? '' })
  }

  private rewrite(bytes: Buffer, places: readonly Place[]): void {
    this.trying('file-not-writable', () => {
      const draft = new Draft(this.path, { mode: statSync(this.path).mode & 0o777 })
      for (const { start, end } of places) {
        draft.write(bytes.subarray(start, end))
        if (bytes[end - 1] !== LINE_FEED) draft.write('\n')
      }
      draft.keep({ replace: true })
    })
  }

  private trying<T>(code: 'file-not-readable' | 'file-not-writable', work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof EcpayError) throw error
      throw refuse(code, { path: this.shown, reason: codeOf(error) })
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
