import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXIT, Failure, finding } from '../../protocol/findings.js'
import type { RefusedRequest } from '../refused-request.js'

/** Beside the records and not among them: whoever lists orders does not read it. */
const FILE = 'last-refused.json'

/** Keeps it in the place of the one before: whole or not at all, for its owner alone. */
export function writeLastRefused(directory: string, request: RefusedRequest): void {
  const path = join(directory, FILE)
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify(request), { mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    throw unusable(path, error)
  }
}

/** @returns undefined where nothing was refused yet */
export function readLastRefused(directory: string): RefusedRequest | undefined {
  const path = join(directory, FILE)
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RefusedRequest
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unusable(path, error)
  }
}

export function removeLastRefused(directory: string): void {
  rmSync(join(directory, FILE), { force: true })
}

function unusable(path: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException
  const reason = error instanceof SyntaxError ? 'a record is damaged' : (code ?? String(error))
  return new Failure(EXIT.input, [finding('state-unusable', { path, reason })])
}
