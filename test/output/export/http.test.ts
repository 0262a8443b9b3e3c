import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { readAuthorization, valuesOf } from '../../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { run } from '../../commands/run.js'
import { bareOf } from '../../trade/keys/key-pastes.js'
import { JetBrainsClient, readHttpFile } from './http-file.js'

interface Vector {
  id: string
  salt: string
  body: string
  sign?: string
}

const VECTORS: Vector[] = readFileSync(new URL('../../../fixtures/sign-cases.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

const printed = async (line: string) => (await run(`export http ${line}`)).stdout
const POST = { method: 'POST', url: '{{ecpay_url}}/api/x', headers: [] as [string, string][], body: '' }

describe('the script for JetBrains', () => {
  test('signs every vector by the SALT as this tool does, or refuses it too', async () => {
    const script = await printed('--part script')
    const signOf = ({ salt, body }: Vector) => {
      const client = new JetBrainsClient({ salt })
      // The signature stands in the address, since a body of a vector has none.
      const url = `${POST.url}?sign={{sign}}`
      try {
        return client.prepare({ ...POST, url, body }, script).url.split('=')[1]
      } catch {
        return 'refused'
      }
    }
    expect(VECTORS.map((vector) => [vector.id, signOf(vector)])).toEqual(
      VECTORS.map(({ id, sign = 'refused' }) => [id, sign])
    )
  })

  const refusalOf = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      // An error of another world is no Error of this one.
      return String(error)
    }
    return undefined
  }
  const inQuery = async (query: string, environment: Record<string, string> = {}) => {
    const client = new JetBrainsClient({ salt: 's1', ...environment })
    const url = `${POST.url}${query}&sign={{sign}}`
    const script = await printed('--part script')
    return client.prepare({ method: 'GET', url, headers: [], body: '' }, script).url.split('sign=')[1]
  }

  test.each([
    ['?a=b==&c=1=2', { a: 'b==', c: '1=2' }],
    ['?a=x y', { a: 'x y' }],
    ['\n    ?a=1\r\n    &b=%E4%B8%AD%25', { a: '1', b: '中%' }],
    ['?&a=1&', { a: '1' }],
    ['?a=1?2', { a: '1?2' }]
  ])('signs the parameters %j as they are sent', async (query, values) => {
    expect(await inQuery(query)).toBe(traceSign(JSON.stringify(values), 's1').sign)
  })

  test.each([
    ['?rate=100%', {}, /: rate .*%25/],
    ['?rate=%E4%B8', {}, /: rate .*%25/],
    ['?a=1&at={{$timestamp}}', {}, /\$timestamp/],
    ['?a={{x}}', { x: '{{y}}', y: '{{$uuid}}' }, /\$timestamp/]
  ])('refuses the parameters %s', async (query, environment, refusal) => {
    const script = await printed('--part script')
    const client = new JetBrainsClient({ salt: 's1', ...environment })
    const request = { method: 'GET', url: `${POST.url}${query}&sign={{sign}}`, headers: [], body: '' }
    expect(refusalOf(() => client.prepare(request, script))).toMatch(refusal)
  })

  test('refuses a form, and quotes nothing of it', async () => {
    const script = await printed('--part script')
    const body = 'pay_secret=5&sign={{sign}}'
    const refusal = refusalOf(() => new JetBrainsClient({ salt: 's1' }).prepare({ ...POST, body }, script))
    expect(refusal).toMatch(/JSON/)
    expect(refusal).not.toContain('pay')
  })

  test('takes a client_token only for the app and the address that it was fetched for', async () => {
    const script = await printed('--part script')
    const { requests } = readHttpFile(await printed('--system trade'))
    const token = requests.find(({ name }) => name === 'client_token')
    const call = requests.find(({ headers }) => headers.some(([, value]) => value === '{{client_token}}'))
    if (!token?.handler || !call) throw new Error('no request for a token')
    const environment: Record<string, string> = { app_id: 'tt1', trade_url: 'https://a', salt: 's1' }
    const client = new JetBrainsClient(environment)
    const tokenOf = (one: typeof call) => client.prepare(one, one.script && script).headers['access-token']
    expect(refusalOf(() => tokenOf(call))).toMatch(/client_token/)
    tokenOf(token)
    client.handle(token.handler, { data: { access_token: 'clt.1' } })
    expect(tokenOf(call)).toBe('clt.1')
    for (const [name, value] of [
      ['app_id', 'tt2'],
      ['trade_url', 'https://b']
    ] as const) {
      const before = environment[name] ?? ''
      environment[name] = value
      expect(refusalOf(() => tokenOf(call))).toMatch(/client_token/)
      environment[name] = before
    }
    environment.app_id = 'tt2'
    expect(tokenOf({ ...call, headers: [['access-token', 'clt.mine']] })).toBe('clt.mine')
  })

  test.each([DEMO_KEY_PAIRS.private_key, bareOf(DEMO_KEY_PAIRS.private_key)])('signs by RSA', async (private_key) => {
    const script = await printed('--part script')
    const client = new JetBrainsClient({ private_key, app_id: 'tt1', key_version: '7', trade_former_url: 'https://a' })
    const { headers, body } = client.prepare(
      {
        method: 'POST',
        url: '{{trade_former_url}}/api/apps/trade/v2/query_order',
        headers: [['byte-authorization', '{{byte_authorization}}']],
        body: '{"a":"中","app":"{{app_id}}"}'
      },
      script
    )
    const values = valuesOf(
      readAuthorization(headers['byte-authorization'] ?? '') ?? { scheme: undefined, header: undefined, items: [] }
    )
    const parts = { uri: '/api/apps/trade/v2/query_order', timestamp: '', nonce: '', ...values, body }
    expect(body).toBe('{"a":"中","app":"tt1"}')
    expect(verifyRequest(parts, values.signature ?? '', createPublicKey(DEMO_KEY_PAIRS.app_public_key))).toBe(true)
  })

  test('gives a fresh number to what makes one, which later requests use', async () => {
    const { requests, variables } = readHttpFile(await printed('--system ecpay --call create_order --call query_order'))
    const script = await printed('--part script --system ecpay')
    const client = new JetBrainsClient({ salt: 's', app_id: 'tt1', ecpay_url: 'http://a' }, variables)
    const numbers = [...requests, ...requests].map(
      (one) => JSON.parse(client.prepare(one, one.script && script).body).out_order_no
    )
    expect(numbers[0]).toMatch(/^\d{17}[0-9a-z]+$/)
    expect([numbers[1], numbers[3]]).toEqual([numbers[0], numbers[2]])
    expect(numbers[2]).not.toBe(numbers[0])
  })
})

