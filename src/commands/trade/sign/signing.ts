import { isUtf8 } from 'node:buffer'
import { type Finding, finding, refuseAll } from '../../../findings/findings.js'
import { invalidUtf8 } from '../../../protocol/json/bytes.js'
import type { RsaKey } from '../../../trade/keys/read-key.js'
import type { Context } from '../../shared/command.js'
import { readUtf8 } from '../../shared/input.js'
import type { Part, Voice } from '../../shared/result.js'
import type { SignValues } from './sign-options.js'

/** What is signed, and by whom. */
export interface Signing {
  method: string
  uri: string
  timestamp: string
  nonce: string
  body: Uint8Array
  app_id: string
  key_version: string
}

/**
 * The text that is signed: the bytes of the file. A byte order mark is none of it, and neither is UTF-16.
 *
 * @throws EcpayError `invalid-utf8`, and what reading a file finds
 */
export async function readBody(
  context: Context,
  file: string | undefined,
  { encoding, method }: Pick<SignValues, 'encoding' | 'method'>
): Promise<{ body: Uint8Array; warnings: Finding[] }> {
  // A GET has none: nobody need pipe nothing in.
  if (method === 'GET' && file === undefined) return { body: new Uint8Array(), warnings: [] }
  const { bytes, warnings } = await readUtf8(context, file, encoding)
  if (!isUtf8(bytes)) throw refuseAll([invalidUtf8(bytes)])
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return isMarked
    ? { body: bytes.subarray(3), warnings: [...warnings, finding('byte-order-mark')] }
    : { body: bytes, warnings }
}

/** Who signed and when, under the platform's names. */
export function valuesOf({ app_id, nonce, timestamp, key_version }: Signing): object {
  return { app_id, nonce_str: nonce, timestamp, key_version }
}

/** Line by line what is signed, and with which key. */
export async function explained({ paint, language }: Voice, request: Signing, key: RsaKey): Promise<Part> {
  const { tradeTrace } = await import('../../../output/trade-trace.js')
  return { block: tradeTrace(request, key, { paint: paint.stderr, language }) }
}
