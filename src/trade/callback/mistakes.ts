import { type Finding, finding } from '../../findings/findings.js'
import { atOnce } from '../../protocol/in-slices.js'
import { compactJson } from '../../protocol/json/compact-json.js'
import { gbkBytes } from '../../protocol/json/gbk.js'
import { type JsonObject, jsonIn, member, objectIn } from '../../protocol/json/json.js'
import { ungarbled } from '../../protocol/languages/charsets.js'
import { COMPACT } from '../../protocol/languages/json-writers.js'
import { rewritten } from '../../protocol/languages/rewritten.js'
import { htmlEscaped, htmlUnescaped, phpUrlencode, rawUrlencode } from '../../protocol/languages/text-forms.js'
import { type JsonStyle, writeJson } from '../../protocol/languages/write-json.js'
import { TRADE_CALLBACKS } from '../catalogue/callback-types.js'

/** What is signed of a callback, in the steps in which it is put together. */
export interface Steps {
  /** The lines before the body. */
  head: readonly string[]
  body: string
  /** What the body becomes at its ends. */
  edge(body: string): string
  /** The bytes of the body. */
  bytes(body: string): Uint8Array
  joint: string
  end: string
}

/** A way to sign something else than the three lines: what it is reported as, and the steps that it replaces. */
export interface Mistake {
  cause: Finding
  change: Partial<Steps>
}

/** What the mistakes are made of. */
export interface Material {
  timestamp: string
  nonce: string
  body: string
  /** Paths that may have been put in front, the likeliest first. */
  paths: readonly string[]
}

export function rightSteps({ timestamp, nonce, body }: Material): Steps {
  return {
    head: [timestamp, nonce],
    body,
    edge: (text) => text,
    bytes: (text) => Buffer.from(text),
    joint: '\n',
    end: '\n'
  }
}

/** The bytes that the steps come to. */
export function textOf({ head, body, edge, bytes, joint, end }: Steps): Uint8Array {
  const front = head.map((line) => `${line}${joint}`).join('')
  return Buffer.concat([Buffer.from(front), bytes(edge(body)), Buffer.from(end)])
}

/** Every known mistake; where several give the same text, the first is told: an editor adds a line break more often than code forgets one. */
export function mistakesOf(material: Material): Mistake[] {
  return [...EDGES, ...LINES, ...heads(material), ...bodies(material), ...CHARSETS]
}

const LINES: readonly Mistake[] = [
  { cause: finding('no-final-newline'), change: { end: '' } },
  { cause: finding('crlf', { where: 'joints' }), change: { joint: '\r\n', end: '\r\n' } },
  { cause: finding('crlf', { where: 'joints' }), change: { joint: '\r\n', end: '' } },
  { cause: finding('literal-newline'), change: { joint: '\\n', end: '\\n' } },
  { cause: finding('literal-newline'), change: { joint: '\\n', end: '' } },
  { cause: finding('no-line-breaks'), change: { joint: '', end: '' } }
]

function heads({ timestamp, nonce, paths }: Material): Mistake[] {
  const seconds = timestamp.slice(0, -3)
  const signed = /^\d{13}$/.test(timestamp) ? [seconds] : /^\d{10}$/.test(timestamp) ? [`${timestamp}000`] : []
  return [
    { cause: finding('timestamp-nonce-swapped'), change: { head: [nonce, timestamp] } },
    ...paths.map((uri) => ({
      cause: finding('five-lines', { uri }),
      change: { head: ['POST', uri, timestamp, nonce] }
    })),
    { cause: finding('signed-without', { part: 'Byte-Timestamp' }), change: { head: [nonce] } },
    { cause: finding('signed-without', { part: 'Byte-Nonce-Str' }), change: { head: [timestamp] } },
    ...signed.map((one) => ({
      cause: finding('timestamp-unit-changed', { found: timestamp, signed: one }),
      change: { head: [one, nonce] }
    }))
  ]
}

const EDGES: readonly Mistake[] = (
  [
    ['line-break-added', (body) => body.replace(/\r?\n$/, '')],
    ['line-break-missing', (body) => `${body}\n`],
    ['line-break-missing', (body) => `${body}\r\n`],
    ['byte-order-mark', (body) => (body.startsWith('\ufeff') ? body.slice(1) : `\ufeff${body}`)],
    ['trimmed', (body) => body.trim()]
  ] satisfies [string, (body: string) => string][]
).map(([how, edge]) => ({ cause: finding('body-edge-changed', { how }), change: { edge } }))

const CHARSETS: readonly Mistake[] = [
  { cause: finding('body-encoded', { how: 'gbk' }), change: { bytes: (body) => gbkBytes(body) } }
]

/** In characters: writing a longer body again in every way takes seconds. */
export const LONG_BODY = 64 * 1024
/** This many of the writers are the ones that most people use. */
const COMMON = 12

