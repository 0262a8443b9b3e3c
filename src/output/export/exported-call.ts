import type { Language } from '../../language.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { EnvironmentName } from '../../protocol/system/environments.js'
import type { KeyName } from '../../protocol/system/keys.js'
import type { System } from '../../protocol/system/system.js'
import type { Verdict } from '../../protocol/system/verdict.js'
import type { HelpWords } from '../words/words.js'

/** A call as documents for other programs have it; one that has a former way is there twice. */
export interface ExportedCall {
  /** In the former way: with the environments, keys and verdict of that. */
  system: System
  endpoint: Endpoint
  isFormer: boolean
  verdict: Verdict
  /** What the call is signed with; none if it has no signature. */
  keys: readonly KeyName[]
  /** The variable that has the address of its platform. */
  base: string
}

/** What a document is made from. It has no secret but the public demo keys of the local gateway. */
export interface Exported {
  calls: readonly ExportedCall[]
  language: Language
  words: HelpWords
  place: Place
}

/** Where the requests of a document go. */
export interface Place {
  env: EnvironmentName
  /** What is configured of the app, without any secret. */
  app: Readonly<Record<'app_id' | 'thirdparty_id' | 'key_version', string | undefined>>
  /** The address of the platform by the variable that has it, without a slash at the end. */
  addresses: Readonly<Record<string, string>>
  /** The address of the local gateway. */
  local: string
  /** The keys of the local gateway, if that is where the requests go. */
  demo?: Readonly<Record<string, string>> | undefined
}

/** Whether the call is signed by a member of its body. */
export function isSalted({ keys }: Pick<ExportedCall, 'keys'>): boolean {
  return keys.includes('salt')
}

/** Whether the call has a client_token in a header. */
export function hasClientToken({ keys, system }: Pick<ExportedCall, 'keys' | 'system'>): boolean {
  return system.clientToken === true && keys.includes('access_token')
}

/** Whether the call is signed by RSA, in a header. */
export function hasAuthorization({ keys }: Pick<ExportedCall, 'keys'>): boolean {
  return keys.includes('private_key')
}
