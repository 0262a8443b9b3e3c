import { describe, expect, test } from 'vitest'
import { pastedOrder } from '../../src/recorded/pasted-order.js'

const data = '{"outOrderNo":"no_1","skuList":[{"title":"双人\\"套餐\\" it\'s"}],"totalAmount":1}'
const byteAuthorization = 'SHA256-RSA2048 appid=tt1,nonce_str=abc,timestamp=1700000000,key_version=1,signature=a+b/c=='
const both = JSON.stringify({ data, byteAuthorization })
const js = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const PASTED: [name: string, form: string, text: string][] = [
  ['the answer of a server', 'wrapped', JSON.stringify({ code: 0, data: { data, byteAuthorization } })],
  ['the answer as a text in JSON', 'wrapped', JSON.stringify({ statusCode: 200, body: both })],
  ['a line of a log', 'log-line', `2026-11-28 INFO sign result ${both} cost=3ms`],
  [
    'the name of servers',
    'wrapped',
    JSON.stringify({ code: 0, data: { data, byte_authorization: byteAuthorization } })
  ],
  ['the name of servers in code', 'literal', `x = {data: ${js(data)}, byte_authorization: '${byteAuthorization}'}`],
  ['a line of a log with escapes', 'log-line', `INFO resp="${JSON.stringify(both).slice(1, -1)}"`],
  [
    'the code of the client',
    'literal',
    `tt.requestOrder({\n  data: ${js(data)},\n  byteAuthorization: ${js(byteAuthorization)},\n  success(res) {}\n})`
  ],
  [
    'variables in code',
    'literal',
    `const data = ${JSON.stringify(data)};\nconst byteAuthorization = ${JSON.stringify(byteAuthorization)};`
  ],
  ['what a log prints of both', 'log-line', `data=${data}, byteAuthorization=${byteAuthorization}, ok`],
  ['lines of a console', 'log-line', `data: ${data}\nbyteAuthorization: ${byteAuthorization}\n`],
  ['the authorization first', 'log-line', `byteAuthorization=${byteAuthorization}, data=${data}, cost=3ms`],
  ['the authorization in quotes', 'log-line', `data=${data} byteAuthorization="${byteAuthorization}" timestamp=1`],
  [
    'data of another call before it',
    'log-line',
    `params data={"goodsId":1} result data=${data}, byteAuthorization=${byteAuthorization}`
  ],
  [
    'data of another call in the code',
    'literal',
    `fetch(u, {data: '{"goodsId":1}'})\ntt.requestOrder({data: ${js(data)}, byteAuthorization: '${byteAuthorization}'})`
  ],
  [
    'data of another call in the code, without the call',
    'literal',
    `const q = {data: '{"goodsId":1}'}\nconst o = {data: ${js(data)}, byteAuthorization: '${byteAuthorization}'}`
  ],
  [
    'data in a comment',
    'literal',
    `tt.requestOrder({\n  // data: '{"a":1}',\n  byteAuthorization: '${byteAuthorization}',\n  data: ${js(data)}\n})`
  ]
]

describe('data and byteAuthorization in what people paste', () => {
  test.each(PASTED)('%s', (_, form, text) => {
    expect(pastedOrder(text)).toEqual({ data, byteAuthorization, form })
  })

  test.each([
    ['quotes', 'SHA256-RSA2048 appid="tt1",nonce_str="a",timestamp="1",key_version="1",signature="a/b=="'],
    ['spaces', 'SHA256-RSA2048 appid=tt1, nonce_str=a, timestamp=1, key_version=1, signature=a/b=='],
    ['no space behind the scheme', 'SHA256-RSA2048appid=tt1,nonce_str=a,timestamp=1,key_version=1,signature=a/b=='],
    ['an item missing', 'SHA256-RSA2048 appid=tt1,nonce_str=a,timestamp=1,signature=a/b==']
  ])('an authorization in a log is taken whole: %s', (_, authorization) => {
    const line = `INFO data=${data}, byteAuthorization=${authorization}`
    expect(pastedOrder(line)).toEqual({ data, byteAuthorization: authorization, form: 'log-line' })
  })

  test('data as an object is taken as it is written', () => {
    const answer = { code: 0, data: { data: { a: 1 }, byteAuthorization } }
    const expected = { data: '{"a":1}', byteAuthorization, kind: 'object' }
    expect(pastedOrder(JSON.stringify(answer))).toEqual({ ...expected, form: 'wrapped' })
    expect(pastedOrder(`INFO ${JSON.stringify(answer.data)}`)).toEqual({ ...expected, form: 'log-line' })
  })

  test('an authorization as an object is taken as it is written', () => {
    const authorization = '{"appid":"tt1","signature":"a=="}'
    const found = { data, byteAuthorization: authorization }
    const text = `{"data":${JSON.stringify(data)},"byteAuthorization":${authorization}}`
    expect(pastedOrder(text)).toEqual({ ...found, form: 'wrapped' })
    const call = `tt.requestOrder({data: ${js(data)}, byteAuthorization: ${authorization}, success() {}})`
    expect(pastedOrder(call)).toEqual({ ...found, form: 'literal' })
  })

  test.each([
    ['none of both', data],
    ['no data', JSON.stringify({ byteAuthorization })],
    ['a literal that does not end', `data: '{"a":1, byteAuthorization: 'x'`],
    ['empty', '']
  ])('none: %s', (_, text) => {
    expect(pastedOrder(text)).toBeUndefined()
  })
})
