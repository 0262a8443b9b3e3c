import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { readAuthorization, valuesOf, writeAuthorization } from '../../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { run } from '../../commands/run.js'
import { bareOf, KEYS } from '../../trade/keys/key-pastes.js'
import { sendAll } from './postman-run.js'

interface Vector {
  id: string
  salt: string
  body: string
  sign?: string
  refuse?: string[]
}

const VECTORS: Vector[] = readFileSync(new URL('../../../fixtures/sign-cases.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

const SALT = { salt: 's1' }

/** A server that keeps the headers and bodies that it gets. */
const got: { headers: IncomingHttpHeaders; url: string; body: string }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  got.push({ headers: request.headers, url: request.url ?? '', body })
  response.end('{}')
})
let url = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const written = new Map<string, Promise<{ stdout: string }>>()

/** The collection of `ecpay export` with other requests in it. */
async function collectionWith(program: 'postman' | 'apifox', ...item: object[]): Promise<object> {
  const exported = written.get(program) ?? run(['export', program])
  written.set(program, exported)
  return { ...JSON.parse((await exported).stdout), item }
}

const request = (path: string, raw: string, header: Record<string, string>) => ({
  name: path,
  request: {
    method: 'POST',
    url: `${url}${path}`,
    header: Object.entries(header).map(([key, value]) => ({ key, value })),
    body: { mode: 'raw', raw }
  }
})

