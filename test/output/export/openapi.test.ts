import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { allCalls } from '../../../src/systems.js'
import { run } from '../../commands/run.js'

const Operation = v.looseObject({
  operationId: v.string(),
  summary: v.string(),
  'x-apifox-folder': v.string(),
  security: v.array(v.record(v.string(), v.array(v.string()))),
  requestBody: v.optional(
    v.object({
      content: v.record(v.string(), v.object({ schema: v.looseObject({}), example: v.optional(v.looseObject({})) }))
    })
  ),
  responses: v.record(v.string(), v.object({ description: v.string() }))
})
const Document = v.looseObject({
  servers: v.optional(v.array(v.object({ url: v.string() }))),
  paths: v.record(
    v.string(),
    v.object({
      servers: v.optional(v.array(v.object({ url: v.string() }))),
      get: v.optional(Operation),
      post: v.optional(Operation)
    })
  )
})

async function exported(...options: string[]) {
  const { stdout } = await run(['export', 'openapi', ...options])
  return v.parse(Document, options.includes('yaml') ? parse(stdout) : JSON.parse(stdout))
}

const ALL = await allCalls()

describe('the OpenAPI document', () => {
  test.each([
    [[]],
    [['--lang', 'zh']],
    [['--format', 'yaml']],
    [['--system', 'ecpay', '--env', 'sandbox']],
    [['--system', 'trade', '--env', 'production']]
  ])('with %j is valid OpenAPI 3.1', async (options) => {
    const { valid, errors } = await new Validator().validate(await exported(...options))
    expect([valid, errors]).toEqual([true, undefined])
  })

  test('has every call once, and those with a former path there too', async () => {
    const { paths } = await exported()
    const wanted = ALL.flatMap(({ endpoint: { method, path, former } }) =>
      [path, former].flatMap((one) => (one ? [`${method} ${one}`] : []))
    )
    const found = Object.entries(paths).flatMap(([path, { get, post }]) => [
      ...(get ? [`GET ${path}`] : []),
      ...(post ? [`POST ${path}`] : [])
    ])
    expect(found.sort()).toEqual(wanted.sort())
    const ids = Object.values(paths).map(({ get, post }) => (get ?? post)?.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  const bodies = async () =>
    Object.entries((await exported()).paths).flatMap(([path, { post }]) => {
      const { schema, example } = post?.requestBody?.content['application/json'] ?? {}
      return schema && example ? [{ path, schema, example }] : []
    })

  test('takes each example, and refuses it without what is required', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const found = await bodies()
    expect(found.length).toBeGreaterThan(60)
    for (const { path, schema, example } of found) {
      const check = ajv.compile(schema)
      expect([path, check(example), check.errors]).toEqual([path, true, null])
      for (const key of Array.isArray(schema.required) ? schema.required : []) {
        const { [key]: _, ...rest } = example
        expect([path, key, check(rest)]).toEqual([path, key, false])
      }
    }
  })

  test.each<[path: string, body: object, isRight: boolean]>([
    ['/api/apps/ecpay/v1/create_order', { valid_time: 299 }, false],
    ['/api/apps/ecpay/v1/create_order', { total_amount: '100' }, false],
    ['/api/apps/ecpay/v1/create_order', { out_order_no: 'a b' }, false],
    ['/api/apps/ecpay/v1/create_order', { limit_pay_way: 'LIMIT_WX,LIMIT_ALI' }, true],
    ['/api/apps/ecpay/v1/create_order', { limit_pay_way: 'WX' }, false],
    ['/api/trade_basic/v1/developer/refund_create/', { refund_total_amount: '100' }, true],
    ['/api/trade_basic/v1/developer/refund_create/', { refund_reason: [{ code: 100, text: 'a' }] }, false],
    ['/api/trade_basic/v1/developer/order_query/', { out_order_no: undefined }, false],
    ['/api/trade_basic/v1/developer/order_query/', { out_order_no: undefined, order_id: 'm' }, true]
  ])('%s: the example with %j', async (path, changes, isRight) => {
    const one = (await bodies()).find((body) => body.path === path)
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(one?.schema ?? {})
    const changed = JSON.parse(JSON.stringify({ ...one?.example, ...changes }))
    expect(check(changed)).toBe(isRight)
  })

  test.each<[string[], string[]]>([
    [
      ['--system', 'ecpay', '--env', 'production'],
      ['https://developer.toutiao.com', 'http://127.0.0.1:8787', 'https://open-sandbox.douyin.com']
    ],
    [
      ['--call', 'order_query', '--env', 'local'],
      ['http://127.0.0.1:8787', 'https://open.douyin.com']
    ]
  ])('%j has its servers, the one in use first', async (options, urls) => {
    expect((await exported(...options)).servers?.map(({ url }) => url)).toEqual(urls)
  })

  test('says by which header each call is authorised', async () => {
    const { paths } = await exported()
    const security = (path: string) => (paths[path]?.post ?? paths[path]?.get)?.security.flatMap(Object.keys)
    expect(security('/api/apps/ecpay/v1/create_order')).toEqual([])
    expect(security('/api/trade_basic/v1/developer/order_query/')).toEqual(['client_token'])
    expect(security('/api/apps/trade/v2/query_order')).toEqual(['byte_authorization'])
  })
})
