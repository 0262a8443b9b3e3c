/** The kinds of files, by their first bytes. */
export type FileKind = 'gzip' | 'zip' | 'text' | 'other'

/** @param start the first bytes of the file; they may end inside a character */
export function fileKind(start: Buffer): FileKind {
  const hex = start.subarray(0, 4).toString('hex')
  if (hex.startsWith('1f8b')) return 'gzip'
  if (hex === '504b0304') return 'zip'
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    return text.decode(start, { stream: true }).includes('\0') ? 'other' : 'text'
  } catch {
    return 'other'
  }
}
