import { isUtf8 } from 'node:buffer'
import type { Code } from '../../findings/findings.js'
import { withoutUser } from '../../protocol/without-user.js'

/** A request with its answer, as it is kept: without secrets, and with long texts cut. */
export interface JournalEntry extends Message {
  /** Later ones sort later as text. */
  id: string
  /** Unix time in milliseconds, when it began. */
  at: number
  /** Whether this tool sent it or took it. */
  direction: 'out' | 'in'
  /** A call to the platform, or its callback to the merchant. */
  what: 'call' | 'callback'
  /** Where a call of this tool went: the environment, if it is known. */
  env?: string
  method: string
  url: string
  /** Null if there was none. */
  answer: (Message & { status: number }) | null
  /** Why there was none, or why it is not what a callback must be answered with. */
  problem: Code | null
  /** The literal of `err_no` in the answer, or of what stands in its place. */
  err_no: string | null
  milliseconds: number
  callback?: CallbackFacts
}

/** What `listen` found out about a callback: whether it is genuine, and its id in `deliveries`. */
interface CallbackFacts {
  valid: boolean
  delivery: string | null
}

/** Headers and body. */
export interface Message {
  headers: [name: string, value: string][]
  /** Text, or Base64 if it is not UTF-8. */
  body: string
  encoding?: 'base64'
  /** In bytes, of the whole as it was. */
  size: number
  /** Whether the body is not kept to its end: it is long, a form with files, or a file. */
  isCut?: true
}

/** A request with its answer, as it was. */
export interface Exchange extends Omit<JournalEntry, 'id' | 'answer' | 'err_no' | keyof Message> {
  headers: Iterable<readonly [name: string, value: string]>
  body: string | Uint8Array
  answer?:
    | { status: number; headers: Iterable<readonly [name: string, value: string]>; body: string | Uint8Array }
    | undefined
  /** The size of a body that is not to be kept, and not in `body`. */
  bodySize?: number
  /** The size of an answer that was received as a file, and is not in `body`. */
  fileSize?: number
  /** Whether it is not genuine, so that anybody can have sent it. */
  isForeign?: boolean
}

/**
 * Takes the secrets out of a text.
 *
 * @param bytes whether each character of it stands for a byte, in latin1
 */
export type Hide = (text: string, bytes?: 'latin1') => string

/** In bytes: the most that is kept of a body, and the most that is read of it. */
const LONGEST_BODY = 64 * 1024
const MOST_READ = 4 * LONGEST_BODY
/** In characters: more than any secret has, in any encoding. */
const LONGEST_SECRET = 16 * 1024
const LONGEST_LINE = 4096

/** An exchange as it may be kept. */
export function entryOf(id: string, exchange: Exchange, hide: Hide): JournalEntry {
  const { headers, body, answer, url, bodySize, fileSize, isForeign: _, ...about } = exchange
  const kept = answer && keptMessage(answer.headers, answer.body, hide)
  return {
    id,
    ...about,
    url: hide(withoutUser(url)).slice(0, LONGEST_LINE),
    ...keptMessage(headers, body, hide),
    ...(bodySize !== undefined && { size: bodySize, isCut: true as const }),
    answer:
      (kept &&
        answer && {
          status: answer.status,
          ...kept,
          ...(fileSize !== undefined && { size: fileSize, isCut: true as const })
        }) ??
      null,
    err_no: kept?.encoding ? null : errNoIn(kept?.body ?? '')
  }
}

function keptMessage(
  headers: Iterable<readonly [name: string, value: string]>,
  body: string | Uint8Array,
  hide: Hide
): Message {
  const lines = Array.from(headers, ([name, value]): [string, string] => [
    hide(name).slice(0, LONGEST_LINE),
    SECRET_HEADER.test(name) ? markOf(name) : hide(value).slice(0, LONGEST_LINE)
  ])
  const isForm = lines.some(([name, value]) => /^content-type$/i.test(name) && /^multipart\//i.test(value))
  return {
    headers: lines,
    ...(isForm ? { body: '', size: Buffer.byteLength(body), isCut: true as const } : keptBody(body, hide))
  }
}

/** Headers that hold a credential. A `Byte-Authorization` is a signature, and stays. */
const SECRET_HEADER = /^(?!byte-authorization$).*(?:authorization|cookie|token|secret|salt|password|api-?key)/i

function markOf(name: string): string {
  return /^access-token$/i.test(name) ? '<ACCESS_TOKEN>' : '<SECRET>'
}

function keptBody(body: string | Uint8Array, hide: Hide): Omit<Message, 'headers'> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length)
  const isWhole = bytes.length <= MOST_READ
  const begin = isWhole ? bytes : wholeCharacters(bytes.subarray(0, MOST_READ))
  const encoding = isUtf8(begin) ? 'utf8' : 'latin1'
  // Masked before it is cut, because nobody finds half of a secret. What ends at the border may be such a half.
  const all = encoding === 'utf8' ? hide(begin.toString()) : hide(begin.toString(encoding), encoding)
  const masked = Buffer.from(isWhole ? all : all.slice(0, -LONGEST_SECRET), encoding)
  const isCut = !isWhole || masked.length > LONGEST_BODY
  const cut = masked.subarray(0, LONGEST_BODY)
  return {
    ...(encoding === 'utf8'
      ? { body: (isCut ? wholeCharacters(cut) : cut).toString() }
      : { body: cut.toString('base64'), encoding: 'base64' }),
    size: bytes.length,
    ...(isCut && { isCut })
  }
}

