import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../../../config/read-text.js'
import { othersWith } from '../../../config/trust.js'
import { writeWhole } from '../../../files/draft.js'
import { readWhole } from '../../../files/read-file.js'
import { makeFolders } from '../../../make-folders.js'

/** A token of the platform as it is kept. Times are Unix times in milliseconds. */
export interface KeptToken {
  app_id: string
  /** Where it is valid: `local`, or the origin of the platform. */
  at: string
  token: string
  fetched_at: number
  expires_at: number
}

/** In bytes. A larger file is not ours. */
const LARGEST = 1024 * 1024

/**
 * Reads the kept tokens. A file that is not valid, or that somebody else could have written, counts as empty.
 *
 * @throws the error of the system, if the file cannot be read
 */
export function readTokens(path: string): KeptToken[] {
  try {
    const { bytes, stat } = readWhole(path, LARGEST, { links: false })
    if (othersWith(path, stat) !== undefined) return []
    if ((stat.mode & 0o077) !== 0 && process.platform !== 'win32') chmodSync(path, 0o600)
    const kept: unknown = JSON.parse(bytes.toString())
    return Array.isArray(kept) ? kept.filter(isKept) : []
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Replaces the kept tokens. Only the user can read the file. */
export function writeTokens(path: string, tokens: readonly KeptToken[]): void {
  makeFolders(dirname(path))
  writeWhole(path, `${JSON.stringify(tokens)}\n`, { mode: 0o600, replace: true })
}

function isKept(value: unknown): value is KeptToken {
  if (typeof value !== 'object' || value === null) return false
  const { app_id, at, token, fetched_at, expires_at } = value as Partial<Record<keyof KeptToken, unknown>>
  const areTexts = [app_id, at, token].every((one) => typeof one === 'string' && one !== '')
  return areTexts && [fetched_at, expires_at].every((one) => Number.isFinite(one))
}
