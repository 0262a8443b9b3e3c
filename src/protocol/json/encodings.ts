import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { type Finding, finding, refuse } from '../../findings/findings.js'

/** The values of `--encoding`. */
export const ENCODINGS = ['utf-8', 'gbk', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

type Utf16 = 'utf-16le' | 'utf-16be'

/**
 * Converts the bytes of a text to UTF-8. They are read as `encoding` if it is given, as UTF-16 if a byte order mark or
 * NUL bytes show it, and otherwise returned as they are. Whether those are UTF-8 is checked by whoever reads them.
 *
 * @throws EcpayError `invalid-text` if the bytes are not in that encoding
 */
export function asUtf8(bytes: Uint8Array, encoding?: Encoding): { bytes: Uint8Array; warnings: Finding[] } {
  if (encoding && encoding !== 'utf-8') return { bytes: Buffer.from(decoded(bytes, encoding)), warnings: [] }
  const found = utf16Of(bytes)
  if (!found) return { bytes, warnings: [] }
  return {
    bytes: Buffer.from(decoded(bytes, found)),
    warnings: [finding('read-as-utf16', { encoding: found.toUpperCase() })]
  }
}

/** The bytes of a text in the encoding of other bytes, UTF-8 or UTF-16, with a byte order mark where they have one. */
export function encodedLike(bytes: Uint8Array, text: string): Uint8Array {
  const encoding = utf16Of(bytes)
  if (!encoding) return Buffer.from(text)
  const isMarked = bytes[0] === 0xff || bytes[0] === 0xfe
  const encoded = Buffer.from(isMarked ? `\ufeff${text}` : text, 'utf16le')
  return encoding === 'utf-16be' ? encoded.swap16() : encoded
}

/**
 * Like {@link asUtf8}, chunk by chunk: the first chunk decides the encoding.
 *
 * @param warn called once if the text is UTF-16
 */
export async function* utf8Chunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding | undefined,
  warn: (found: Finding) => void
): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst) {
      const utf16 = encoding ? undefined : utf16Of(chunk.subarray(0, chunk.length - (chunk.length % 2)))
      if (utf16) warn(finding('read-as-utf16', { encoding: utf16.toUpperCase() }))
      const name = encoding === 'utf-8' ? undefined : (encoding ?? utf16)
      decoder = name && new TextDecoder(name, { fatal: true })
      isFirst = false
    }
    yield decoder ? Buffer.from(decodedPart(decoder, chunk)) : chunk
  }
  if (decoder) yield Buffer.from(decodedPart(decoder))
}

/** @param chunk absent at the end */
function decodedPart(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw refuse('invalid-text', { encoding: decoder.encoding.toUpperCase() })
  }
}

/** Detects UTF-16 by its byte order mark, or by the NUL byte that it adds to every ASCII character. */
function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (bytes.length % 2 !== 0 || first === undefined) return undefined
  // JSON, commands and configurations begin with an ASCII character.
  if (first !== 0 && second === 0) return 'utf-16le'
  if (first === 0 && second !== 0) return 'utf-16be'
  const [even, odd] = nuls(bytes.subarray(0, 1024))
  if (even + odd < bytes.subarray(0, 1024).length / 16) return undefined
  return odd >= even ? 'utf-16le' : 'utf-16be'
}

function nuls(bytes: Uint8Array): [even: number, odd: number] {
  const count: [number, number] = [0, 0]
  bytes.forEach((byte, at) => {
    if (byte === 0) count[at % 2 === 0 ? 0 : 1]++
  })
  return count
}

/** Whether bytes that are not UTF-8 can be GB18030, a superset of GBK. */
export function isGb18030(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return false
  try {
    return /\p{Script=Han}/u.test(new TextDecoder('gb18030', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

/** @throws EcpayError `invalid-text` */
function decoded(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw refuse('invalid-text', { encoding: encoding.toUpperCase() })
  }
}
