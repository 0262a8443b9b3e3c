import { finding, refuseAll } from '../../findings/findings.js'
import { objectIn } from '../../protocol/json/json.js'
import { names } from '../../protocol/text.js'

/** The scheme's name, which stands in front. */
const SCHEME = 'SHA256-RSA2048'

/** Who signed, when, and how. */
export interface AuthorizationValues {
  app_id: string
  /** The platform's nonce_str. */
  nonce: string
  timestamp: string
  key_version: string
  signature: string
}

/** The items by the names that the platform has for them, in the order of its demos. */
const ITEMS: readonly [name: string, key: keyof AuthorizationValues][] = [
  ['appid', 'app_id'],
  ['nonce_str', 'nonce'],
  ['timestamp', 'timestamp'],
  ['key_version', 'key_version'],
  ['signature', 'signature']
]

/** The names of the five items. */
const ITEM_NAMES: readonly string[] = ITEMS.map(([name]) => name)

/** What would end a value, an item or the whole text: quotes, commas, white space and control characters. */
const BREAKING = /[\s"',\\\p{Cc}]/gu

/**
 * The text of an authorization.
 *
 * @param quoted for the header Byte-Authorization; without quotes it is byteAuthorization, which the client takes
 * @throws EcpayError `unwritable-authorization` for each value that would break the text
 */
export function writeAuthorization(values: AuthorizationValues, { quoted }: { quoted: boolean }): string {
  const problems = ITEMS.flatMap(([name, key]) => {
    const found = values[key].match(BREAKING)
    return found ? [finding('unwritable-authorization', { key: name, codePoints: names(found.join('')) })] : []
  })
  if (problems.length > 0) throw refuseAll(problems)
  const quote = quoted ? '"' : ''
  return `${SCHEME} ${ITEMS.map(([name, key]) => `${name}=${quote}${values[key]}${quote}`).join(',')}`
}

/** An item of an authorization as it was written. */
interface AuthorizationItem {
  name: string
  value: string
  /** What stands around the value: `"`, `'`, `“`, `‘` or nothing. */
  quote: string
}

/** An authorization as somebody has it: what is missing, twice, or quoted where it should not be, is for the reader. */
export interface Authorization {
  /** What stands in place of the scheme's name; nothing where the items begin at once. */
  scheme: string | undefined
  /** The header that stood in front. */
  header: string | undefined
  /** Whether it is an object of JSON with the items as its fields. */
  isObject?: true
  /** In the order in which they were written, unknown ones too. */
  items: readonly AuthorizationItem[]
}

const ITEM_NAME = /(?<![\w-])[A-Za-z_][\w-]*(?=\s*=)/g
/** What some write between the items in place of a comma. */
const OTHER_SEPARATORS = '[;&|，；、]'
const ITEM = '(?:app_?id|nonce_?str|nonce|timestamp|key_?version|signature|sign)'
/** In quotes, as Python's bytes, or up to a comma, another separator with an item behind it, a quote or the end. */
const ITEM_VALUE = new RegExp(
  String.raw`\s*=\s*(?:(b'[^']*'|b"[^"]*")|"([^"]*)"|'([^']*)'|“([^”]*)”|‘([^’]*)’|((?:(?!${OTHER_SEPARATORS}\s*${ITEM}\s*=)[^,"'\\}])*))`,
  'iy'
)
/** In UTF-16 units: all items with a signature in its longest form are shorter. */
const LONGEST = 16_384
/** Names of items, without case, hyphens and underscores; mchid stands in place of appid in the header of WeChat Pay. */
const KNOWN: readonly string[] = [...ITEM_NAMES.map(plainName), 'mchid']

function plainName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}

/**
 * Reads an authorization in any form in which people have it: quoted or not, in any order, with the header's name in
 * front, as a line of curl or of JSON, broken into lines, percent-encoded.
 *
 * @returns nothing where no item of one is in it, or where it is too long to be one
 * @example readAuthorization('Byte-Authorization: SHA256-RSA2048 appid="tt1",key_version="2"')
 * // { scheme: 'SHA256-RSA2048', header: 'Byte-Authorization', items: [{ name: 'appid', value: 'tt1', quote: '"' }, …] }
 */
