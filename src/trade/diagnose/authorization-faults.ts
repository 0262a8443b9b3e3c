import { type Authorization, GLUED_SCHEME, itemOf } from '../sign/authorization.js'
import type { Fix } from './mistake.js'
import { type Mutation, shown } from './mutation.js'
import { isMilliseconds } from './time-rows.js'

/** What the authorization should be. */
export interface AuthorizationExpected {
  /** Whether it is byteAuthorization, not the header of a call. */
  isForClient: boolean
  /** Not compared when absent. */
  app_id?: string | undefined
  key_version?: string | undefined
}

const ITEMS = ['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'] as const
type Item = (typeof ITEMS)[number]

/** Other spellings of an item, without case, hyphens and underscores. */
const SPELLINGS: Readonly<Record<string, Item>> = {
  appid: 'appid',
  nonce: 'nonce_str',
  noncestr: 'nonce_str',
  bytenoncestr: 'nonce_str',
  time: 'timestamp',
  ts: 'timestamp',
  timestamp: 'timestamp',
  bytetimestamp: 'timestamp',
  keyversion: 'key_version',
  keyver: 'key_version',
  version: 'key_version',
  serialno: 'key_version',
  sign: 'signature',
  signature: 'signature',
  bytesignature: 'signature'
}

/** The item that a name stands for; nothing where it is none of the five. */
function meantBy(name: string): Item | undefined {
  return SPELLINGS[name.toLowerCase().replace(/[_-]/g, '')]
}

/** The value of an item, under whatever name it stands. */
export function itemValue(authorization: Authorization, item: Item): string | undefined {
  return itemOf(authorization, item) ?? authorization.items.find(({ name }) => meantBy(name) === item)?.value
}

const SCHEME = 'SHA256-RSA2048'
/** Source: the table of common parameters. */
const NONCE_LENGTH = 128

/** What is wrong with the text of an authorization, whatever was signed: each by itself makes errNo 11004. */
export function authorizationFaults(
  authorization: Authorization,
  text: string,
  expected: AuthorizationExpected
): Mutation[] {
  if (authorization.isObject)
    return [
      shown('authorization-as-object', undefined, fixOf(expected)),
      ...itemFaults(authorization, expected),
      ...valueFaults(authorization, expected)
    ]
  return [
    ...frontFaults(authorization, text, expected),
    ...itemFaults(authorization, expected),
    ...quoteFaults(authorization, expected),
    ...separatorFaults(authorization, text, expected),
    ...valueFaults(authorization, expected)
  ]
}

/** How to write the whole of it in its place. */
function fixOf({ isForClient }: AuthorizationExpected): Fix {
  return isForClient ? 'authorization' : 'header'
}

function frontFaults({ scheme, header }: Authorization, text: string, expected: AuthorizationExpected): Mutation[] {
  const isHeader = header !== undefined && /^(?:authorization|x-.*|byte_authorization|byteauthorization)$/i.test(header)
  const isWrong = isHeader && !(expected.isForClient && /^byteauthorization$/i.test(header))
  return [
    ...(isWrong ? [shown('other-header', header)] : []),
    ...(scheme === undefined ? [shown('scheme-missing', undefined, fixOf(expected))] : []),
    ...(GLUED_SCHEME.test(text) ? [shown('scheme-not-separated', undefined, fixOf(expected))] : []),
    ...(scheme !== undefined && scheme !== SCHEME ? [shown('other-scheme', scheme, fixOf(expected))] : [])
  ]
}

function itemFaults(authorization: Authorization, expected: AuthorizationExpected): Mutation[] {
  const { items } = authorization
  const names = items.map(({ name }) => name)
  const fix = fixOf(expected)
  const fixOfItem = (item: Item): Fix => (item === 'key_version' ? 'key-version' : fix)
  return [
    ...ITEMS.filter((item) => itemValue(authorization, item) === undefined).map((item) =>
      shown('item-missing', item, fixOfItem(item))
    ),
    ...ITEMS.filter((item) => itemValue(authorization, item) === '').map((item) =>
      shown('item-empty', item, fixOfItem(item))
    ),
    ...ITEMS.filter((item) => names.filter((name) => meantBy(name) === item).length > 1).map((item) =>
      shown('item-twice', item, fix)
    ),
    ...names
      .filter((name) => meantBy(name) !== undefined && meantBy(name) !== name)
      .filter((name) => !names.includes(meantBy(name) ?? ''))
      .map((name) => shown('item-misspelt', name, fix)),
    ...names.filter((name) => meantBy(name) === undefined).map((name) => shown('item-unknown', name, fix))
  ]
}

function quoteFaults({ items }: Authorization, expected: AuthorizationExpected): Mutation[] {
  const typed = items.filter(({ quote }) => quote === '“' || quote === '‘')
  if (typed.length > 0) return [shown('typographic-quotes', typed.map(({ name }) => name).join(', '), fixOf(expected))]
  const quoted = items.filter(({ quote }) => quote !== '')
  const bare = items.filter(({ quote }) => quote === '')
  if (quoted.length > 0 && bare.length > 0) {
    const odd = expected.isForClient ? quoted : bare
    return [shown('mixed-quotes', odd.map(({ name }) => name).join(', '), fixOf(expected))]
  }
  if (expected.isForClient && quoted.length > 0) return [shown('quotes-in-byte-authorization')]
  return !expected.isForClient && bare.length > 0 ? [shown('no-quotes-in-header')] : []
}

/** Between two items, in the text as it came. */
function separatorFaults({ items }: Authorization, text: string, expected: AuthorizationExpected): Mutation[] {
  const [front, ...next] = items.map(({ name }) => name)
  const behind = text.slice(text.indexOf(`${front}`) + 1)
  const found = next.flatMap((name) => {
    const [, between = ','] =
      new RegExp(`["'”’\\w=/+-]((?:\\s|[;&|，；、])+|,\\s+|\\s+,\\s*)${name}\\s*=`).exec(behind) ?? []
    return between === ',' ? [] : [between]
  })
  const [first] = found
  return first === undefined ? [] : [shown('items-not-separated', JSON.stringify(first).slice(1, -1), fixOf(expected))]
}

function valueFaults(authorization: Authorization, expected: AuthorizationExpected): Mutation[] {
  const value = (item: Item) => itemValue(authorization, item) ?? ''
  const [app_id, nonce, timestamp, key_version] = [
    value('appid'),
    value('nonce_str'),
    value('timestamp'),
    value('key_version')
  ]
  const isOther = (wanted: string | undefined, found: string) =>
    wanted !== undefined && found !== '' && found !== wanted
  return [
    ...(isMilliseconds(timestamp) ? [shown('time-in-milliseconds')] : []),
    ...(timestamp !== '' && !/^\d+$/.test(timestamp) ? [shown('time-not-digits', timestamp)] : []),
    ...(key_version !== '' && !/^\d+$/.test(key_version)
      ? [shown('key-version-not-digits', key_version)]
      : isOther(expected.key_version, key_version)
        ? [shown('other-key-version', key_version)]
        : []),
    ...(nonce.length > NONCE_LENGTH ? [shown('nonce-too-long', String(nonce.length))] : []),
    ...(isOther(expected.app_id, app_id) ? [shown('other-app-id', app_id)] : [])
  ]
}
