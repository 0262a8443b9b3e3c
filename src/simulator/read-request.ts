import { suspiciousKey } from '../ecpay/sign/suspicious-key.js'
import { EcpayError, type Finding } from '../findings/findings.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { type JsonObject, member, memberText, readObject } from '../protocol/json/json.js'
import { type Endpoint, isSigned, mustBeSigned } from '../protocol/system/endpoint.js'
import { asReason, type Reason } from '../protocol/system/reason.js'
import { isSilent } from '../protocol/system/silent-limits.js'
import type {
  AcceptedSignature,
  Refusal,
  SignatureCheck,
  SignedRequest,
  TokenState
} from '../protocol/system/system.js'
import { validate } from '../protocol/system/validate.js'
import { type GatewayKeys, type KnownApps, keysOf } from './demo-keys.js'
import { appOfToken, type TokenKind, tokenState } from './given-tokens.js'
import { applyLimits } from './limits.js'
import { TIPS } from './platform-answer.js'
import type { PlayedCall } from './played-calls.js'
import type { Store } from './store/store.js'
import type { SystemCodes } from './system-codes.js'

/** A request of the app, read and with its signature verified. */
export interface Call extends AcceptedSignature {
  /** The documented members by key, clamped or cut off like the platform does. */
  values: ReadonlyMap<string, string>
  /** The violations for which the platform refuses it. */
  violations: readonly Finding[]
}

export interface Received {
  contentType: string | undefined
  bytes: Uint8Array
}

/**
 * Reads the query of a GET: its parameters become the members of an object, each a string.
 *
 * @param query the text after the question mark, still encoded
 */
export function queryRequest(query: string): { text: string; body: JsonObject } {
  const members = [...new URLSearchParams(query)].map((pair) => pair.map((text) => JSON.stringify(text)).join(':'))
  const text = `{${members.join(',')}}`
  return { text, body: readObject(text) }
}

/** The content of a request: the signed object, and the whole, with digests for the files of a form. */
export interface RequestText {
  text: string
  body: JsonObject
}

/**
 * Reads a form. Its texts are signed. A file is replaced by its digest.
 *
 * @param parts the text of each part by name, or the digest of a file
 */
export function formRequest(parts: Readonly<Record<string, string | { file: string }>>): RequestText {
  const all = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? part : part.file])
  const texts = Object.entries(parts).filter(([, part]) => typeof part === 'string')
  const text = JSON.stringify(Object.fromEntries(texts))
  return { text, body: readObject(JSON.stringify(Object.fromEntries(all))) }
}

/** Reads a body like the platform does: JSON in UTF-8, with the right Content-Type. */
export function jsonRequest({ contentType, bytes }: Received, { unreadable }: SystemCodes): RequestText | Refusal {
  const notJson = (reasons: Reason[]) => ({ ...unreadable, reasons })
  if (!/^application\/json\s*(?:;|$)/i.test(contentType ?? '')) return notJson([{ code: 'content-type-not-json' }])
  try {
    const { text, warnings } = decodeBody(bytes)
    // Go's decoder, and so very probably the platform, refuses a byte order mark.
    const mark = warnings.filter(({ code }) => code === 'byte-order-mark')
    return mark.length > 0 ? notJson(mark.map(asReason)) : { text, body: readObject(text) }
  } catch (error) {
    return notJson(reasonsOf(error))
  }
}

/** The inputs of the checks of a request. */
export interface Checks extends KnownApps {
  store: Pick<Store, 'tokens'>
  /** Unix time in milliseconds. */
  now(): number
  /** See `AppOptions`. */
  strict?: boolean
}

const NOT_SIGNED: SignatureCheck = { accepted: { signed: [], warnings: [] } }
const VALIDATION = { local: true, signed: true }

/**
 * Checks app_id, access token, signature and fields, in this order, as far as the call has them. Other requests are
 * served during the search for the mistake in a wrong signature.
 */
