import type { Stats } from 'node:fs'
import { readWhole } from '../files/read-file.js'
import { EcpayError, type Finding, finding } from '../findings/findings.js'
import { strictDecode } from '../protocol/json/bytes.js'
import { asUtf8 } from '../protocol/json/encodings.js'

/** Why a text could not be read: an error code of the system, `invalid-utf8`, `not-a-file` or `too-large`. */
export type Unreadable = { unreadable: string }

/** In bytes. No secret is larger. */
export const LARGEST_SECRET = 64 * 1024

/** Reads the text of a file that holds a secret. */
export function readText(path: string, warn?: (found: Finding) => void): string | Unreadable {
  const read = readSecret(path, warn)
  return 'unreadable' in read ? read : read.text
}

/** Reads a secret, with the stat of its file. A key or key store in binary form is converted to Base64. */
export function readSecret(path: string, warn?: (found: Finding) => void): { text: string; stat: Stats } | Unreadable {
  try {
    const { bytes, stat } = readWhole(path, LARGEST_SECRET)
    const text = isBinaryKey(bytes) ? Buffer.from(bytes).toString('base64') : decoded(path, bytes, warn)
    return typeof text === 'string' ? { text, stat } : text
  } catch (error) {
    return { unreadable: errorCode(error) }
  }
}

/** How key stores of Java begin. */
const STORES = ['feedfeed', 'cececece']

/** Whether the bytes are DER, like every key, or a key store. Text has none of the lowest bytes, and DER small numbers. */
export function isBinaryKey(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x30 && bytes[1] !== 0) return bytes.some((byte) => byte < 0x09)
  return STORES.includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'))
}

/**
 * Decodes UTF-8 strictly, so that a secret in another encoding does not get replacement characters. UTF-16, as Windows
 * PowerShell writes it, is read with a warning.
 */
export function decoded(
  path: string,
  content: Uint8Array,
  warn: (found: Finding) => void = () => {}
): string | Unreadable {
  try {
    const { bytes, warnings } = asUtf8(content)
    for (const one of warnings) warn({ ...one, path } as Finding)
    return strictDecode(bytes)
  } catch (error) {
    return { unreadable: error instanceof EcpayError ? 'invalid-utf8' : errorCode(error) }
  }
}

/** The system's code of an error (`EACCES`), never its message, which repeats the input of the user. */
export function errorCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : 'unknown'
}

/** A warning if group or others may read a file with secrets. Windows has no such modes. */
export function exposure(path: string, stat: Stats, platform: string): Finding[] {
  if (platform === 'win32' || !stat.isFile() || (stat.mode & 0o044) === 0) return []
  return [finding('config-exposed', { path, mode: modeText(stat) })]
}

/** @example '0644' */
export function modeText({ mode }: Stats): string {
  return `0${(mode & 0o777).toString(8).padStart(3, '0')}`
}
