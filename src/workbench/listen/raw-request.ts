import type { RawCallback } from '../../protocol/callback/callback-post.js'

/** A request as it stands in a file: its line, its headers, an empty line and the bytes of its body. */
interface RawRequest extends RawCallback {
  /** With its query. */
  path: string
}

/** What said how the body was sent: in the file it stands as it is. */
const FRAMING = /^(?:content-length|transfer-encoding)$/i

/** A POST as one file, its body byte for byte. */
export function writeRequest({ path, headers, body }: RawRequest): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    ...headers.filter(([name]) => !FRAMING.test(name)).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

/** Headers and body of a POST in a file; undefined where it is another text, such as a body alone. */
export function readRequest(file: Uint8Array): RawCallback | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const text = bytes.toString('latin1')
  const line = /^POST \S+ HTTP\/\d(?:\.\d)?\r?\n/.exec(text)
  if (!line) return undefined
  const gap = /\r?\n\r?\n/g
  // Without headers the empty line begins with the end of the first one.
  gap.lastIndex = line[0].trimEnd().length
  const end = gap.exec(text)
  const head = text.slice(line[0].length, end?.index ?? text.length)
  const headers = head.split(/\r?\n/).flatMap((one): [string, string][] => {
    const at = one.indexOf(':')
    return at > 0 ? [[one.slice(0, at).trim(), one.slice(at + 1).trim()]] : []
  })
  const body = bytes.subarray(end ? end.index + end[0].length : bytes.length)
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  // An editor ends every file with a line break, which was not sent.
  return {
    headers,
    body: length !== undefined && Number(length) < body.length ? body.subarray(0, Number(length)) : body
  }
}