export async function checkRequest(
  { system, endpoint, check, codes }: Pick<PlayedCall, 'system' | 'endpoint' | 'check' | 'codes'>,
  { text, body }: RequestText,
  header: SignedRequest['header'],
  { strict, store, now, keys, apps }: Checks
): Promise<Call | Refusal> {
  // In 担保支付, the local gateway has the keys of the demo app alone.
  const own = system.name === 'trade' && apps ? { keys, apps } : { keys }
  const isDemo = (kind: TokenKind, token: string) => token === keys[kind]
  const stateOf = (kind: TokenKind, token: string): TokenState =>
    isDemo(kind, token) ? 'live' : tokenState(store.tokens(), kind, token, now())
  const identity =
    checkAppId({ endpoint, codes }, body, keysOf(own, memberText(body, 'app_id'))) ??
    checkAccessToken(endpoint, body, stateOf)
  if (identity) return identity
  // A signature that may be left out is checked where it is given.
  const isGiven = mustBeSigned(endpoint) || (isSigned(endpoint) && member(body, 'sign') !== undefined)
  const request = { endpoint, text, body, header }
  const checked = isGiven
    ? await check(request, keys, {
        strict,
        keysOf: (app_id, version) => keysOf(own, app_id, version),
        tokenState: (token) => stateOf('client_token', token),
        appOfToken: (token) =>
          isDemo('client_token', token) ? undefined : appOfToken(store.tokens(), 'client_token', token)
      })
    : NOT_SIGNED
  if ('refusal' in checked) return checked.refusal
  const { signed, warnings, app_id } = checked.accepted
  const violations = validate(endpoint, body, VALIDATION).filter((one) => !isSilent(endpoint, one))
  return { signed, warnings, app_id, violations, values: applyLimits(endpoint, body, text) }
}

/** Checks app_id. Empty text counts as absent, like in any optional member. */
function checkAppId(
  { endpoint, codes }: Pick<PlayedCall, 'endpoint' | 'codes'>,
  body: JsonObject,
  { app_id }: GatewayKeys
): Refusal | undefined {
  const field = endpoint.fields.find(({ key }) => key === 'app_id')
  const given = memberText(body, 'app_id') || undefined
  const spared = field?.unless !== undefined && memberText(body, field.unless)
  if (!field || given === app_id || (given === undefined && (spared || !field.required))) return undefined
  return { ...codes.appId, reasons: appIdReasons(body) }
}

/**
 * Checks the access token. The platform's code is public only for the order push, whose table has 40002. A user
 * reported 40004 for a client_token in its place.
 */
function checkAccessToken(
  endpoint: Endpoint,
  body: JsonObject,
  stateOf: (kind: TokenKind, token: string) => TokenState
): Refusal | undefined {
  for (const { key, secret } of endpoint.fields) {
    const token = secret && memberText(body, key)
    const state = token ? stateOf('access_token', token) : 'live'
    if (token && state !== 'live') return tokenRefusal(endpoint, key, token, state)
  }
  return undefined
}

function tokenRefusal(endpoint: Endpoint, key: string, token: string, state: Exclude<TokenState, 'live'>): Refusal {
  const code = token.startsWith('clt.') ? 'client-token-given' : (`${state}-access-token` as const)
  const err_no = endpoint.verdict?.code !== 'err_code' ? 2010 : code === 'client-token-given' ? 40004 : 40002
  return { err_no, err_tips: TIPS.accessToken, reasons: [{ code, key }] }
}

function appIdReasons(body: JsonObject): Reason[] {
  if (member(body, 'app_id')) return [{ code: 'unknown-app-id' }]
  const near = body.members.find(({ key }) => suspiciousKey(key) === 'app_id')
  const missing: Reason = { code: 'missing-field', key: 'app_id' }
  return near ? [missing, { code: 'suspicious-key', key: near.key, meant: 'app_id' }] : [missing]
}

function reasonsOf(error: unknown): Reason[] {
  if (error instanceof EcpayError) return error.findings.map(asReason)
  throw error
}
