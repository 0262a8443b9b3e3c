/** The steps of a computation that a mistake may replace, and changes of single members of a body. */
export interface Steps {
  readonly members: ReadonlyMap<string, unknown>
}

/** A way to get a signature wrong: the right recipe with some steps replaced. */
export interface Mutation<Recipe extends Steps, Code extends string = string, Fix extends string = string> {
  code: Code
  /** The member that it happened to, the profile of a key, or the text in question. */
  key?: string
  /** The members that it happened to, if there are several. */
  keys?: readonly string[]
  fix: Fix
  /** How rare it is, from 1 (everywhere in forums and libraries) to 5 (hardly ever seen). */
  rarity: number
  change: Partial<Recipe>
  /** Not combined with others, because there are too many of them. */
  alone?: true
}

type Change<Recipe extends Steps> = Pick<Mutation<Recipe>, 'change'>

/** A recipe with these mutations. */
export function mutate<Recipe extends Steps>(recipe: Recipe, mutations: readonly Change<Recipe>[]): Recipe {
  if (mutations.length === 0) return recipe
  const result = { ...recipe }
  for (const { change } of mutations) {
    const { members } = result
    Object.assign(result, change)
    // The changes of one mutation stay the same map: what they make of the body may be kept by it.
    if (change.members?.size && members.size > 0)
      Object.assign(result, { members: new Map([...members, ...change.members]) })
  }
  return result
}

/** The steps that a mutation replaces. Two that replace the same one exclude each other. */
export function replaced<Recipe extends Steps>({ change }: Change<Recipe>): string[] {
  return Object.keys(change).flatMap((step) =>
    step === 'members' ? [...(change.members?.keys() ?? [])].map((key) => `members.${key}`) : [step]
  )
}
