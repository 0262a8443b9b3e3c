import { hash } from 'node:crypto'
import { comparePhp, htmlEscaped, htmlUnescaped } from '../diagnose/texts.js'
import { escapeUnicode, type JsonStyle, writeJson } from '../diagnose/write-json.js'
import { type Finding, finding } from '../findings.js'
import { readJson } from '../json/json.js'
import { compareBytes } from '../text.js'
import type { CallbackParts } from './signature.js'

/** Keys of the configuration that are easily taken for the token. */
export interface OtherKeys {
  salt?: string | undefined
  /** By profile name. */
  profiles?: Record<string, { token?: string | undefined; salt?: string | undefined }> | undefined
}

/** What a mistaken computation may have taken in. */
export interface Verified extends CallbackParts {
  type?: string | undefined
  msg_signature: string
}

/** The steps from a callback to its signature. A mistake replaces one of them. */
interface Steps {
  token: string
  msg: string
  /** Further members that are taken in. */
  members: readonly string[]
  /** Absent: token, timestamp, nonce, msg in this order. */
  compare: ((a: string, b: string) => number) | undefined
  separator: string
  digest: 'sha1' | 'md5'
  upper: boolean
}

/** A way to get a callback's signature wrong, as what it is reported as. */
export interface CallbackMutation {
  cause: Finding
  change: Partial<Steps>
}

/** The signature of a callback with these mistakes in it. */
export function signBy(parts: CallbackParts, token: string, mutations: readonly CallbackMutation[]): string {
  const steps = stepsWith(parts, token, mutations)
  const digest = hash(steps.digest, join(parts, steps, steps.token), 'hex')
  return steps.upper ? digest.toUpperCase() : digest
}

/** What was hashed then, with the mask in the token's place. */
export function stringBy(
  parts: CallbackParts,
  token: string,
  mutations: readonly CallbackMutation[],
  mask: string
): string {
  return join(parts, stepsWith(parts, token, mutations), mask)
}

function stepsWith(parts: CallbackParts, token: string, mutations: readonly CallbackMutation[]): Steps {
  const right: Steps = {
    token,
    msg: parts.msg,
    members: [],
    compare: compareBytes,
    separator: '',
    digest: 'sha1',
    upper: false
  }
  return Object.assign(right, ...mutations.map(({ change }) => change))
}

function join({ timestamp, nonce }: CallbackParts, steps: Steps, shown: string): string {
  const { token, compare } = steps
  const texts = [
    { text: token, shown },
    ...[timestamp, nonce, steps.msg, ...steps.members].map((text) => ({ text, shown: text }))
  ]
  if (compare) texts.sort((a, b) => compare(a.text, b.text))
  return texts.map((one) => one.shown).join(steps.separator)
}

/** Every known mistake for this callback, the more frequent first. */
export function callbackMutations(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string
): CallbackMutation[] {
  return [
    ...otherTokens(token, others),
    ...otherMessages(envelope.msg),
    { cause: finding('uppercase-digest', {}), change: { upper: true } },
    { cause: finding('md5-digest', {}), change: { digest: 'md5' } },
    { cause: finding('callback-sorted-as-numbers', {}), change: { compare: comparePhp } },
    { cause: finding('callback-not-sorted', {}), change: { compare: undefined } },
    ...otherMembers(envelope, theirs),
    ...['&', ',', ' ', '\n'].map(
      (separator): CallbackMutation => ({ cause: finding('callback-separator', { separator }), change: { separator } })
    )
  ]
}

function otherTokens(token: string, others: OtherKeys): CallbackMutation[] {
  const by = (key: string | undefined, cause: Finding): CallbackMutation[] =>
    key === undefined || key === token ? [] : [{ cause, change: { token: key } }]
  return [
    ...[token.trim(), `${token}\n`, `${token}\r\n`, ` ${token}`, `${token} `].flatMap((key) =>
      by(key, finding('token-edge-whitespace', {}))
    ),
    ...by(others.salt, finding('salt-as-token', {})),
    ...Object.entries(others.profiles ?? {}).flatMap(([profile, keys]) => [
      ...by(keys.token, finding('other-profile-token', { profile })),
      ...by(keys.salt, finding('other-profile-salt', { profile }))
    ])
  ]
}

