import type { MistakeCode } from './codes.js'
import type { FIXES } from './fix-words.js'
import type { Member, Recipe } from './steps.js'

/** What has to be put right: fixes and their snippets are worded by it. */
export type Fix = keyof typeof FIXES

/** A way to get the signature wrong: the right recipe with something replaced. */
export interface Mutation {
  code: MistakeCode
  /** The member it happened to, the profile a key is taken from, or the text in question. */
  key?: string
  /** The members it happened to, where it is several together. */
  keys?: readonly string[]
  fix: Fix
  /** How seldom it is seen: 1 is everywhere in forums and libraries, 5 hardly ever. */
  rarity: number
  change: Partial<Recipe>
  /** Not combined with others: there are too many of it. */
  alone?: true
}

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

/** The right recipe, or another, with these mutations in it. */
export function mutate(recipe: Recipe, mutations: readonly Pick<Mutation, 'change'>[]): Recipe {
  if (mutations.length === 0) return recipe
  const result = { ...recipe }
  for (const { change } of mutations) {
    Object.assign(result, change)
    if (change.members) result.members = new Map([...recipe.members, ...membersOf(mutations)])
  }
  return result
}

function membersOf(mutations: readonly Pick<Mutation, 'change'>[]) {
  return mutations.flatMap(({ change }) => [...(change.members ?? [])])
}

/** The steps that a mutation replaces. Two that replace the same one exclude each other. */
export function replaced({ change }: Pick<Mutation, 'change'>): string[] {
  return Object.keys(change).flatMap((step) =>
    step === 'members' ? [...(change.members?.keys() ?? [])].map((key) => `members.${key}`) : [step]
  )
}
