/** The sentence of a mistake in both languages; `of` is what it happened to, if the sentence names it. */
export interface Mistake {
  readonly en: string | ((of: string) => string)
  readonly zh: string | ((of: string) => string)
}

/** Mistakes that belong together, by code. Codes are stable. */
export function mistakes<Codes extends string>(
  known: Readonly<Record<Codes, Mistake>>
): Readonly<Record<Codes, Mistake>> {
  return known
}
