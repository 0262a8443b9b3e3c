import { accessSync, constants, lstatSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { writeWhole } from '../../files/draft.js'
import { codeOf, fault } from '../../files/read-file.js'
import { finding, refuse, refuseAll } from '../../findings/findings.js'
import { makeFolders } from '../../make-folders.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { CaseResult } from '../../workbench/check-handler/run-cases.js'
import { writeRequest } from '../../workbench/listen/raw-request.js'
import type { Context } from '../shared/command.js'

/** The files that check-handler writes. They are checked before anything is sent. */
export interface HandlerFiles {
  /** Writes the failed callback. @returns its path for a command line; undefined if nothing is to be saved */
  save(result: CaseResult): string | undefined
}

/**
 * Checks that the files can be written.
 *
 * @param url of the handler
 * @param codes of the cases that will run
 * @throws EcpayError `file-not-writable`, `file-exists`
 */
export function handlerFiles(
  { world }: Context,
  { save, force }: { save: string | undefined; force: boolean },
  url: string,
  codes: readonly string[]
): HandlerFiles {
  const folder = save === undefined ? undefined : resolve(world.cwd, save)
  if (folder !== undefined) prepare(folder, codes, force)
  return {
    save(result) {
      const sent = failedSending(result)
      if (folder === undefined || !sent) return undefined
      const path = join(folder, `${result.one.code}.${sent.headers ? 'http' : 'json'}`)
      guarded(path, () => writeWhole(path, contentOf(sent, url), { mode: 0o600, replace: force }))
      return relative(world.cwd, path)
    }
  }
}

/** The callback whose answer was not what the case requires. */
function failedSending({ verdict, answers }: CaseResult): CallbackPost | undefined {
  return verdict === 'failed' ? answers.find(({ problem, sent }) => problem && sent)?.sent : undefined
}

/** The body, or with headers that sign it the whole request. */
function contentOf({ body, contentType, headers }: CallbackPost, url: string): string | Buffer {
  if (!headers) return body
  const { host, pathname, search } = new URL(url)
  const all = [['Host', host], ['Content-Type', contentType], ...headers] as const
  return writeRequest({ path: pathname + search, headers: all, body: Buffer.from(body) })
}

function prepare(folder: string, codes: readonly string[], force: boolean): void {
  guarded(folder, () => {
    if (isThere(folder)?.isSymbolicLink()) throw fault('symbolic-link')
    makeFolders(folder)
    accessSync(folder, constants.W_OK)
  })
  const there = codes.flatMap((code) => ['json', 'http'].map((kind) => join(folder, `${code}.${kind}`))).filter(isThere)
  if (force || there.length === 0) return
  throw refuseAll(there.map((path) => finding('file-exists', { path, flag: '--force' })))
}

function isThere(path: string) {
  return lstatSync(path, { throwIfNoEntry: false })
}

function guarded(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw refuse('file-not-writable', { path, reason: codeOf(error) })
  }
}
