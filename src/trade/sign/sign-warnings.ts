import { isUtf8 } from 'node:buffer'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { damagedText } from '../../protocol/damaged-text.js'
import { parseFen } from '../../protocol/fen.js'
import { invalidUtf8 } from '../../protocol/json/bytes.js'
import { type JsonValue, readJson } from '../../protocol/json/json.js'
import { names } from '../../protocol/text.js'
import { REQUEST_ORDER, type RequestParts } from './string-to-sign.js'

/**
 * What is odd about a request that is signed all the same: another text would be handed over, or be refused.
 * Nothing of it changes what is signed.
 */
export function signWarnings({ uri = REQUEST_ORDER, timestamp, nonce, body }: RequestParts): Finding[] {
  return [...uriWarnings(uri), ...timestampWarnings(timestamp), ...nonceWarnings(nonce), ...bodyWarnings(body, uri)]
}

/** What the client calls by itself, where `/requestOrder` is signed. */
const CLIENT_CALL = /^\/api\/trade_basic\/v1\/user\/order_create\b/

function uriWarnings(uri: string): Finding[] {
  return CLIENT_CALL.test(uri) ? [finding('client-call-signed', { found: uri })] : []
}

/** A later second than this is none that is meant: the year 5138. */
const LAST_SECOND = 99_999_999_999

function timestampWarnings(timestamp: string): Finding[] {
  return Number(timestamp) > LAST_SECOND ? [finding('timestamp-in-milliseconds', { found: timestamp })] : []
}

/** Source: the table of common parameters. ByteDance's own demos send others, so nothing of it is refused. */
const NONCE_LENGTH = 128

function nonceWarnings(nonce: string): Finding[] {
  const odd = nonce.match(/[^A-Za-z0-9_]/gu) ?? []
  return [
    ...(odd.length > 0 ? [finding('nonce-outside-alphabet', { characters: [...new Set(odd)].map(shown) })] : []),
    ...(nonce.length > NONCE_LENGTH ? [finding('nonce-too-long', { length: nonce.length, limit: NONCE_LENGTH })] : []),
    ...(nonce === '' ? [finding('nonce-empty', {})] : [])
  ]
}

function shown(character: string): string {
  return /[\p{C}\p{Z}]/u.test(character) ? (names(character)[0] ?? '') : character
}

/** What the client hands over as a text: it is JSON, and never empty. */
const DATA_OF_CLIENT = [REQUEST_ORDER, '/createSignOrder']

function bodyWarnings(body: Uint8Array | string, uri: string): Finding[] {
  if (typeof body !== 'string' && !isUtf8(body)) return [invalidUtf8(body)]
  const text = typeof body === 'string' ? body : Buffer.from(body).toString()
  if (text === '') return DATA_OF_CLIENT.includes(uri) ? [finding('data-empty', {})] : []
  const value = jsonIn(text)
  if (value instanceof EcpayError)
    return [...notJson(value), ...spaces(text, false), ...present(damagedText('data', text))]
  return [...escapes(text), ...spaces(text, true), ...wrapper(value), ...valueWarnings(value, '')]
}

/** What `trade order` prints in a pipe, and what backends answer to their client. */
function wrapper(value: JsonValue): Finding[] {
  const has = (key: string) => value.kind === 'object' && value.members.some((one) => one.key === key)
  return has('data') && has('byteAuthorization') ? [finding('client-parameters-signed', {})] : []
}

function jsonIn(text: string): JsonValue | EcpayError {
  try {
    return readJson(text)
  } catch (error) {
    if (error instanceof EcpayError) return error
    throw error
  }
}

/** Where it ends to be JSON, or what else is wrong with it. */
function notJson({ findings }: EcpayError): Finding[] {
  return findings.map((one) =>
    one.code === 'invalid-json' ? finding('data-not-json', { line: one.line, column: one.column }) : one
  )
}

/** So many of them are shown. */
const EXAMPLES = 3

/** Escapes that `JSON.stringify` does not write: after parsing and writing again, the text is another one. */
function escapes(text: string): Finding[] {
  const found = (text.match(/\\(?:u[0-9a-fA-F]{4}|[^u])/g) ?? []).filter((one) => !isUsual(one))
  const examples = [...new Set(found)].slice(0, EXAMPLES)
  return examples.length > 0 ? [finding('unusual-escapes', { examples })] : []
}

function isUsual(written: string): boolean {
  if (!written.startsWith('\\u')) return written !== '\\/'
  const character = String.fromCharCode(Number.parseInt(written.slice(2), 16))
  return JSON.stringify(character) === `"${written}"`
}

/** White space that is signed and that trimming, or parsing and writing again, loses. */
function spaces(text: string, isJson: boolean): Finding[] {
  const places = [
    ...(text.trim() === text ? [] : ['edges']),
    ...(isJson && /\s/.test(outsideStrings(text.trim())) ? ['inside'] : []),
    ...(text.includes('\r\n') ? ['crlf'] : [])
  ]
  return places.length > 0 ? [finding('loose-spaces', { places })] : []
}

/** A JSON text without its strings. */
function outsideStrings(json: string): string {
  const pieces = json.replaceAll('\\\\', '').replaceAll('\\"', '').split('"')
  return pieces.filter((_, at) => at % 2 === 0).join('')
}

/** Members that hold money. Source: the data of tt.requestOrder and the bodies of the calls. */
const AMOUNT = /(?:amount|price|fee)$/i

/** What the values give a reason to say, each by its path from the outside in. */
function valueWarnings(value: JsonValue, path: string): Finding[] {
  if (value.kind === 'object')
    return value.members.flatMap((one) => valueWarnings(one.value, path === '' ? one.key : `${path}.${one.key}`))
  if (value.kind === 'array') return value.items.flatMap((item, at) => valueWarnings(item, `${path}.${at}`))
  if (value.kind === 'string') return present(damagedText(path, value.text))
  if (value.kind === 'null') return path === '' ? [] : [finding('null-member', { key: path })]
  if (value.kind === 'boolean') return []
  if (!/^-?\d+$/.test(value.text)) return AMOUNT.test(path) ? amountWarnings(path, value.text) : []
  return Number.isSafeInteger(Number(value.text)) ? [] : [finding('unsafe-integer', { key: path, text: value.text })]
}

function amountWarnings(key: string, text: string): Finding[] {
  const read = parseFen(text, key)
  return 'problem' in read ? [read.problem] : []
}

function present(found: Finding | undefined): Finding[] {
  return found ? [found] : []
}
