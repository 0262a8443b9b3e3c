import type { Code, Finding } from '../../findings/findings.js'
import type { AnswerField } from '../system/answer-field.js'
import type { KeyName, Keys } from '../system/keys.js'
import type { CallbackPost, RawCallback, UnsignedCallback } from './callback-post.js'
import type { Facts } from './facts.js'
import type { HandlerCase } from './handler-case.js'

/** What of a callback is signed beside its message. */
export type Stamp = Pick<UnsignedCallback, 'timestamp' | 'nonce'>

/** How callbacks of a system are made, read and told from others: what the commands for handlers work with. */
export interface CallbackTools {
  /** What signs a callback: a key of the configuration, or one that only the platform has. */
  signedWith: Extract<KeyName, 'token'> | 'platform_private_key'
  /**
   * The timestamp and nonce with which the platform would send a callback.
   *
   * @param now Unix time in milliseconds
   */
  stamp(now: number, random: (bytes: number) => Uint8Array): Stamp
  /** The msg of a callback of this type, as the platform would write it. */
  message(type: string, facts: Facts): string
  /** The members of the msg of a type; of all types where it is not known. */
  fields(type: string | undefined): readonly AnswerField[]
  /** What a msg is about. */
  subject(type: string | null, msg: string): CallbackSubject
  /** @param key what `signedWith` names, as text */
  sign(callback: UnsignedCallback, key: string): CallbackPost
  /** The same with a signature that is wrong in one place. */
  forge(callback: UnsignedCallback, key: string): CallbackPost
  /**
   * The type and msg of a callback, for it to be shown or signed again.
   *
   * @throws EcpayError where its envelope cannot be read
   */
  read(callback: RawCallback): Pick<UnsignedCallback, 'type' | 'msg' | 'version'>
  /** What an answer to a callback of a type must hold beside err_no 0, by dotted path. */
  needs(type: string): readonly string[]
  /** A right answer to a callback of a type. */
  reply(type: string): string
  /** The seconds that the platform waits after each attempt that was not answered with success. */
  retries(type: string, version: string | undefined): readonly number[]
  /** Whether a callback looks like one of this system, be it genuine or not. */
  recognises(callback: RawCallback): boolean
  /** Looks at what comes in. Causes of a wrong signature are not searched for, as anybody may send one. */
  inspector(keys: Keys): (callback: RawCallback, limit: number) => Inspected
  /** Why a callback that was found not to be genuine is none, as far as that stands in it: the key is not asked. */
  whyForged(callback: RawCallback): readonly Finding[]
  /** What the GET is answered with by which a console checks the address; undefined where it is not signed right. */
  answerCheck?(query: URLSearchParams, keys: Keys): string | undefined
  cases(): Promise<HandlerCases>
}

/** The developer's number and the amount, its literal in fen. */
export interface CallbackSubject {
  number: string | null
  amount: string | null
}

/** What is known of a callback that came in. */
export interface Inspected extends CallbackSubject {
  valid: boolean
  /** Why it is not valid. */
  code: Code | null
  type: string | null
}

/** What a handler is held to. */
export interface HandlerCases {
  /** In the order in which they are tried. */
  all: readonly HandlerCase[]
  /**
   * The nonce of a case.
   *
   * @param index of the case, from 0 to 99
   * @param run four digits of this run: who keeps the nonces that came sees each once
   */
  nonce(index: number, run: string): string
}
