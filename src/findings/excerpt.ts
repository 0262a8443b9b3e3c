const LONGEST = 160

/** The beginning of a text, to quote in a sentence. Mask secrets first: masking does not find half of a secret. */
export function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
