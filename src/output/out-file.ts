import { Draft, refuseToReplace } from '../files/draft.js'
import { codeOf } from '../files/read-file.js'
import { finding, refuseAll } from '../findings/findings.js'
import type { Sink } from '../sink.js'

/** A file instead of stdout, in UTF-8. It is written as a whole or not at all. */
export class OutFile implements Sink {
  size = 0
  /** The path as given, for messages. */
  private readonly shown: string
  private readonly force: boolean
  private readonly draft: Draft

  /**
   * @param path absolute
   * @param unique makes the name of the draft unique
   * @throws EcpayError `file-exists`, `file-not-writable`, before the command does anything whose result could be lost
   */
  constructor(path: string, shown: string, { force, unique }: { force: boolean; unique: string }) {
    this.shown = shown
    this.force = force
    this.draft = this.trying(() => {
      refuseToReplace(path, force)
      return new Draft(path, { unique })
    })
  }

  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean {
    this.trying(() => this.draft.write(chunk))
    this.size += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
    done?.()
    return true
  }

  /**
   * Gives the file its name.
   *
   * @throws EcpayError `file-exists` if the name was taken meanwhile, `file-not-writable`
   */
  keep(): void {
    this.trying(() => this.draft.keep({ replace: this.force }))
  }

  discard(): void {
    this.draft.discard()
  }

  private trying<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const reason = codeOf(error)
      const path = this.shown
      throw refuseAll([
        reason === 'EEXIST'
          ? finding('file-exists', { path, flag: '--force' })
          : finding('file-not-writable', { path, reason })
      ])
    }
  }
}
