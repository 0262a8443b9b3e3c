import type { Finding } from '../../findings/findings.js'
import type { Both } from '../../language.js'
import type { CallbackTools } from '../callback/callback-tools.js'
import type { WithFields } from '../catalogue/known-fields.js'
import type { JsonObject } from '../json/json.js'
import type { Members } from '../json/members.js'
import type { AnswerField } from './answer-field.js'
import type { CallbackVerdict } from './callback-verdict.js'
import type { Entry } from './catalogue-entry.js'
import type { Endpoint } from './endpoint.js'
import type { Environments } from './environments.js'
import type { KeyName, Keys } from './keys.js'
import type { Reason } from './reason.js'
import type { Verdict } from './verdict.js'

/**
 * One payment system of the platform: what the commands of its calls, their help, `explain`, the documentation and the
 * local gateway follow from. A new one is such a value and its line in `src/systems.ts`. Every start of the program has
 * these values: what is large in them is loaded when it is asked for.
 */
export interface System {
  /** As `--system` names it. */
  name: string
  /** What the platform calls it. */
  title: Both
  /** The word that its commands begin with; none where they stand by themselves. */
  word?: string
  /** Words that only its answers, callbacks and errors contain, in any letter case. */
  traits?: RegExp
  environments: Environments
  /** The keys that signing a request and verifying a callback take. */
  keys: { sign: readonly KeyName[]; verify: readonly KeyName[] }
  /** Whether its access token is a client_token, which the app_secret is enough to ask for. */
  clientToken?: true
  endpoints(): Promise<readonly Endpoint[]>
  /** How the calls that have a `former` path are sent there: to another host, with another signature. */
  former?: FormerWay
  /** The data that a server signs for calls of its client, by the name of that call. */
  clientData?(): Promise<readonly WithFields[]>
  /** Where answers say whether a call succeeded, unless the call itself says otherwise. */
  verdict(): Promise<Verdict>
  /**
   * Signs the members of a call.
   *
   * @throws EcpayError for what cannot be signed
   */
  sign(call: UnsignedCall, keys: Keys, moment: Moment): Promise<SignedCall>
  /** What looks at the signatures of requests that come in, as the platform does. */
  signatureCheck(): Promise<CheckSignature>
  /**
   * Verifies a callback and looks for the cause of a wrong signature.
   *
   * @throws EcpayError where it is no callback of this system
   */
  verify(posted: PostedCallback, keys: Keys, options: VerifyOptions): Promise<CallbackVerdict>
  callbacks(): Promise<readonly CallbackType[]>
  callbackTools(): Promise<CallbackTools>
  catalogue(): Promise<readonly Entry[]>
}

export type CheckSignature = (
  request: SignedRequest,
  keys: GatewayKeys,
  options: SignatureOptions
) => Promise<SignatureCheck>

/** The keys of whoever checks: of an app also its public key. */
type GatewayKeys = Keys & { app_public_key?: string | undefined }

interface SignatureOptions {
  /** Whether to refuse what only some of the platform's own sources accept. */
  strict?: boolean | undefined
  /** The keys of another app than the usual one, where it is known, with this version of its key. */
  keysOf(app_id: string, key_version: string): GatewayKeys
  /** The state of a token in the header of a call. */
  tokenState(token: string): TokenState
  /** The app that such a token was given to, where that is known. */
  appOfToken(token: string): string | undefined
}

/** The state of a token: not given out, given out, at its end, or at its end because newer ones were given out. */
export type TokenState = 'unknown' | 'live' | 'expired' | 'replaced'

/** What differs if a call is sent in its former way. */
type FormerWay = Pick<System, 'environments' | 'keys' | 'sign' | 'signatureCheck' | 'verdict'>

/** The time and the chance in a signature that has both. */
export interface Moment {
  /** Unix time in milliseconds. */
  now(): number
  random(size: number): Uint8Array
}

/** A call to be signed. */
export interface UnsignedCall {
  endpoint: Endpoint
  members: Members
  /** How objects and arrays are signed where sources differ; they are refused when absent. */
  nested?: 'go' | 'json' | undefined
}

/** What is sent: the members with what the signature adds to them, and its headers. */
export interface SignedCall {
  members: Members
  headers: Readonly<Record<string, string>>
  warnings: readonly Finding[]
}

/** A request that came in for a call. */
export interface SignedRequest {
  endpoint: Endpoint
  /** The text of the body, or of the query as an object. */
  text: string
  body: JsonObject
  header(name: string): string | undefined
}

/** What a refused request is answered with. */
export interface Refusal {
  err_no: number
  /** In the platform's words. */
  err_tips: string
  reasons: readonly Reason[]
}

/** A signature that is accepted, with what the platform may see otherwise, or the refusal. */
export type SignatureCheck = { accepted: AcceptedSignature } | { refusal: Refusal }

export interface AcceptedSignature {
  /** The values that were signed: what the request asks for. */
  signed: readonly { key: string; text: string }[]
  warnings: readonly Reason[]
  /** The app that sent it, if its signature or its token says it. */
  app_id?: string | undefined
}

/** A callback as it was posted. */
export interface PostedCallback {
  /** By their names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: Uint8Array
}

export interface VerifyOptions {
  /** Seconds the timestamp may be off, both ways; not checked when absent. */
  maxAge?: number | undefined
  /** Unix time in seconds. */
  now: number
  /** In bytes. */
  limit: number
  signal: AbortSignal
  /** Keys that may have been taken for the right one; asked for only where the signature is wrong. */
  otherKeys?(): Promise<OtherKeys>
}

/** Every key at hand beside the right one. */
export interface OtherKeys extends Keys {
  /** By profile name. */
  profiles?: Readonly<Record<string, Keys>> | undefined
  /** The public keys of the local gateway. */
  demo?: Keys | undefined
}

/** A type of callback, with the members of its message. */
interface CallbackType extends Entry {
  fields: readonly AnswerField[]
}
