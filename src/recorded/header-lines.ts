import { jsonIn, readJson } from '../protocol/json/json.js'
import { headerOf, unbroken } from './given.js'
import { printedHeaders } from './printed-headers.js'

const SIGNING = /^byte[-_](?:timestamp|nonce|signature)/i
const SIGNING_INSIDE = /\bbyte[-_](?:timestamp|nonce|signature)/i

/**
 * Headers as they were written down: a JSON object of names and values, or one a line as HTTP, `curl -v` and logs have
 * them, or the headers of a callback as programs print them. Lines without a colon are left out.
 *
 * @throws EcpayError like `readJson`, for what begins as JSON
 * @example headerLines('POST /cb HTTP/1.1\r\nByte-Timestamp: 1\r\n') // [['Byte-Timestamp', '1']]
 */
export function headerLines(text: string): [name: string, value: string][] {
  if (/^\s*\{/.test(text) && jsonIn(text)) return ofObject(text)
  const lines = ofLines(text)
  const signing = lines.filter(([name]) => SIGNING.test(name))
  // All of them in one line: the value of the first has the others.
  if (signing.length > 0 && !signing.some(([, value]) => SIGNING_INSIDE.test(value))) return lines
  const printed = printedHeaders(text)
  if (printed.length > 0) return printed
  return /^\s*\{/.test(text) ? ofObject(text) : lines
}

function ofLines(text: string): [string, string][] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^[<>*]\s/, ''))
  return unbroken(lines).flatMap((line) => {
    const [name, value] = headerOf(line)
    return value === '' || /\s/.test(name) ? [] : [[name, value] as [string, string]]
  })
}

function ofObject(text: string): [string, string][] {
  const object = readJson(text)
  if (object.kind !== 'object') return []
  return object.members.flatMap(({ key, value }) => {
    const values = value.kind === 'array' ? value.items : [value]
    return values.flatMap((one): [string, string][] => ('text' in one ? [[key, one.text]] : []))
  })
}