export function readAuthorization(text: string): Authorization | undefined {
  if (text.length > LONGEST) return undefined
  // The scheme's name may be glued to the first item: it is told from the text as it came.
  const plain = unescaped(text).replace(GLUED_SCHEME, '$1 ')
  const start = [...plain.matchAll(ITEM_NAME)].find(([name]) => KNOWN.includes(plainName(name)))?.index
  if (start === undefined) return fromObject(text)
  const front = plain.slice(0, start)
  const scheme = front === front.trimEnd() ? undefined : SCHEME_AT_END.exec(front.trimEnd())?.[0]
  const before = scheme === undefined ? front : front.trimEnd().slice(0, -scheme.length)
  return { scheme, header: nameBefore(before), items: itemsIn(plain, start) }
}

/** The scheme's name without a space behind it. */
export const GLUED_SCHEME = /(SHA256-RSA2048)(?=app_?id\s*=)/i
/** The last word, with a word of HTTP's own schemes before it. */
const SCHEME_AT_END = /(?<![^\s"'`:,])(?:(?:Bearer|Basic|Token)\s+)?[^\s"'`:,]+$/i

/** The items of an object of JSON that has a signature among its fields. */
function fromObject(text: string): Authorization | undefined {
  const members = objectIn(text)?.members ?? []
  if (!members.some(({ key }) => plainName(key) === 'signature')) return undefined
  const items = members.flatMap(({ key, value }) =>
    'text' in value ? [{ name: key, value: value.text, quote: '' }] : []
  )
  return { scheme: undefined, header: undefined, isObject: true, items }
}

function itemsIn(text: string, start: number): AuthorizationItem[] {
  const items: AuthorizationItem[] = []
  for (let at = start; ; ) {
    ITEM_NAME.lastIndex = at
    const found = ITEM_NAME.exec(text)
    if (!found) return items
    const [name] = found
    ITEM_VALUE.lastIndex = found.index + name.length
    const [all = '', bytes, double, single, curly, curlySingle, bare = ''] = ITEM_VALUE.exec(text) ?? []
    const values: [quote: string, value: string | undefined][] = [
      ['"', double],
      ["'", single],
      ['“', curly],
      ['‘', curlySingle]
    ]
    const [quote, value] = values.find(([, one]) => one !== undefined) ?? ['', bytes ?? bare.trim()]
    items.push({ name, value: value ?? '', quote })
    at = found.index + name.length + all.length
  }
}

/** The header's name, or the member of an object: `Byte-Authorization:`, `"byteAuthorization":"`. */
function nameBefore(front: string): string | undefined {
  const text = withoutQuote(front.trimEnd())
  if (!text.endsWith(':')) return undefined
  return /(?<![\w-])[A-Za-z][\w-]*$/.exec(withoutQuote(text.slice(0, -1)))?.[0]
}

function withoutQuote(text: string): string {
  return (/["'`]$/.test(text) ? text.slice(0, -1) : text).trimEnd()
}

/** The value of an item by its name; of one that stands twice the first. */
export function itemOf({ items }: Authorization, name: string): string | undefined {
  return items.find((one) => one.name === name)?.value
}

/** The values of an authorization, those that it has. */
export function valuesOf(authorization: Authorization): Partial<AuthorizationValues> {
  const found = ITEMS.flatMap(([name, key]) => {
    const value = itemOf(authorization, name)
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(found)
}

/** Without the escapes of JSON, of a shell or of an address around it. */
function unescaped(text: string): string {
  const decoded = /appid%3[dD]/.test(text) ? percentDecoded(text) : text
  return decoded.replace(/\\(["'/])/g, '$1').replace(/\\[rn]/g, '\n')
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
