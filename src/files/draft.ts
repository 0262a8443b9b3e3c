import { closeSync, linkSync, lstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { fault } from './read-file.js'

export interface DraftOptions {
  /** The mode of the resulting file. */
  mode?: number | undefined
  /** Makes the name of the draft unique. */
  unique?: string | undefined
}

/**
 * A file that is being written. It has another name in the same folder until it is complete, so that half a file never
 * has the final name, and no link is followed. Errors are those of the system, or have the code `not-a-file`.
 */
export class Draft {
  private readonly path: string
  private readonly draft: string
  private descriptor: number | undefined
  private isKept = false

  /** @param path absolute */
  constructor(path: string, { mode = 0o666, unique = crypto.randomUUID() }: DraftOptions = {}) {
    this.path = path
    this.draft = `${path}.${unique}.part`
    this.descriptor = openSync(this.draft, 'wx', mode)
  }

  write(chunk: string | Uint8Array): void {
    if (this.descriptor === undefined) return
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at)
  }

  /** Ends writing. Several drafts can be closed before any gets its name. */
  close(): void {
    if (this.descriptor === undefined) return
    const descriptor = this.descriptor
    this.descriptor = undefined
    closeSync(descriptor)
  }

  /**
   * Gives the file its name, or leaves nothing.
   *
   * @param replace whether to replace a file or link with this name; otherwise the error is `EEXIST`
   */
  keep({ replace }: { replace: boolean }): void {
    try {
      this.close()
      refuseToReplace(this.path, replace)
      if (replace) renameSync(this.draft, this.path)
      else this.publish()
      this.isKept = true
    } finally {
      rmSync(this.draft, { force: true })
    }
  }

  /** @param kept whether to remove the file too, if this draft has become it */
  discard({ kept = false } = {}): void {
    try {
      this.close()
    } finally {
      rmSync(this.draft, { force: true })
      if (kept && this.isKept) rmSync(this.path, { force: true })
    }
  }

  /** Gives the name in one step, which fails if it is taken. Without hard links, this was checked just before. */
  private publish(): void {
    try {
      linkSync(this.draft, this.path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
      renameSync(this.draft, this.path)
    }
  }
}

/**
 * Checks what already has the name. Only files may be replaced: `/dev/stdout`, for example, must stay.
 *
 * @throws an error with the code `EISDIR`, `EEXIST` or `not-a-file`
 */
export function refuseToReplace(path: string, replace: boolean): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (found.isDirectory()) throw fault('EISDIR')
  if (!replace) throw fault('EEXIST')
  if (found.isFile()) return
  const target = found.isSymbolicLink() ? targetOf(path) : found
  if (target && !target.isFile() && !target.isDirectory()) throw fault('not-a-file')
}

/** The target of a link; nothing if there is none or the links form a loop. */
function targetOf(link: string) {
  try {
    return statSync(link, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Writes a file as a whole or not at all. Errors are those of {@link Draft}. */
export function writeWhole(path: string, content: string | Uint8Array, options: WriteOptions): void {
  writeAllWhole(() => [[path, content]], options)
}

export interface WriteOptions extends Pick<DraftOptions, 'mode'> {
  /** Whether to replace files and links with these names. */
  replace: boolean
}

/**
 * Writes files that belong together. None gets its name before all are written.
 *
 * @param files the contents by absolute path, read one after another
 */
export function writeAllWhole(
  files: () => Iterable<readonly [path: string, content: string | Uint8Array]>,
  { mode, replace }: WriteOptions
): void {
  const drafts: Draft[] = []
  try {
    for (const [path, content] of files()) {
      refuseToReplace(path, replace)
      const draft = new Draft(path, { mode })
      drafts.push(draft)
      draft.write(content)
      draft.close()
    }
    for (const draft of drafts) draft.keep({ replace })
  } catch (error) {
    for (const draft of drafts) draft.discard({ kept: !replace })
    throw error
  }
}
