import type { Mutation as AnyMutation } from '../../protocol/search/mutation.js'
import type { MistakeCode } from './codes.js'
import type { FIXES } from './fix-words.js'
import type { Member, Recipe } from './steps.js'

/** The key of a fix and its snippets. */
export type Fix = keyof typeof FIXES

/** A way to get the signature wrong: the right recipe with something replaced. */
export type Mutation = AnyMutation<Recipe, MistakeCode, Fix>

/** Keys of the configuration that are easily confused with the SALT. */
export interface KeyCandidates {
  token?: string | undefined
  /** Not confused with the SALT, but it may be in the hashed text. */
  access_token?: string | undefined
  /** Of the app, for its access token. */
  app_secret?: string | undefined
  app_id?: string | undefined
  thirdparty_id?: string | undefined
  /** Not a key, but it may have been signed although the body does not have it. */
  notify_url?: string | undefined
  /** The keys of the local gateway. */
  demo?: { salt: string; token: string } | undefined
  /** By profile name. */
  profiles?: Record<string, { token?: string | undefined; salt?: string | undefined }> | undefined
}

/** The input of mutations: the body, its SALT, and the keys that may have been used instead. */
export interface Subject {
  members: readonly Member[]
  salt: string
  keys: KeyCandidates
  /** The keys after `sign`. They were probably added after the body was signed. */
  behindSign: ReadonlySet<string>
}
