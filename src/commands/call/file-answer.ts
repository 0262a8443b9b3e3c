import { resolve } from 'node:path'
import { Draft, refuseToReplace } from '../../files/draft.js'
import { refuse } from '../../findings/findings.js'
import type { CallResult } from '../../gateway/call-gateway.js'
import type { FileSink, RawAnswer } from '../../gateway/read-answer.js'
import type { ShownFile } from '../../output/exchange.js'
import { fileKind } from '../../protocol/file-kind.js'
import type { Context } from '../shared/command.js'

/** The result of a call, with the file that it returned. */
export interface Sent extends CallResult {
  file?: ShownFile
}

/** A place for a file, with its description afterwards. */
export interface FileTarget extends FileSink {
  shown(answer: NonNullable<RawAnswer['file']>): ShownFile
}

/** The largest file to keep in memory: more is too much to read on a terminal, or for a JSON document. */
const MOST_KEPT = { terminal: 64 * 1024, json: 10 * 1024 * 1024 }

/**
 * Where to write an answer that is a file: to the file of `--save`, to stdout, or to memory.
 *
 * @throws EcpayError `file-exists`
 */
export function fileTarget(
  context: Context,
  { save, force }: { save: string | undefined; force: boolean }
): FileTarget {
  const { world, out } = context
  if (save !== undefined) return savedTo(context, save, force)
  if (out.json) return kept(MOST_KEPT.json, true)
  if (out.isTerminal) return kept(MOST_KEPT.terminal, false)
  const stream = out.stream()
  return {
    write: (chunk) => {
      world.signal.throwIfAborted()
      return stream.write(chunk)
    },
    end: () => stream.end(),
    shown: (file) => describe(file)
  }
}

function describe({ size, start }: NonNullable<RawAnswer['file']>, path: string | null = null): ShownFile {
  return { path, size, kind: fileKind(start), base64: null }
}

/** Writes to another name and renames the file when it is complete, so that half a file never has its name. */
function savedTo({ world }: Context, file: string, force: boolean): FileTarget {
  const path = resolve(world.cwd, file)
  writing(file, () => refuseToReplace(path, force))
  const unique = Buffer.from(world.random(4)).toString('hex')
  let draft: Draft | undefined
  return {
    async write(chunk) {
      writing(file, () => {
        draft ??= new Draft(path, { unique })
        draft.write(chunk)
      })
    },
    async end(whole) {
      writing(file, () => (whole ? draft?.keep({ replace: force }) : draft?.discard()))
    },
    shown: (answer) => describe(answer, file)
  }
}

function writing(path: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    if (reason === 'EEXIST') throw refuse('file-exists', { path, flag: '--force' })
    throw refuse('file-not-writable', { path, reason })
  }
}

/** @param all whether a longer file is an error, instead of being left out */
function kept(limit: number, all: boolean): FileTarget {
  const chunks: Uint8Array[] = []
  let size = 0
  return {
    async write(chunk) {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else if (all) throw refuse('file-needs-save', { limit })
    },
    end: async () => {},
    shown(answer) {
      const bytes = Buffer.concat(chunks)
      if (size > limit) return describe(answer)
      return { ...describe(answer), kind: fileKind(bytes), base64: bytes.toString('base64') }
    }
  }
}
