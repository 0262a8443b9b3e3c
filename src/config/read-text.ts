import { readFileSync, statSync } from 'node:fs'
import { Failure, type Finding, finding } from '../protocol/findings.js'
import { strictDecode } from '../protocol/json/bytes.js'
import { asUtf8 } from '../protocol/json/encodings.js'

/** Why a file gives no text: the system's error code, or `invalid-utf8`. */
export type Unreadable = { unreadable: string }

/**
 * Reads a file as UTF-8 strictly: a secret in another encoding must not turn into replacement characters. UTF-16, as
 * Windows PowerShell writes it, is read, and said.
 */
export function readText(path: string, warn: (found: Finding) => void = () => {}): string | Unreadable {
  try {
    const { bytes, warnings } = asUtf8(readFileSync(path))
    for (const one of warnings) warn({ ...one, path } as Finding)
    return strictDecode(bytes)
  } catch (error) {
    return { unreadable: error instanceof Failure ? 'invalid-utf8' : errorCode(error) }
  }
}

/** The system's name of an error (`EACCES`), never its message: that repeats what the user gave. */
export function errorCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : 'unknown'
}

/** A warning when group or others may read a file that holds secrets; Windows has no such modes. */
export function exposure(path: string, platform: string): Finding[] {
  if (platform === 'win32') return []
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile() || (stat.mode & 0o044) === 0) return []
  return [finding('config-exposed', { path, mode: `0${(stat.mode & 0o777).toString(8).padStart(3, '0')}` })]
}
