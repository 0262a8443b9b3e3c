import type { Language } from '../language.js'
import type { Mistake } from '../protocol/search/mistake.js'

/** The sentence of a mistake in one language, as a function of what it happened to. */
export function sentence(mistake: Mistake, language: Language): (of: string) => string {
  const say = mistake[language]
  return typeof say === 'function' ? say : () => say
}

/** A record with every value changed. */
export function mapped<Key extends string, From, To>(
  known: Readonly<Record<Key, From>>,
  to: (one: From) => To
): Record<Key, To> {
  const pairs = Object.entries<From>(known).map(([key, one]) => [key, to(one)])
  return Object.fromEntries(pairs) as Record<Key, To>
}
