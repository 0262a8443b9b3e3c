import { CREATE_SIGN_ORDER, REQUEST_ORDER } from '../sign/string-to-sign.js'
import type { MistakeCode } from './mistakes.js'
import { attempt, distinct, type Row } from './rows.js'

/** What may have been taken for the URI. */
export interface UriSubject {
  /** Whether the text is for the client (tt.requestOrder), not the header of a call. */
  isForClient: boolean
  /** Where the call goes; absent where it is not known. */
  host?: string | undefined
  /** Addresses and paths that stand in the body. */
  addresses: readonly string[]
}

/** What the client calls by itself for tt.requestOrder. */
const CLIENT_CALL = '/api/trade_basic/v1/user/order_create'
const CLIENT_HOST = 'ma.zijieapi.com'

const HOSTS = ['developer.toutiao.com', 'open.douyin.com', 'open-sandbox.douyin.com', 'developer.open-douyin.com']

/** Paths that are taken for the URI of tt.requestOrder: of calls, of samples, of libraries. */
const PATHS: readonly string[] = [
  '/api/apps/trade/v2/create_order',
  '/api/apps/trade/v2/order/create_order',
  '/api/apps/trade/v2/order/create_order/',
  '/api/trade_basic/v1/developer/order_create',
  '/api/trade_basic/v1/developer/order_create/',
  '/api/trade/v2/create_order',
  '/api/apps/ecpay/v1/create_order',
  '/api/v1/trade/create',
  '/abc',
  '/notify',
  '/order',
  '/createOrder',
  '/pay',
  '/'
]

/** Other names and spellings of a URI that is one word. */
const spellings = (uri: string) => [
  uri.slice(1),
  `${uri}/`,
  uri.toLowerCase(),
  uri.toUpperCase(),
  `/tt.${uri.slice(1)}`,
  `tt.${uri.slice(1)}`,
  uri.charAt(0) + uri.charAt(1).toUpperCase() + uri.slice(2),
  uri.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ` ${uri}`,
  `${uri} `,
  ''
]

type Wrong = readonly [uri: string, [code: MistakeCode, rarity: number]]

/** Another URI in the signed text. */
export function uriRows(right: string, subject: UriSubject): Row[] {
  const wrong = subject.isForClient ? ofClient(right, subject) : ofCall(right, subject)
  return distinct(wrong, right).map(([uri, [code, rarity]]): Row => [code, rarity, { uri: () => uri }, uri])
}

function ofClient(right: string, { addresses }: UriSubject): Wrong[] {
  const calls = [CLIENT_CALL, `${CLIENT_CALL}/`]
  const hosts = [CLIENT_HOST, ...HOSTS]
  return [
    ...calls.map((uri): Wrong => [uri, ['called-path-signed', 1]]),
    ...[REQUEST_ORDER, CREATE_SIGN_ORDER].map((uri): Wrong => [uri, ['other-uri', 2]]),
    ...withHosts(calls, hosts, 2),
    ...withHosts([right], hosts, 3),
    ...spellings(right).map((uri): Wrong => [uri, ['uri-in-other-form', 3]]),
    ...PATHS.map((uri): Wrong => [uri, ['other-uri', 3]]),
    ...withHosts(PATHS.slice(0, 6), HOSTS, 3),
    ...inBody(addresses)
  ]
}

function ofCall(right: string, { host, addresses }: UriSubject): Wrong[] {
  const [path = '', query] = split(right)
  const hosts = host === undefined ? HOSTS : [host, ...HOSTS.filter((one) => one !== host)]
  const slash = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  const behind = query === undefined ? '' : `?${query}`
  return [
    ...(query === undefined ? [] : [[path, ['query-not-signed', 1]] satisfies Wrong]),
    ...queries(query).map((one): Wrong => [`${path}?${one}`, ['query-in-other-form', 2]]),
    ...withHosts([right], hosts, 1),
    ...(query === undefined ? [] : withHosts([path], hosts, 2)),
    [slash + behind, ['uri-in-other-form', 2]],
    [right.slice(1), ['uri-in-other-form', 2]],
    [right.toLowerCase(), ['uri-in-other-form', 3]],
    [`/${path.split('/').filter(Boolean).at(-1) ?? ''}${behind}`, ['uri-in-other-form', 3]],
    ['', ['uri-in-other-form', 3]],
    [REQUEST_ORDER, ['other-uri', 2]],
    [CREATE_SIGN_ORDER, ['other-uri', 3]],
    ...PATHS.map((uri): Wrong => [uri, ['other-uri', 4]]),
    ...inBody(addresses)
  ]
}

function split(uri: string): [path: string, query?: string] {
  const at = uri.indexOf('?')
  return at < 0 ? [uri] : [uri.slice(0, at), uri.slice(at + 1)]
}

/** The same parameters written otherwise. */
function queries(query: string | undefined): string[] {
  if (query === undefined) return []
  const pairs = query.split('&')
  return [
    pairs.toSorted().join('&'),
    attempt(decodeURIComponent, query),
    attempt((text) => decodeURIComponent(text.replaceAll('+', ' ')), query),
    attempt(encodeURI, query),
    new URLSearchParams(query).toString(),
    query.replaceAll('&', '&amp;'),
    pairs.toReversed().join('&')
  ]
}

function withHosts(paths: readonly string[], hosts: readonly string[], rarity: number): Wrong[] {
  return paths.flatMap((path) =>
    hosts.flatMap((host, i): Wrong[] => {
      const https: Wrong = [`https://${host}${path}`, ['host-signed', i === 0 ? rarity : rarity + 1]]
      if (i > 1) return [https]
      return [https, [`http://${host}${path}`, ['host-signed', 4]], [host + path, ['host-signed', 4]]]
    })
  )
}

/** The address of the callback or of a page. */
function inBody(addresses: readonly string[]): Wrong[] {
  return addresses.flatMap((one): Wrong[] => {
    const url = URL.canParse(one) ? new URL(one) : undefined
    const paths = url ? [url.pathname, url.pathname + url.search] : [`/${one.replace(/^\//, '')}`]
    return [one, ...paths].map((uri): Wrong => [uri, ['other-uri', 4]])
  })
}