/** `type` and the signature itself, which cannot be part of what it signs. */
function otherMembers({ type, msg_signature }: Verified, theirs: string): CallbackMutation[] {
  const texts = { type, msg_signature: msg_signature === theirs ? undefined : msg_signature }
  return Object.entries(texts).flatMap(([key, text]): CallbackMutation[] =>
    text === undefined ? [] : [{ cause: finding('envelope-member-signed', { key }), change: { members: [text] } }]
  )
}

function otherMessages(msg: string): CallbackMutation[] {
  // Where several causes come to the same text, the simplest is told: the one that is set last.
  const causes = new Map<string, Finding>()
  const add = (cause: Finding, texts: readonly string[]) => {
    for (const text of texts.toReversed()) causes.set(text, cause)
  }
  for (const [text, cause] of rewritings(msg).toReversed()) causes.set(text, cause)
  add(finding('msg-not-decoded', {}), notDecoded(msg))
  add(finding('msg-decoded-twice', {}), decodedTwice(msg))
  add(finding('msg-url-encoded', {}), urlForms(msg))
  add(finding('msg-html-escaped', {}), [htmlEscaped(msg), htmlUnescaped(msg)])
  add(finding('msg-with-byte-order-mark', {}), [`\ufeff${msg}`, msg.replace(/^\ufeff/, '')])
  add(finding('msg-trimmed', {}), [msg.trim(), `${msg} `, `${msg}\n`])
  causes.delete(msg)
  return [...causes].map(([text, cause]) => ({ cause, change: { msg: text } }))
}

const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }

/** How other languages write parsed JSON again; each differs in bytes from what was signed. */
const WRITERS: { how: string; style: JsonStyle }[] = [
  { how: 'JSON.stringify (JavaScript)', style: { ...COMPACT, doubles: true } },
  { how: 'json.dumps (Python)', style: { ...SPACED, ascii: true } },
  { how: 'json.dumps with ensure_ascii=False (Python)', style: SPACED },
  { how: 'json_encode (PHP)', style: { ...COMPACT, ascii: true, slashes: true } },
  { how: 'json_encode with JSON_UNESCAPED_UNICODE (PHP)', style: { ...COMPACT, slashes: true } },
  { how: 'json_encode with JSON_UNESCAPED_SLASHES (PHP)', style: { ...COMPACT, ascii: true } },
  { how: 'json.Marshal of a map (Go)', style: { ...COMPACT, html: true, sorted: true, doubles: true } },
  { how: 'sorted keys', style: { ...COMPACT, sorted: true } },
  { how: 'no white space', style: COMPACT },
  { how: 'two spaces of indentation', style: { ...COMPACT, colon: ': ', indent: 2 } },
  { how: 'four spaces of indentation', style: { ...COMPACT, colon: ': ', indent: 4 } }
]

/** The message as other writers give it, with the cause that it then is. */
function rewritings(msg: string): [string, Finding][] {
  try {
    const value = readJson(msg)
    return WRITERS.map(({ how, style }) => [writeJson(value, style), finding('msg-rewritten', { how })])
  } catch {
    return [] // msg need not be JSON
  }
}

/** As it stands inside the outer JSON, with its escapes and perhaps its quotes. */
function notDecoded(msg: string): string[] {
  const json = JSON.stringify(msg)
  const forms = [json, escapeUnicode(json), escapeUnicode(json).replaceAll('/', '\\/')]
  return [...forms.map((form) => form.slice(1, -1)), ...forms]
}

/** Its own escapes taken for those of the outer JSON, as stripslashes and a second decoding do. */
function decodedTwice(msg: string): string[] {
  const stripped = msg.replace(/\\(.)/gs, '$1')
  try {
    const decoded: unknown = JSON.parse(msg.startsWith('"') ? msg : `"${msg.replace(/(?<!\\)"/g, '\\"')}"`)
    return typeof decoded === 'string' ? [decoded, stripped] : [stripped]
  } catch {
    return [stripped]
  }
}

function urlForms(msg: string): string[] {
  const attempts = [
    () => encodeURIComponent(msg),
    () => decodeURIComponent(msg),
    () => decodeURIComponent(msg.replaceAll('+', ' '))
  ]
  return attempts.flatMap((attempt) => {
    try {
      return [attempt()]
    } catch {
      return [] // a lone % or half a character
    }
  })
}
