import type { KeyObject } from 'node:crypto'
import { atOnce } from '../../../src/protocol/in-slices.js'
import { type Mutation as AnyMutation, mutate } from '../../../src/protocol/search/mutation.js'
import { BYTE_MUTATIONS } from '../../../src/trade/diagnose/byte-mutations.js'
import { diagnoseRequest, type TradeDiagnosis } from '../../../src/trade/diagnose/diagnose-request.js'
import type { LineSubject } from '../../../src/trade/diagnose/line-mutations.js'
import type { Mutation } from '../../../src/trade/diagnose/mutation.js'
import type { NamedKey } from '../../../src/trade/diagnose/open-signature.js'
import { makeMutations } from '../../../src/trade/diagnose/search.js'
import { type Bytes, bodyText, type Recipe, RIGHT, signedText } from '../../../src/trade/diagnose/steps.js'
import { readAuthorization, writeAuthorization } from '../../../src/trade/sign/authorization.js'
import { signBytes } from '../../../src/trade/sign/sign-request.js'
import { OTHER } from '../keys/other-keys.js'
import { KEYS } from '../vectors.js'

/** A request as it should be signed. */
export interface Request {
  name: string
  method: string
  uri: string
  body: string
  timestamp: string
  nonce: string
}

const nested = {
  skuList: [
    {
      skuId: 'sku_1',
      price: 9900,
      quantity: 2,
      title: '双人套餐 <限周末> & "赠饮"',
      imageList: ['https://img.example.com/a/1.png?w=200&h=100'],
      type: 401,
      tagGroupId: 'tag_group_7272625659888041996',
      skuAttr: '{"color":"红","size":"L"}'
    }
  ],
  outOrderNo: 'order_20261127_001',
  totalAmount: 19800,
  limitPayWayList: [],
  payExpireSeconds: 300,
  orderEntrySchema: { path: 'pages/order/detail', params: '{"id":"order_20261127_001"}' },
  payNotifyUrl: 'https://shop.example.com/api/notify?from=douyin'
}

/** Data and bodies as shops sign them. */
export const REQUESTS: readonly Request[] = (
  [
    ['POST', '/requestOrder', JSON.stringify(nested), 'compact, nested, Chinese'],
    ['POST', '/requestOrder', JSON.stringify(nested, undefined, 2).replaceAll('/', '\\/'), 'indented, slashes escaped'],
    [
      'POST',
      '/requestOrder',
      '{"outOrderNo": "a_1", "totalAmount": 100, "remark": null, "note": "a b"}',
      'spaces, null'
    ],
    [
      'POST',
      '/requestOrder',
      '{"title":"\\u8d2d\\u4e70","url":"https:\\/\\/a.example\\/b","totalAmount":1}',
      'as PHP writes'
    ],
    [
      'POST',
      '/requestOrder',
      '{"outOrderNo":"a_2","title":"é🎉","totalAmount":12800,"ids":[1,2],"isTest":true}\n',
      'ends in LF'
    ],
    [
      'POST',
      '/createSignOrder',
      '{"outAuthOrderNo":"s_1","serviceId":"64","notifyUrl":"https://a.example/n"}',
      'periodic'
    ],
    [
      'POST',
      '/api/apps/trade/v2/query_order',
      '{"out_order_no":"o&1","note":"a &amp; b","link":"a%2Fb+c","garbled":"å¼\u0080","id":""}',
      'call'
    ],
    ['GET', '/api/apps/trade/v2/query?b=2&a=%2Fx+y', '', 'call by GET']
  ] satisfies [string, string, string, string][]
).map(([method, uri, body, name], i) => ({
  ...{ name, method, uri, body },
  timestamp: String(1_764_230_000 + 997 * i),
  nonce: ['5f0c1e0a-7d6b-4f1e-9a52-0f5b00000001', 'gqF1kw8jN803lA==', 'Ab+c/dE1fG2h', 'n0_Zx9'][i % 4] ?? ''
}))

const APP_ID = 'tt07e3715e98c9aac0'
const KEY_VERSION = '3'

export { OTHER }

export const NAMED_KEYS: readonly NamedKey[] = [
  { role: 'own', key: KEYS.appPublic },
  { role: 'platform', key: KEYS.platformPublic },
  { role: 'profile', name: 'cafe', key: OTHER.publicKey }
]

export function isForClient({ uri }: Request): boolean {
  return uri === '/requestOrder' || uri === '/createSignOrder'
}

/** What mutations of a request are made from. */
export function subjectOf(request: Request): LineSubject {
  const addresses = request.body.includes('payNotifyUrl') ? ['https://shop.example.com/api/notify?from=douyin'] : []
  return { request, isForClient: isForClient(request), addresses, app_id: APP_ID, key_version: KEY_VERSION }
}

const made = new Map<Request, Mutation[]>()

/** Every mutation that is searched for in a request. */
export function mutationsFor(request: Request): Mutation[] {
  const known = made.get(request)
  if (known) return known
  const { body, lines } = atOnce(makeMutations(subjectOf(request)))
  const all = [...body, ...lines, ...BYTE_MUTATIONS]
  made.set(request, all)
  return all
}

/** The bytes that are signed with these mistakes. */
export function signedBytes(request: Request, mistakes: readonly Pick<AnyMutation<Recipe>, 'change'>[]): Bytes {
  const recipe = mutate(RIGHT, mistakes)
  const text = signedText(request, bodyText(request.body, recipe), recipe)
  return recipe.inner(recipe.charset(text))
}

/** What distinguishes two texts. */
export function effect(request: Request, mistakes: readonly Pick<AnyMutation<Recipe>, 'change'>[]): string {
  return Buffer.from(signedBytes(request, mistakes)).toString('base64')
}

export function signature(bytes: Bytes, key: KeyObject = KEYS.app): string {
  return signBytes(Buffer.from(bytes), key)
}

/** The authorization as it should be written, with this signature. */
export function authorized(request: Request, signed: string): string {
  const values = { app_id: APP_ID, nonce: request.nonce, timestamp: request.timestamp, key_version: KEY_VERSION }
  return writeAuthorization({ ...values, signature: signed }, { quoted: !isForClient(request) })
}

/** Diagnoses a request by the text of its authorization. */
export async function diagnosed(
  request: Request,
  text: string,
  { depth = 2, keys = NAMED_KEYS }: { depth?: number; keys?: readonly NamedKey[] } = {}
): Promise<TradeDiagnosis> {
  const authorization = readAuthorization(text)
  if (!authorization) throw new Error(`no authorization: ${text}`)
  const { body, method, uri } = request
  const expected = { app_id: APP_ID, key_version: KEY_VERSION, method, uri }
  return diagnoseRequest({ body, authorization, authorizationText: text, keys, expected }, { depth })
}

/** `code;key`, sorted: what a set of mistakes is, whatever their order. */
export function nameOf(mistakes: readonly { code: string; key?: string }[]): string {
  return mistakes
    .map(({ code, key }) => (key === undefined ? code : `${code};${key}`))
    .sort()
    .join(' + ')
}
