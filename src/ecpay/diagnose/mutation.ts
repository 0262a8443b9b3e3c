import type { Mutation as AnyMutation } from '../../protocol/search/mutation.js'
import type { MistakeCode } from './codes.js'
import type { FIXES } from './fix-words.js'
import type { Member, Recipe } from './steps.js'

/** What has to be put right: fixes and their snippets are worded by it. */
export type Fix = keyof typeof FIXES

/** A way to get the signature wrong: the right recipe with something replaced. */
export type Mutation = AnyMutation<Recipe, MistakeCode, Fix>

/** Keys of the configuration that are easily taken for the SALT. */
export interface KeyCandidates {
  token?: string | undefined
  /** Taken for the SALT by nobody; it may stand in what was hashed. */
  access_token?: string | undefined
  app_id?: string | undefined
  thirdparty_id?: string | undefined
  /** Not a key: it may have been signed though the body does not have it. */
  notify_url?: string | undefined
  /** The keys of the local gateway. */
  demo?: { salt: string; token: string } | undefined
  /** By profile name. */
  profiles?: Record<string, { token?: string | undefined; salt?: string | undefined }> | undefined
}

/** What mutations are made from: the body, its SALT and the keys that may have been taken in its place. */
export interface Subject {
  members: readonly Member[]
  salt: string
  keys: KeyCandidates
  /** The keys that stand behind `sign`: they were likely added when the body was signed already. */
  behindSign: ReadonlySet<string>
}
