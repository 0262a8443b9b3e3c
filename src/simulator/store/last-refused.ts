import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../../files/draft.js'
import { readWhole } from '../../files/read-file.js'
import { type EcpayError, refuse } from '../../findings/findings.js'
import type { RefusedRequest } from '../refused-request.js'

/** A separate file, so that listing orders does not read it. */
const FILE = 'last-refused.json'

/** In bytes. No request that the gateway reads is larger. */
const LARGEST = 64 * 1024 * 1024

/** Stores the request in place of the earlier one: as a whole or not at all, and readable only by its owner. */
export function writeLastRefused(directory: string, request: RefusedRequest): void {
  const path = join(directory, FILE)
  try {
    writeWhole(path, JSON.stringify(request), { mode: 0o600, replace: true })
  } catch (error) {
    throw unusable(path, error)
  }
}

/** @returns undefined if nothing was refused yet */
export function readLastRefused(directory: string): RefusedRequest | undefined {
  const path = join(directory, FILE)
  try {
    return JSON.parse(readWhole(path, LARGEST).bytes.toString()) as RefusedRequest
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unusable(path, error)
  }
}

export function removeLastRefused(directory: string): void {
  rmSync(join(directory, FILE), { force: true })
}

function unusable(path: string, error: unknown): EcpayError {
  const { code } = error as NodeJS.ErrnoException
  const reason = error instanceof SyntaxError ? 'a record is damaged' : (code ?? String(error))
  return refuse('state-unusable', { path, reason })
}
