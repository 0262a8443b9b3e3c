import { hash } from 'node:crypto'
import { type CallbackParts, callbackSignature, callbackStringToSign } from './callback-signature.js'
import { type Finding, finding } from './findings.js'
import { readJson } from './json.js'
import { sameSignature } from './request-signature.js'
import { compareBytes } from './text.js'

/** Keys of the configuration that are easily taken for the token. */
export interface OtherKeys {
  salt?: string | undefined
  /** By profile name. */
  profiles?: Record<string, { token?: string | undefined; salt?: string | undefined }> | undefined
}

/** The form of a `msg_signature`, whatever its case. */
export const SIGNATURE = /^[0-9a-f]{40}$/i

interface Candidate {
  signature: string
  cause: Finding
}

/**
 * Tries the usual causes of a mismatch and returns those that give exactly the signature that came.
 * Where no cause does, the message or the token differ: `msg-changed`; nothing where what came is no signature.
 */
export function causesOfMismatch(
  envelope: CallbackParts & { msg_signature: string },
  token: string,
  others: OtherKeys = {}
): Finding[] {
  const came = envelope.msg_signature
  const found = candidates(envelope, token, others).filter(({ signature }) => sameSignature(signature, came))
  const causes = found.map(({ cause }) => cause)
  if (causes.length === 0) return SIGNATURE.test(came) ? [finding('msg-changed', {})] : []
  return causes.filter((cause, i) => causes.findIndex((one) => same(one, cause)) === i)
}

function same(a: Finding, b: Finding): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function candidates(parts: CallbackParts, token: string, others: OtherKeys): Candidate[] {
  return [...otherTokens(parts, token, others), ...otherMessages(parts, token), ...otherDigests(parts, token)]
}

function otherTokens(parts: CallbackParts, token: string, others: OtherKeys): Candidate[] {
  const by = (key: string | undefined, cause: Finding) =>
    key === undefined ? [] : [{ signature: callbackSignature(parts, key), cause }]
  const profiles = Object.entries(others.profiles ?? {})
  return [
    ...by(token.trim(), finding('token-edge-whitespace', {})),
    ...[`${token}\n`, `${token}\r\n`, ` ${token}`, `${token} `].flatMap((key) =>
      by(key, finding('token-edge-whitespace', {}))
    ),
    ...by(others.salt, finding('salt-as-token', {})),
    ...profiles.flatMap(([profile, keys]) => [
      ...by(keys.token, finding('other-profile-token', { profile })),
      ...by(keys.salt, finding('other-profile-salt', { profile }))
    ])
  ]
}

function otherMessages(parts: CallbackParts, token: string): Candidate[] {
  const trimmed = [parts.msg.trim(), `${parts.msg} `, `${parts.msg}\n`]
  // Where several causes come to the same text, the simplest is told: the one that is set last.
  const causes = new Map<string, Finding>(rewritings(parts.msg).toReversed())
  for (const msg of trimmed) causes.set(msg, finding('msg-trimmed', {}))
  return [...causes].map(([msg, cause]) => ({ signature: callbackSignature({ ...parts, msg }, token), cause }))
}

/** How other languages write parsed JSON again; each differs in bytes from what was signed. */
const WRITERS: { how: string; write: (value: unknown) => string }[] = [
  { how: 'JSON.stringify (JavaScript)', write: (value) => JSON.stringify(value) },
  { how: 'json.dumps (Python)', write: (value) => escapeUnicode(spaced(value)) },
  { how: 'json.dumps with ensure_ascii=False (Python)', write: spaced },
  { how: 'json_encode (PHP)', write: (value) => escapeUnicode(JSON.stringify(value)).replaceAll('/', '\\/') },
  {
    how: 'json_encode with JSON_UNESCAPED_UNICODE (PHP)',
    write: (value) => JSON.stringify(value).replaceAll('/', '\\/')
  },
  { how: 'json_encode with JSON_UNESCAPED_SLASHES (PHP)', write: (value) => escapeUnicode(JSON.stringify(value)) },
  { how: 'json.Marshal of a map (Go)', write: (value) => escapeHtml(JSON.stringify(sortedKeys(value))) },
  { how: 'sorted keys', write: (value) => JSON.stringify(sortedKeys(value)) },
  { how: 'two spaces of indentation', write: (value) => JSON.stringify(value, null, 2) },
  { how: 'four spaces of indentation', write: (value) => JSON.stringify(value, null, 4) }
]

/** The message as other writers give it, with the cause that it then is. */
function rewritings(msg: string): [string, Finding][] {
  let value: unknown
  try {
    readJson(msg) // refuses what is too deep to be written again
    value = JSON.parse(msg)
  } catch {
    return [] // msg need not be JSON
  }
  return WRITERS.map(({ how, write }) => [write(value), finding('msg-rewritten', { how })])
}

function otherDigests(parts: CallbackParts, token: string): Candidate[] {
  const upper = callbackSignature(parts, token).toUpperCase()
  const md5 = hash('md5', callbackStringToSign(parts, token), 'hex')
  return [
    { signature: upper, cause: finding('uppercase-digest', {}) },
    { signature: md5, cause: finding('md5-digest', {}) }
  ]
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`)
  return `{${members.join(', ')}}`
}

function escapeUnicode(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, escaped)
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, escaped)
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => compareBytes(a, b))
  return Object.fromEntries(entries.map(([key, one]) => [key, sortedKeys(one)]))
}
