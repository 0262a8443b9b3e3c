import { closeSync, linkSync, lstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { fault } from './read-file.js'

export interface DraftOptions {
  /** The mode of the file that comes of it. */
  mode?: number | undefined
  /** Makes the name of the draft one that nobody else has. */
  unique?: string | undefined
}

/**
 * A file that is being written: it stands under another name in the same folder and gets its own when it is whole, so
 * that half a file never has the name of one, and no link is followed. Errors are the system's, or have the code
 * `not-a-file`.
 */
export class Draft {
  private readonly path: string
  private readonly draft: string
  private descriptor: number | undefined

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

  /** Ends the writing; many drafts can wait for each other so. */
  close(): void {
    if (this.descriptor === undefined) return
    const descriptor = this.descriptor
    this.descriptor = undefined
    closeSync(descriptor)
  }

  /**
   * Gives the file its name, or leaves nothing.
   *
   * @param replace whether a file or a link that has it is replaced; else it is `EEXIST`
   */
  keep({ replace }: { replace: boolean }): void {
    try {
      this.close()
      refuseToReplace(this.path, replace)
      if (replace) renameSync(this.draft, this.path)
      else this.publish()
    } finally {
      rmSync(this.draft, { force: true })
    }
  }

  discard(): void {
    try {
      this.close()
    } finally {
      rmSync(this.draft, { force: true })
    }
  }

  /** In one step that fails where the name is taken; a file system without links was looked at just before. */
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
 * Looks at what has the name already. What is no file stays, as `/dev/stdout` must, whoever may replace it.
 *
 * @throws an error whose code is `EISDIR`, `EEXIST` or `not-a-file`
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

/** Nothing where it leads nowhere, or round in a circle. */
function targetOf(link: string) {
  try {
    return statSync(link, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Writes a file whole or not at all. Errors as those of {@link Draft}. */
export function writeWhole(path: string, content: string | Uint8Array, options: WriteOptions): void {
  writeAllWhole(() => [[path, content]], options)
}

export interface WriteOptions extends Pick<DraftOptions, 'mode'> {
  /** Whether files and links that have the names are replaced. */
  replace: boolean
}

/**
 * Writes files that belong together: none gets its name before all are written.
 *
 * @param files by their absolute paths, asked for one after the other
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
    for (const draft of drafts) draft.discard()
    throw error
  }
}
