import { EXIT, Failure, type Finding, finding } from './findings.js'

/** A callback or request larger than this is refused unless the caller says otherwise: 1 MiB. */
export const DEFAULT_LIMIT = 1024 * 1024

/**
 * Decodes a body strictly: what is not UTF-8 is refused, never replaced.
 *
 * @param limit in bytes
 * @returns the text without its byte order mark, and what is odd about the bytes
 * @throws Failure (exit 2) `empty-body`, `body-too-large`, `invalid-utf8` with the offset of the first bad byte
 */
export function decodeBody(bytes: Uint8Array, limit = DEFAULT_LIMIT): { text: string; warnings: Finding[] } {
  if (bytes.length === 0) throw new Failure(EXIT.input, [finding('empty-body', {})])
  if (bytes.length > limit) throw new Failure(EXIT.input, [finding('body-too-large', { limit, size: bytes.length })])
  const text = strictDecode(bytes)
  const warnings: Finding[] = []
  const marked = text.startsWith('\ufeff')
  if (marked) warnings.push(finding('byte-order-mark', {}))
  const breaks = text.match(/\r\n/g)?.length ?? 0
  if (breaks > 0) warnings.push(finding('crlf-line-breaks', { count: breaks }))
  const content = marked ? text.slice(1) : text
  if (content.trim() === '') throw new Failure(EXIT.input, [finding('empty-body', {})])
  return { text: content, warnings }
}

/** @throws Failure (exit 2) `invalid-utf8` */
export function strictDecode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Failure(EXIT.input, [finding('invalid-utf8', { offset: firstBadByte(bytes) })])
  }
}

/** The longest prefix that decodes, found by halving: the decoder itself does not tell. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    try {
      // In stream mode an unfinished character at the end is not an error yet.
      decoder.decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle - 1
    }
  }
  return good
}