/** Other texts than the body that were signed for it; of several that come to the same the first is told. */
function bodies({ body }: Material): Mistake[] {
  const seen = new Set([body])
  const found: Mistake[] = []
  const add = (cause: Finding, texts: readonly string[]) => {
    for (const text of texts) if (seen.size < seen.add(text).size) found.push({ cause, change: { body: text } })
  }
  const object = objectIn(body)
  add(finding('signed-msg-only'), messages(body, object))
  // White space between the parts comes from writing JSON again; only that inside of texts was taken out on purpose.
  const layout = object && compactJson(body)
  const stripped = [body.replaceAll(' ', ''), body.replace(/\s/g, '')]
  add(
    finding('spaces-stripped'),
    stripped.filter((text) => text !== layout)
  )
  add(finding('crlf', { where: 'body' }), [body.replaceAll('\r\n', '\n'), body.replace(/(?<!\r)\n/g, '\r\n')])
  const text = object ? undefined : jsonIn(body)
  if (text?.kind === 'string') add(finding('body-encoded', { how: 'json-string' }), [text.text])
  const isLong = body.length > LONG_BODY
  const { written, printed } = atOnce(rewritten(body, isLong ? COMMON : undefined))
  for (const [how, text] of written) add(finding('body-reserialised', { how }), [text])
  if (isLong) return found
  for (const [how, text] of orders(object)) add(finding('body-reserialised', { how, isOrder: true }), [text])
  for (const [how, text] of innerRewritten(object)) add(finding('body-reserialised', { how, part: 'msg' }), [text])
  for (const [how, text] of printed) if (text !== '') add(finding('body-reserialised', { how }), [text])
  add(finding('spaces-stripped'), stripped)
  add(finding('msg-for-body'), wrapped(body, object))
  add(finding('body-encoded', { how: 'html-escaped' }), [htmlEscaped(body), htmlUnescaped(body)])
  add(finding('body-encoded', { how: 'url-encoded' }), [
    phpUrlencode(body),
    rawUrlencode(body),
    ...percentDecoded(body)
  ])
  add(finding('body-encoded', { how: 'slashes-added' }), [
    body.replace(/["'\\]/g, '\\$&'),
    body.replace(/\\(["'\\])/g, '$1')
  ])
  add(finding('body-encoded', { how: 'base64' }), base64Decoded(body))
  add(finding('body-encoded', { how: 'garbled' }), ungarbled(body))
  add(finding('signed-without', { part: 'the body' }), [''])
  return found
}

/** msg as it reads, and as it stands in the body with its escapes. */
function messages(body: string, object: JsonObject | undefined): string[] {
  const msg = object && member(object, 'msg')
  return msg?.kind === 'string' ? [msg.text, body.slice(msg.start + 1, msg.end - 1)] : []
}

const SPACED: JsonStyle = { comma: ', ', colon: ': ' }

/** The members of the body in every other order. */
function orders(object: JsonObject | undefined): [how: string, text: string][] {
  if (!object || object.members.length > 3) return []
  return permutations(object.members).flatMap((members) => {
    const how = members.map(({ key }) => key).join(', ')
    return [COMPACT, SPACED].map((style): [string, string] => [how, writeJson({ ...object, members }, style)])
  })
}

function permutations<T>(members: readonly T[]): T[][] {
  if (members.length < 2) return [[...members]]
  return members.flatMap((first, at) => permutations(members.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}

/** The body with a msg in it that was parsed and written again, as who takes it for an object does. */
function innerRewritten(object: JsonObject | undefined): [how: string, text: string][] {
  const msg = object && member(object, 'msg')
  if (!object || (msg?.kind !== 'string' && msg?.kind !== 'object')) return []
  const { written } = atOnce(rewritten(msg.kind === 'string' ? msg.text : writeJson(msg, COMPACT), COMMON))
  return written.map(([how, text]) => {
    const { start, end } = msg
    const value = { kind: 'string', text, start, end } as const
    const members = object.members.map((one) => (one.value === msg ? { ...one, value } : one))
    return [how, writeJson({ ...object, members }, COMPACT)]
  })
}

/**
 * What the platform may have sent, where only its msg is there, as it is or printed with spaces: of every type and
 * version, in every order.
 */
function wrapped(given: string, object: JsonObject | undefined): string[] {
  if (!object || member(object, 'msg')) return []
  const texts = [...new Set([given, given.trim(), compactJson(given)])]
  return texts.flatMap((msg) => wrappedText(msg))
}

function wrappedText(msg: string): string[] {
  return TRADE_CALLBACKS.flatMap(({ code: type, versions }) =>
    versions.flatMap((version) =>
      permutations(Object.entries({ version, type, msg })).map((pairs) => JSON.stringify(Object.fromEntries(pairs)))
    )
  )
}

function base64Decoded(text: string): string[] {
  // In lines of 76 characters, as MIME and the tool base64 write it.
  const digits = text.replace(/\s/g, '')
  return /^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(digits) ? [Buffer.from(digits, 'base64').toString()] : []
}

function percentDecoded(text: string): string[] {
  try {
    return [decodeURIComponent(text), decodeURIComponent(text.replaceAll('+', ' '))]
  } catch {
    return []
  }
}
