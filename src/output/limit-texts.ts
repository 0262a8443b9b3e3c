import type { Limits, Member } from '../protocol/endpoints/endpoint.js'
import type { HelpWords } from './words/words.js'

/**
 * The documented limits of a field, each in a few words.
 *
 * @param quote what is put around words and characters of the wire
 */
export function limitTexts(limits: Limits, say: HelpWords['limit'], quote = (text: string) => text): string[] {
  const { bytes, characters, min, max, alphabet, oneOf, listOf, url, date, list, beyond } = limits
  return [
    ...(bytes === undefined ? [] : [say.bytes(bytes)]),
    ...(characters === undefined ? [] : [say.characters(characters)]),
    ...(min === undefined ? [] : [max === undefined ? `≥${min}` : say.range(min, max)]),
    ...(alphabet ? [quote(alphabet)] : []),
    ...(oneOf ?? listOf ?? []).map(quote),
    ...(url ? ['https, 443'] : []),
    ...(date ? [quote(date)] : []),
    ...(list ? [say.items(list.most), ...list.of.map((one) => memberText(one, say, quote))] : []),
    ...(beyond ? [say[beyond]] : [])
  ]
}

/** A member of the objects in a list: `amount ≥1`. */
function memberText({ key, limits = {} }: Member, say: HelpWords['limit'], quote: (text: string) => string): string {
  return [quote(key), ...limitTexts(limits, say, quote)].join(' ')
}