/** Without the bytes of a character of UTF-8 that is not there to its end. */
function wholeCharacters(bytes: Buffer): Buffer {
  const from = bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  const first = bytes[from] ?? 0
  const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  return bytes.length - from < length ? bytes.subarray(0, from) : bytes
}

/** Where answers of either system, and of the client of 通用交易系统, say whether they are a success. */
const ERR_NO = /"(err_no|err_code|error_code|errNo|sub_error_code)"\s{0,8}:\s{0,8}"?(-?\d{1,12})/g

/** The most exact code that is not 0, else any. */
function errNoIn(text: string): string | null {
  const found = Array.from(text.matchAll(ERR_NO), ([, name, code = '']) => ({ name, code }))
  const wrong = found.filter(({ code }) => code !== '0')
  return (wrong.find(({ name }) => name === 'sub_error_code') ?? wrong[0] ?? found[0])?.code ?? null
}

/** Whether it did not come to a success. */
export function isFailed({ answer, err_no, problem, callback }: JournalEntry): boolean {
  if (problem !== null || !answer || answer.status >= 400 || callback?.valid === false) return true
  return err_no !== null && err_no !== '0'
}

/** Whether a line of the file is an entry. Anybody may have written the file. */
export function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false
  const one = value as Partial<Record<keyof JournalEntry, unknown>>
  return (
    [one.id, one.method, one.url].every((text) => typeof text === 'string') &&
    /^[0-9a-z]{1,16}$/.test(String(one.id)) &&
    (one.direction === 'out' || one.direction === 'in') &&
    (one.what === 'call' || one.what === 'callback') &&
    isCount(one.at, LAST_TIME) &&
    isCount(one.milliseconds) &&
    [one.problem, one.err_no].every((text) => text === null || typeof text === 'string') &&
    isMessage(value) &&
    (one.answer === null || (isMessage(one.answer) && isCount((one.answer as { status?: unknown }).status, 999))) &&
    (one.env === undefined || typeof one.env === 'string') &&
    (one.callback === undefined || isFacts(one.callback))
  )
}

/** The end of the year 9999 in Unix time, in milliseconds: a date can be written up to it. */
const LAST_TIME = 253_370_764_799_999

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): boolean {
  return typeof value === 'number' && value >= 0 && value <= most
}

function isMessage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { headers, body, size, encoding, isCut } = value as { [key in keyof Message]?: unknown }
  return (
    typeof body === 'string' &&
    isCount(size) &&
    (encoding === undefined || encoding === 'base64') &&
    (isCut === undefined || isCut === true) &&
    Array.isArray(headers) &&
    headers.every((one) => Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === 'string'))
  )
}

function isFacts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { valid, delivery } = value as { [key in keyof CallbackFacts]?: unknown }
  return typeof valid === 'boolean' && (delivery === null || typeof delivery === 'string')
}

/** The bytes of a body as far as it is kept. */
export function bytesOf({ body, encoding }: Pick<Message, 'body' | 'encoding'>): Buffer {
  return Buffer.from(body, encoding ?? 'utf8')
}

/** The value of a header, whatever the case of its name. */
export function headerOf({ headers }: Pick<Message, 'headers'>, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

/** What the support of the platform asks for: in a header, or in the answer itself. */
export function logIdOf({ answer }: JournalEntry): string | undefined {
  if (!answer) return undefined
  return headerOf(answer, 'x-tt-logid') ?? /"log_?id"\s{0,8}:\s{0,8}"(\w{8,64})"/.exec(answer.body)?.[1]
}

/** The type that a callback names itself; null for what is none. */
export function callbackTypeOf({ what, body }: Pick<JournalEntry, 'what' | 'body'>): string | null {
  if (what !== 'callback') return null
  return /"type"\s{0,8}:\s{0,8}"([^"\\]{1,64})"/.exec(body)?.[1] ?? null
}

/** The path of its address. */
export function pathOf({ url }: Pick<JournalEntry, 'url'>): string {
  return url.replace(/^[a-z]{2,10}:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/'
}
