import { fixesOf, type MistakeCode } from './mistakes.js'
import type { Mutation } from './mutation.js'
import type { Recipe } from './steps.js'

/** A mutation in one line of a table. */
export type Row = readonly [code: MistakeCode, rarity: number, change: Partial<Recipe>, key?: string | undefined]

export function fromRow([code, rarity, change, key]: Row): Mutation {
  return { code, ...(key !== undefined && { key }), fix: fixesOf(code)[0], rarity, change }
}

/** Each text once, the first of them, and not the right one. */
export function distinct<T>(texts: readonly (readonly [text: string, T])[], right: string): (readonly [string, T])[] {
  const first = new Map<string, T>()
  for (const [text, more] of texts) if (text !== right && !first.has(text)) first.set(text, more)
  return [...first]
}

/** A text that is changed as far as it can be: a lone % is nothing to decode. */
export function attempt(change: (text: string) => string, text: string): string {
  try {
    return change(text)
  } catch {
    return text
  }
}
