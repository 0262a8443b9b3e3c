import { compareBytes } from '../text.js'

/** The forms that the texts of both signatures take in other hands. */
const ENTITIES: [character: string, entity: string][] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
]

export function htmlEscaped(text: string): string {
  return ENTITIES.reduce((left, [character, entity]) => left.replaceAll(character, entity), text)
}

export function htmlUnescaped(text: string): string {
  return ENTITIES.toReversed().reduce((left, [character, entity]) => left.replaceAll(entity, character), text)
}

/** PHP's default comparison: two numeric strings by their numbers. */
export function comparePhp(a: string, b: string): number {
  return isNumeric(a) && isNumeric(b) ? Number(a) - Number(b) : compareBytes(a, b)
}

function isNumeric(text: string): boolean {
  return text.length < 400 && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)
}
