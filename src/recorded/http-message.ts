import { type Given, headerOf, unbroken } from './given.js'

/** The first line of a request, as it is sent or in a file of requests. */
export const REQUEST_LINE =
  /^[^\S\n\r\u2028\u2029]*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/m

/** Reads a request as it was sent: request line, headers, an empty line and the body. */
export function httpRequest(text: string): Given | undefined {
  const line = REQUEST_LINE.exec(text)
  if (!line) return undefined
  const rest = text.slice(line.index + line[0].length).replace(/^\r?\n/, '')
  const gap = /^\r?\n/.exec(rest) ?? /\r?\n\r?\n/.exec(rest)
  const head = gap ? rest.slice(0, gap.index) : rest
  const headers = unbroken(head.split(/\r?\n/))
    .filter((one) => one.trim() !== '')
    .map(headerOf)
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  const content = gap ? rest.slice(gap.index + gap[0].length) : ''
  const chunked = /chunked/i.test(header('transfer-encoding') ?? '')
  const body = withoutAnswer(chunked ? joined(content) : content, Number(header('content-length')))
  const [, method, target = ''] = line
  const host = header('host') ?? header(':authority')
  return {
    address: target.startsWith('/') && host ? `https://${host}${target}` : target,
    method,
    headers,
    ...(body !== '' && { body })
  }
}

/** Removes what was captured after the body: the answer, or the line break of an editor. */
function withoutAnswer(content: string, length: number): string {
  const body = content.slice(0, answerIn(content))
  // An editor ends every file with a line break. Content-Length tells whether it belongs to the body.
  return Buffer.byteLength(body) === length ? body : body.trimEnd()
}

/** The offset of the line break before the head of an answer, after blank lines. */
function answerIn(content: string): number | undefined {
  for (const { index } of content.matchAll(/HTTP\/[\d.]+ \d{3}/g)) {
    const { length } = content.slice(0, index).trimEnd()
    const line = content.slice(length, index).search(/\r?\n/)
    if (line >= 0) return length + line
  }
  return undefined
}

/** The chunks of a body without their sizes, or the text itself if it is not chunked. */
function joined(content: string): string {
  let rest = content
  let body = ''
  for (;;) {
    const size = /^([0-9a-f]+)(?:;[^\r\n]*)?\r?\n/i.exec(rest)
    const length = Number.parseInt(size?.[1] ?? '', 16)
    if (!size) return body === '' ? content : body
    if (length === 0) return body
    const bytes = Buffer.from(rest.slice(size[0].length))
    body += bytes.subarray(0, length).toString()
    rest = bytes
      .subarray(length)
      .toString()
      .replace(/^\r?\n/, '')
  }
}
