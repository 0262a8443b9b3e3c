import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../../../src/simulator/gateway-server.js'
import { type Place, place } from '../../config/place.js'
import { DEMO } from '../../e2e/platform.js'
import { run } from '../run.js'

const open: Gateway[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()))
})

/** A gateway over the state of a place, and how requests are sent to it. */
async function serving(here: Place) {
  const gateway = await startGateway({ stateDir: here.path('../state'), now: Date.now })
  open.push(gateway)
  return (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(gateway.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body
    })
}

const CREATE = '/api/apps/ecpay/v1/create_order'
const ORDER = { out_order_no: 'no_1', total_amount: 100, subject: 's', body: 'b', valid_time: 900, disable_msg: 0 }
const md5 = (values: readonly unknown[]) =>
  createHash('md5')
    .update([...values.map(String), DEMO.salt].sort().join('&'))
    .digest('hex')
const order = (sign: string, more: object = {}) => JSON.stringify({ app_id: DEMO.app_id, ...ORDER, ...more, sign })
/** app_id signed and 0 left out: two mistakes, which the gateway itself does not look for together. */
const TWICE_WRONG = md5([DEMO.app_id, ...Object.values(ORDER).filter(Boolean)])

describe('diagnose --last', () => {
  test('names all mistakes of the last refused request, with the demo keys whatever is configured', async () => {
    const here = place({ '.ecpayrc': '{"salt":"saltOfTheShop001","app_id":"tt1"}' })
    const send = await serving(here)
    const refused = await send(CREATE, order(TWICE_WRONG))
    expect(refused.headers.get('x-ecpay-reason')).toBe('signature-differs')
    const { exit, stdout } = await run('diagnose --last --json', { here })
    const { verdict, explanations } = JSON.parse(stdout)
    const codes = explanations[0].mistakes.map(({ code }: { code: string }) => code)
    expect([exit, verdict, codes.sort()]).toEqual([1, 'explained', ['excluded-key-signed', 'zeros-dropped']])
    expect((await run('diagnose --last', { here })).stderr).toContain(`POST ${CREATE} (signature-differs)`)
  })

  test('what is accepted, or refused for the state of things, does not take its place', async () => {
    const here = place()
    const send = await serving(here)
    await send(CREATE, order(TWICE_WRONG))
    await send(CREATE, order(md5(Object.values(ORDER))))
    await send(
      '/api/apps/ecpay/v1/query_order',
      JSON.stringify({ app_id: DEMO.app_id, out_order_no: 'x', sign: md5(['x']) })
    )
    await send('/favicon.ico', '')
    expect((await run('diagnose --last', { here })).exit).toBe(1)
  })

  test('the wrong path and Content-Type are said, with a signature that is right', async () => {
    const here = place()
    const send = await serving(here)
    await send('/api/apps/ecpay/v2/create_order', order(md5(Object.values(ORDER))), { 'content-type': 'text/plain' })
    const { exit, codes } = await run('diagnose --last', { here })
    expect(exit).toBe(0)
    expect(codes).toEqual(expect.arrayContaining(['request-content-type']))
  })

  test('bytes are kept as they are: what is no UTF-8 is said to be none', async () => {
    const here = place()
    const send = await serving(here)
    await send(CREATE, Buffer.from('{"subject":"\xca\xce"}', 'latin1'))
    expect((await run('diagnose --last', { here })).codes).toContain('invalid-utf8')
  })

  test('no secret is kept, and nobody else can read it', async () => {
    const here = place()
    const send = await serving(here)
    const more = {
      ...{ access_token: 'tokenOfSomebody01', nested: { client_secret: 'secretOfSomebody1' } },
      ...{ app_secret: { v: ['objectOfSomebody1'] }, data: '{"access_token":"heldOfSomebody01"}' }
    }
    const headers = { authorization: 'Bearer headerOfSomebody1', cookie: 'sid=cookieOfSomebody' }
    await send(`${CREATE}?access_token=queryOfSomebody01`, order('x', more), headers)
    const folder = here.path('../state/gateway-v1')
    const kept = readFileSync(`${folder}/last-refused.json`, 'utf8')
    const { body } = JSON.parse(kept)
    expect(kept + Buffer.from(body, 'base64')).not.toMatch(/OfSomebody/)
    expect(Buffer.from(body, 'base64').toString()).toContain('"out_order_no":"no_1"')
    expect(statSync(`${folder}/last-refused.json`).mode & 0o077).toBe(0)
    await run('simulate reset --yes', { here })
    expect(readdirSync(folder)).not.toContain('last-refused.json')
  })

  test.each([
    ['of quotation marks', `{"a":"${'\\"'.repeat(120_000)}`],
    ['of question marks', '?'.repeat(250_000)],
    ['of keys', `{${'"token":"x",'.repeat(20_000)}`]
  ])('a body %s is answered', async (_, body) => {
    const send = await serving(place())
    expect((await send(CREATE, body)).status).toBe(200)
  })

  test('a body that is too large is not kept', async () => {
    const here = place()
    const send = await serving(here)
    await send(CREATE, order('x', { cp_extra: 'x'.repeat(300 * 1024) }))
    expect(await run('diagnose --last', { here })).toMatchObject({ exit: 2, codes: ['refused-without-body'] })
  })

  test('another source beside it', async () => {
    const ran = await run('diagnose --last body.json', { here: place({ 'body.json': '{}' }) })
    expect(ran).toMatchObject({ exit: 2, codes: ['conflicting-options'] })
  })
})
