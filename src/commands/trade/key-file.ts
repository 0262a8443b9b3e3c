import { lstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { exposure, isBinaryKey, LARGEST_SECRET, readSecret } from '../../config/read-text.js'
import { writeWhole } from '../../files/draft.js'
import { type Finding, refuse } from '../../findings/findings.js'
import { asUtf8 } from '../../protocol/json/encodings.js'
import type { RsaKey } from '../../trade/keys/read-key.js'
import type { Context } from '../shared/command.js'
import { readInput } from '../shared/input.js'

/** A key file as text, and what it takes to read it. */
interface KeyText {
  text: string
  /** What is odd about the file of a private key: that others can read it. */
  warningsFor(key: RsaKey): Finding[]
}

/**
 * The text of a key file or of stdin, PEM, Base64 or binary. Of a file, and not of a pipe, the mode is looked at.
 *
 * @throws EcpayError `file-not-readable`, `no-input`, `body-too-large`, `invalid-text`
 */
export async function readKeyText(context: Context, file: string): Promise<KeyText> {
  const path = resolve(context.world.cwd, file)
  const isFile = file !== '-' && lstatSync(path, { throwIfNoEntry: false })?.isFIFO() !== true
  if (!isFile) return { text: textOf(await readInput(context, file, LARGEST_SECRET, 1)), warningsFor: () => [] }
  const odd: Finding[] = []
  const read = readSecret(path, (one) => odd.push(one))
  if ('unreadable' in read) throw refuse('file-not-readable', { path: file, reason: read.unreadable })
  const { text, stat } = read
  const exposed = () => exposure(path, stat, context.world.platform)
  return { text, warningsFor: ({ kind }) => [...odd, ...(kind === 'private' ? exposed() : [])] }
}

function textOf(bytes: Uint8Array): string {
  return isBinaryKey(bytes) ? Buffer.from(bytes).toString('base64') : Buffer.from(asUtf8(bytes).bytes).toString()
}

/**
 * Writes a key file that only its owner can read. Nothing is overwritten.
 *
 * @throws EcpayError `key-file-exists`, `file-not-writable`
 */
export function writeKeyFile(path: string, text: string): void {
  try {
    writeWhole(path, text, { mode: 0o600, replace: false })
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw reason === 'EEXIST' ? refuse('key-file-exists', { path }) : refuse('file-not-writable', { path, reason })
  }
}
