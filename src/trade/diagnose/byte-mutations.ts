import { hash } from 'node:crypto'
import { gbkBytes } from '../../protocol/json/gbk.js'
import {
  asciiBytes,
  beyondAscii,
  latin1Bytes,
  lowBytes,
  surrogateBytes,
  utf8Twice,
  utf16BigBytes,
  utf16Bytes,
  utf16BytesWithMark
} from '../../protocol/languages/charsets.js'
import { excludesAny, rarityOf } from '../../protocol/search/choices.js'
import type { Ending as AnyEnding } from '../../protocol/search/combinations.js'
import { mutate } from '../../protocol/search/mutation.js'
import type { Mutation } from './mutation.js'
import { fromRow, type Row } from './rows.js'
import type { Bytes, Recipe } from './steps.js'

const ROWS: readonly Row[] = [
  ['gbk-bytes', 2, { charset: beyondAscii(gbkBytes) }],
  ['question-mark-bytes', 2, { charset: beyondAscii(latin1Bytes) }],
  ['question-mark-bytes', 3, { charset: beyondAscii(asciiBytes) }],
  ['latin1-bytes', 3, { charset: beyondAscii(lowBytes) }],
  ['utf16-bytes', 3, { charset: utf16Bytes }],
  ['utf16-bytes', 4, { charset: utf16BytesWithMark }],
  ['utf16-bytes', 4, { charset: utf16BigBytes }],
  ['surrogate-bytes', 3, { charset: beyondAscii(surrogateBytes) }],
  ['utf8-twice', 3, { charset: beyondAscii(utf8Twice) }],
  ...(['sha256', 'md5', 'sha1', 'sha512'] as const).flatMap((name, i): Row[] => [
    ['hashed-before', 2 + Math.min(i, 2), { inner: (bytes: Bytes) => hash(name, bytes, 'hex') }, name],
    ['hashed-before', 2 + Math.min(i, 2), { inner: (bytes: Bytes) => hash(name, bytes, 'buffer') }, name],
    ['hashed-before', 3 + Math.min(i, 2), { inner: (bytes: Bytes) => hash(name, bytes, 'base64') }, name],
    ['hashed-before', 3 + Math.min(i, 2), { inner: (bytes: Bytes) => hash(name, bytes, 'hex').toUpperCase() }, name]
  ])
]

/** Mistakes between the text and the hash that is in the signature. */
export const BYTE_MUTATIONS: readonly Mutation[] = ROWS.map(fromRow)

/** Some mistakes of this stage, with those that the signature shows. */
export type Ending = AnyEnding<Recipe, Mutation>

/** Every way from a text to the signature, the likeliest first: what it shows is in all of them. */
export function endingsFor(right: Recipe, seen: readonly Mutation[], most: number): Ending[] {
  const sets: Mutation[][] = [[]]
  for (const one of BYTE_MUTATIONS)
    for (const set of [...sets]) if (set.length < most && !excludesAny(one, set)) sets.push([...set, one])
  return sets
    .map((hidden) => ({
      mutations: [...hidden, ...seen],
      recipe: mutate(right, hidden),
      hidden: hidden.length,
      rarity: rarityOf(hidden)
    }))
    .toSorted((a, b) => a.rarity - b.rarity)
}
