import type { Endpoint, Limits, Member } from '../protocol/system/endpoint.js'
import type { HelpWords } from './words/words.js'

/** Sentences about where a call can be made, and how often. */
export function callFacts({ sandbox, perSecond }: Pick<Endpoint, 'sandbox' | 'perSecond'>, help: HelpWords): string[] {
  const { yes, no, unsaid } = help.inSandbox
  const inSandbox = sandbox === undefined ? unsaid : sandbox ? yes : no
  return [inSandbox, ...(perSecond === undefined ? [] : [help.perSecond(perSecond)])]
}

/** When a field is required. */
export function neededText(
  { required, unless, when }: Pick<Member, 'required' | 'unless' | 'when'>,
  say: HelpWords['limit'],
  quote = (text: string) => text
): string | undefined {
  if (!required) return undefined
  if (when) return say.when(quote(when.key), [when.is].flat().map(quote).join(', '))
  return unless === undefined ? say.required : say.unless(quote(unless))
}

/**
 * The documented limits of a field, each in a few words.
 *
 * @param quote how literal values are quoted
 */
export function limitTexts(limits: Limits, say: HelpWords['limit'], quote = (text: string) => text): string[] {
  const { bytes, characters, min, max, alphabet, oneOf, listOf, url, page, date, list, object, beyond } = limits
  return [
    ...(bytes === undefined ? [] : [say.bytes(bytes)]),
    ...(characters === undefined ? [] : [say.characters(characters)]),
    ...(min === undefined ? [] : [max === undefined ? `≥${min}` : say.range(min, max)]),
    ...(alphabet ? [quote(alphabet)] : []),
    ...(oneOf ?? listOf ?? []).map(quote),
    ...(url ? [URLS[url]] : []),
    ...(page ? [say.page] : []),
    ...(date ? [quote(date)] : []),
    ...(list ? [say.items(list.most, list.least)] : []),
    ...(list?.each ? limitTexts(list.each.limits ?? {}, say, quote) : []),
    ...(object?.of ?? list?.of ?? []).map((one) => memberText(one, say, quote)),
    ...(beyond ? [say[beyond]] : [])
  ]
}

const URLS = { 'https-443': 'https, 443', https: 'https', web: 'http, https' } as const

/** A member of a JSON object: `amount ≥1`, or `sub_title? ≤256 bytes` if it may be absent. */
function memberText(
  { key, type, required, limits = {} }: Member,
  say: HelpWords['limit'],
  quote: (text: string) => string
): string {
  // The values of one member stand together: what follows a space is the next limit.
  const { oneOf = [], ...others } = limits
  const values = oneOf.length > 0 ? [oneOf.map(quote).join('/')] : []
  const said = [...values, ...limitTexts(others, say, quote)]
  const name = quote(required ? key : `${key}?`)
  if (type === 'list') return `${name} [${said.join(', ')}]`
  return type === 'object' ? `${name} {${said.join(', ')}}` : [name, ...said].join(' ')
}