describe('the script of a collection, in the engine of Postman', { timeout: 120_000 }, () => {
  test('signs every vector by the SALT as this tool does, or refuses it too', async () => {
    const collection = await collectionWith('postman', request('/x', '{{body}}', { 'x-sign': '{{sign}}' }))
    got.length = 0
    const sent = await sendAll(collection, { data: VECTORS.map(({ salt, body }) => ({ salt, body })) })
    const signs = sent.map(({ refusal }, i) => (refusal ? 'refused' : got[i]?.headers['x-sign']))
    expect(VECTORS.map(({ id }, i) => [id, signs[i]])).toEqual(VECTORS.map(({ id, sign = 'refused' }) => [id, sign]))
  })

  test('leaves the body as it is, with its long numbers, and puts the signature in its place', async () => {
    const raw = '{ "b" : 12345678901234567890, "a":"{{sign_1}} 中 ", "sign": "{{sign}}" ,"n":1e3 }'
    await sendAll(await collectionWith('postman', request('/x', raw, {})), { data: [{ salt: 's1', sign_1: 'one' }] })
    const { sign } = traceSign('{"b":12345678901234567890,"a":"one 中 ","n":1e3}', 's1')
    expect(got.at(-1)?.body).toBe(raw.replace('{{sign_1}}', 'one').replace('{{sign}}', sign))
  })

  test('signs the parameters of a GET', async () => {
    const item = {
      name: 'bills',
      request: {
        method: 'GET',
        url: `${url}/bills?app_id=a&bill_date=20261122&name=%E4%B8%AD&more={{more}}&sign={{sign}}`
      }
    }
    await sendAll(await collectionWith('postman', item), { data: [{ salt: 's1', more: 'x%20y=' }] })
    const { sign } = traceSign('{"bill_date":"20261122","name":"中","more":"x y="}', 's1')
    expect(got.at(-1)?.url).toMatch(new RegExp(`&sign=${sign}$`))
  })

  test.each([
    ['urlencoded', 'application/x-www-form-urlencoded'],
    ['formdata', 'multipart/form-data']
  ])('signs the pairs of a form (%s), and no file', async (mode, type) => {
    const pairs = [
      { key: 'app_id', value: 'a' },
      { key: 'name', value: '{{name}} b=&c' },
      { key: 'left_out', value: 'x', disabled: true },
      ...(mode === 'formdata' ? [{ key: 'file', type: 'file', src: [] }] : []),
      { key: 'sign', value: '{{sign}}' }
    ]
    const item = { name: 'form', request: { method: 'POST', url: `${url}/form`, body: { mode, [mode]: pairs } } }
    await sendAll(await collectionWith('postman', item), { data: [{ salt: 's1', name: '中' }] })
    const { headers, body } = got.at(-1) ?? { headers: {} as IncomingHttpHeaders, body: '' }
    const sent = await new Response(body, { headers: { 'content-type': String(headers['content-type']) } }).formData()
    expect(headers['content-type']).toContain(type)
    expect(sent.get('name')).toBe('中 b=&c')
    expect(sent.get('sign')).toBe(traceSign('{"name":"中 b=&c"}', 's1').sign)
  })

  test.each([
    ['rate=100%', {}, /^rate .*%25/],
    ['at={{$timestamp}}', {}, /\$timestamp/],
    ['at={{x}}', { x: '{{$timestamp}}' }, /\$timestamp/],
    ['at={{x}}', { x: '{{y}}', y: '{{$guid}}' }, /\$timestamp/]
  ])('refuses the parameters %s', async (query, data, refusal) => {
    const item = { name: 'x', request: { method: 'GET', url: `${url}/x?${query}&sign={{sign}}` } }
    const [sent] = await sendAll(await collectionWith('postman', item), { data: [{ ...SALT, ...data }] })
    expect(sent?.refusal).toMatch(refusal)
  })

  test.each<[string, data: Record<string, string>, raws: string[]]>([
    ['without a SALT', { salt: '' }, ['{"a":1,"sign":"{{sign}}"}']],
    [
      'what it cannot sign by the SALT',
      { ...SALT, at: '{{$timestamp}}' },
      [
        '{"a":{{$timestamp}},"sign":"{{sign}}"}',
        '{"a":{{at}},"sign":"{{sign}}"}',
        '{"a":{"b":1},"sign":"{{sign}}"}',
        '{"a":[1],"sign":"{{sign}}"}',
        '{"a":null,"sign":"{{sign}}"}',
        '{"a":1,"a":2,"sign":"{{sign}}"}',
        '{"a":1,"sign":"{{sign}}"',
        '["{{sign}}"]'
      ]
    ]
  ])('refuses %s', async (_, data, raws) => {
    const items = raws.map((raw) => request('/x', raw, {}))
    const sent = await sendAll(await collectionWith('postman', ...items), { data: [data] })
    expect(sent.map(({ refusal }, i) => [raws[i], refusal])).toEqual(raws.map((raw) => [raw, expect.any(String)]))
  })

  test('refuses what is no private key', async () => {
    const collection = await collectionWith(
      'postman',
      request('/x', '{}', { 'byte-authorization': '{{byte_authorization}}' })
    )
    const keys = ['', 'not a key', KEYS.app.public]
    const sent = await sendAll(collection, { data: keys.map((private_key) => ({ private_key })) })
    expect(sent.map(({ refusal }) => refusal)).toEqual(keys.map(() => expect.any(String)))
  })

  test('signs by RSA with a key in PKCS#8, in PKCS#1, in bare Base64 and with literal line breaks', async () => {
    const { private_pkcs8: pkcs8, private_pkcs1: pkcs1 } = KEYS.app
    const raw = '{"a": "中", "b":{{b}}}'
    const item = request('/api/apps/trade/v2/x/', raw, { 'byte-authorization': '{{byte_authorization}}' })
    const data = [pkcs8, pkcs1, bareOf(pkcs1), pkcs8.replaceAll('\n', '\\n')].map((private_key) => ({
      private_key,
      b: '12345678901234567890',
      app_id: 'tt1',
      key_version: '7'
    }))
    got.length = 0
    const sent = await sendAll(await collectionWith('postman', item), { data })
    expect(sent.map(({ refusal }) => refusal)).toEqual(data.map(() => undefined))
    expect(got).toHaveLength(data.length)
    for (const { headers, body } of got) {
      const header = String(headers['byte-authorization'])
      const values = valuesOf(readAuthorization(header) ?? { items: [], scheme: undefined, header: undefined })
      expect(values).toMatchObject({ app_id: 'tt1', key_version: '7' })
      expect(Math.abs(Number(values.timestamp) - Date.now() / 1000)).toBeLessThan(300)
      const parts = { uri: '/api/apps/trade/v2/x/', nonce: '', timestamp: '', ...values, body }
      expect(body).toBe('{"a": "中", "b":12345678901234567890}')
      expect(verifyRequest(parts, values.signature ?? '', createPublicKey(KEYS.app.public))).toBe(true)
      expect(header).toBe(
        writeAuthorization(
          { app_id: '', nonce: '', timestamp: '', key_version: '', signature: '', ...values },
          { quoted: true }
        )
      )
    }
  })

  test.each(['postman', 'apifox'] as const)(
    'in %s, gives a fresh number to what makes one, and keeps it',
    async (program) => {
      const { stdout } = await run([
        'export',
        program,
        '--call',
        'create_order',
        '--call',
        'query_order',
        '--system',
        'ecpay'
      ])
      const collection = JSON.parse(stdout)
      for (const one of collection.variable) if (one.key === 'ecpay_url') one.value = url
      got.length = 0
      await sendAll(collection, { data: [{ salt: 's1' }, { salt: 's1' }] })
      const numbers = got.map(({ body }) => JSON.parse(body).out_order_no)
      expect(numbers[0]).toMatch(/^\d{17}[0-9a-z]+$/)
      expect([numbers[1], numbers[3]]).toEqual([numbers[0], numbers[2]])
      expect(numbers[2]).not.toBe(numbers[0])
    }
  )
})
