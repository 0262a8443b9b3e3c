import { isUtf8 } from 'node:buffer'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'

/** A callback or request larger than this is refused unless the caller says otherwise: 1 MiB. */
export const DEFAULT_LIMIT = 1024 * 1024

/**
 * Decodes a body strictly: bytes that are not UTF-8 are refused, never replaced.
 *
 * @param body its bytes, or the text that was decoded already
 * @param limit in bytes
 * @returns the text without its byte order mark, and what is odd about the bytes
 * @throws EcpayError `empty-body`, `body-too-large`, `invalid-utf8` with the offset of the first bad byte
 */
export function decodeBody(body: Uint8Array | string, limit = DEFAULT_LIMIT): { text: string; warnings: Finding[] } {
  if (body.length === 0) throw refuse('empty-body')
  // No character of UTF-16 takes more than three bytes.
  const size = typeof body === 'string' && 3 * body.length > limit ? Buffer.byteLength(body) : body.length
  if (size > limit) throw refuse('body-too-large', { limit, size })
  const text = typeof body === 'string' ? body : strictDecode(body)
  const warnings: Finding[] = []
  const marked = text.startsWith('\ufeff')
  if (marked) warnings.push(finding('byte-order-mark'))
  const breaks = text.match(/\r\n/g)?.length ?? 0
  if (breaks > 0) warnings.push(finding('crlf-line-breaks', { count: breaks }))
  const content = marked ? text.slice(1) : text
  if (!/\S/.test(content)) throw refuse('empty-body')
  return { text: content, warnings }
}

/** @throws EcpayError `invalid-utf8` */
export function strictDecode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw refuseAll([invalidUtf8(bytes)])
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

/** Finds the first byte of the first broken character in bytes that are not UTF-8. */
export function invalidUtf8(bytes: Uint8Array): Finding<'invalid-utf8'> {
  return finding('invalid-utf8', { offset: longestText(bytes) })
}

/** The length of the longest prefix that is UTF-8. Found by bisection, because no decoder reports it. */
function longestText(bytes: Uint8Array): number {
  const isText = (length: number) => isUtf8(bytes.subarray(0, Math.max(0, length)))
  let least = 0
  let most = bytes.length
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    // A prefix may end inside a character, up to three bytes after its first byte.
    if ([0, 1, 2, 3].some((back) => isText(middle - back))) least = middle
    else most = middle - 1
  }
  while (!isText(least)) least--
  return least
}