test.each([
  ['jetbrains', { local: expect.objectContaining({ salt: DEMO_KEYS.salt, ecpay_url: 'http://127.0.0.1:8787' }) }],
  ['vscode', { 'rest-client.environmentVariables': { local: expect.objectContaining({ salt: DEMO_KEYS.salt }) } }]
])('the variables for %s are in the form of that client', async (dialect, wanted) => {
  expect(JSON.parse(await printed(`--part environment --dialect ${dialect} --env local`))).toEqual(wanted)
})

test.each(['postman', 'http'])(
  'the variables of the local gateway have its keys where those are configured: %s',
  async (program) => {
    const line = `export ${program} --part environment --env local`
    const { salt, access_token, app_secret } = DEMO_KEYS
    const env = { ECPAY_SALT: salt, ECPAY_ACCESS_TOKEN: access_token, ECPAY_APP_SECRET: app_secret }
    const { stdout, codes } = await run(line, { env: { ...env, ECPAY_PRIVATE_KEY: DEMO_KEY_PAIRS.private_key } })
    expect([stdout, codes]).toEqual([(await run(line)).stdout, []])
  }
)

test('the variables of another environment have no secret', async () => {
  const { production } = JSON.parse(await printed('--part environment --env production'))
  expect([production.salt, production.app_secret, production.private_key]).toEqual(['', '', ''])
})

test('there is no script for VS Code', async () => {
  const { exit, codes } = await run('export http --part script --dialect vscode')
  expect([exit, codes]).toEqual([2, ['conflicting-options']])
})
