import type { Stats } from 'node:fs'
import { readWhole } from '../files/read-file.js'
import { EcpayError, type Finding, finding } from '../findings/findings.js'
import { strictDecode } from '../protocol/json/bytes.js'
import { asUtf8 } from '../protocol/json/encodings.js'

/** Why a file gives no text: the system's error code, `invalid-utf8`, `not-a-file` or `too-large`. */
export type Unreadable = { unreadable: string }

/** More than any secret has, in bytes. */
export const LARGEST_SECRET = 64 * 1024

/** Reads the text of a file that holds a secret. */
export function readText(path: string, warn?: (found: Finding) => void): string | Unreadable {
  const read = readSecret(path, warn)
  return 'unreadable' in read ? read : read.text
}

/** The same, with what is known of the file. A key in binary form (DER) is Base64 then. */
export function readSecret(path: string, warn?: (found: Finding) => void): { text: string; stat: Stats } | Unreadable {
  try {
    const { bytes, stat } = readWhole(path, LARGEST_SECRET)
    const text = isDer(bytes) ? Buffer.from(bytes).toString('base64') : decoded(path, bytes, warn)
    return typeof text === 'string' ? { text, stat } : text
  } catch (error) {
    return { unreadable: errorCode(error) }
  }
}

/** No text begins so: a sequence of more than 255 bytes, as every key of RSA is. */
function isDer(bytes: Uint8Array): boolean {
  return bytes[0] === 0x30 && bytes[1] === 0x82
}

/**
 * Decodes UTF-8 strictly: a secret in another encoding must not turn into replacement characters. UTF-16, as Windows
 * PowerShell writes it, is read, and said.
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

/** The system's name of an error (`EACCES`), never its message: that repeats what the user gave. */
export function errorCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : 'unknown'
}

/** A warning when group or others may read a file that holds secrets; Windows has no such modes. */
export function exposure(path: string, stat: Stats, platform: string): Finding[] {
  if (platform === 'win32' || !stat.isFile() || (stat.mode & 0o044) === 0) return []
  return [finding('config-exposed', { path, mode: modeText(stat) })]
}

/** @example '0644' */
export function modeText({ mode }: Stats): string {
  return `0${(mode & 0o777).toString(8).padStart(3, '0')}`
}
