import { closeSync, linkSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import type { Sink } from '../stdout.js'

/**
 * A file in the place of stdout: UTF-8 as it is written, whole or not at all. It is written under another name and
 * gets its own when it is whole; a link of that name is replaced and never followed.
 */
export class OutFile implements Sink {
  size = 0
  private readonly path: string
  private readonly draft: string
  /** As it was given, for messages. */
  private readonly shown: string
  private readonly force: boolean
  private readonly descriptor: number

  /**
   * @param path absolute
   * @param unique makes the name of the draft one that nobody else has
   * @throws Failure (exit 2) `file-exists`, `file-not-writable`: before anything is done that a result could be lost of
   */
  constructor(path: string, shown: string, { force, unique }: { force: boolean; unique: string }) {
    this.path = path
    this.shown = shown
    this.force = force
    this.draft = `${path}.${unique}.part`
    this.refuseExisting()
    this.descriptor = this.trying(() => openSync(this.draft, 'wx'))
  }

  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean {
    this.trying(() => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at)
      this.size += bytes.length
    })
    done?.()
    return true
  }

  /**
   * Gives the file its name.
   *
   * @throws Failure (exit 2) `file-exists` where another got it meanwhile, `file-not-writable`
   */
  keep(): void {
    try {
      closeSync(this.descriptor)
      if (this.force) this.trying(() => renameSync(this.draft, this.path))
      else this.publish()
    } finally {
      rmSync(this.draft, { force: true })
    }
  }

  discard(): void {
    closeSync(this.descriptor)
    rmSync(this.draft, { force: true })
  }

  /** In one step that fails where the name is taken; a file system without links is looked at first. */
  private publish(): void {
    try {
      linkSync(this.draft, this.path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw this.existing()
      this.refuseExisting()
      this.trying(() => renameSync(this.draft, this.path))
    }
  }

  private refuseExisting(): void {
    const found = lstatSync(this.path, { throwIfNoEntry: false })
    if (found?.isDirectory()) throw this.notWritable('EISDIR')
    if (found && !this.force) throw this.existing()
  }

  private existing(): Failure {
    return new Failure(EXIT.input, [finding('file-exists', { path: this.shown, flag: '--force' })])
  }

  private notWritable(reason: string): Failure {
    return new Failure(EXIT.input, [finding('file-not-writable', { path: this.shown, reason })])
  }

  private trying<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.notWritable((error as NodeJS.ErrnoException).code ?? String(error))
    }
  }
}
