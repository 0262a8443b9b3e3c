import { describe, expect, test } from 'vitest'
import { traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { openPage, PAGES } from '../../../src/simulator/life-cycle/onboarding-page.js'
import { type Members, signedBody } from '../bodies.js'
import { testGateway } from '../support.js'

const SAAS = '/api/apps/ecpay/saas'
const HOUR = 3600 * 1000
const { app_id, access_token } = DEMO_KEYS

/** A gateway, with the calls of onboarding. */
async function onboarding() {
  const gateway = await testGateway()
  const { send, store, clock } = gateway
  const sub = (changes: Members = {}) =>
    send(`${SAAS}/app_add_sub_merchant`, signedBody({ sub_merchant_id: 'p1', url_type: 1, ...changes }))
  const status = (members: Members) =>
    send(`${SAAS}/query_merchant_status`, signedBody({ access_token, ...members })).then(({ json, reason }) => [
      (json.merchant_status_info as { alipay: Members } | null)?.alipay.status,
      reason
    ])
  const create = (changes: Members = {}) =>
    send(`${SAAS}/create_merchant`, signedBody({ access_token, ...APPLICATION, ...changes }))
  const open = (url: unknown) => openPage(store, String(url).split(`${PAGES}/`)[1] ?? '', clock.now)
  return { ...gateway, sub, status, create, open }
}

const TEXTS = 'out_order_id callback_url merchant_name merchant_short_name province_code city_code district_code'
const JSONS = 'channels business_license legal_person merchant_card_info merchant_operation_info industry_code'
const APPLICATION: Members = {
  ...Object.fromEntries(`${TEXTS} registered_addr create_name`.split(' ').map((key) => [key, `${key}_1`])),
  ...Object.fromEntries(JSONS.split(' ').map((key) => [key, '{}'])),
  type: 1,
  merchant_type: 1
}

test('a number that no store can keep is refused by its length, and not to be tried again', async () => {
  const { sub, create, status } = await onboarding()
  const long = '长'.repeat(1000)
  expect((await sub({ sub_merchant_id: long })).json.err_no).toBe(2010)
  expect((await create({ out_order_id: long })).json.err_no).toBe(2010)
  expect((await create({ sub_merchant_id: long })).json.err_no).toBe(2010)
  expect((await status({ sub_merchant_id: long }))[1]).toMatch(/key=sub_merchant_id/)
  expect((await sub({ sub_merchant_id: 'x'.repeat(1024) })).json.err_no).toBe(0)
})

describe('a page to onboard on', () => {
  test('has no merchant_id until it was opened, and the same one ever after', async () => {
    const { sub, open, status, clock } = await onboarding()
    const first = await sub()
    expect(first.json).toMatchObject({ err_no: 0, merchant_id: '', url: expect.stringContaining(PAGES) })
    expect(await status({ sub_merchant_id: 'p1' })).toEqual(['PROCESSING', null])
    const [text, code] = open(first.json.url)
    expect(code).toBe(200)
    const { merchant_id } = (await sub()).json
    expect(merchant_id).toMatch(/^\d{19}$/)
    expect(text).toContain(String(merchant_id))
    clock.now += HOUR
    expect((await sub({ url_type: 2 })).json.merchant_id).toBe(merchant_id)
    expect(await status({ sub_merchant_id: 'p1' })).toEqual(['SUCCESS', null])
    expect(await status({ merchant_id })).toEqual(['SUCCESS', null])
  })

  test('is complete by itself after 3 seconds, as nobody can open it while no gateway runs', async () => {
    const { sub, clock } = await onboarding()
    await sub()
    clock.now += 2999
    expect((await sub()).json.merchant_id).toBe('')
    clock.now += 1
    expect((await sub()).json.merchant_id).not.toBe('')
  })

  test('is valid for 2 hours, and cannot be made up', async () => {
    const { sub, open, clock } = await onboarding()
    const { url } = (await sub()).json
    clock.now += 2 * HOUR
    expect(open(url)[1]).toBe(200)
    clock.now += 1
    expect(open(url)[1]).toBe(410)
    const [, made = '', digest = ''] = String(url).split('.').slice(-3)
    expect(open(String(url).replace(made, String(Number(made) + HOUR)))[1]).toBe(404)
    expect(open(String(url).replace(digest, '0'.repeat(16)))[1]).toBe(404)
    expect(open(`${PAGES}/nobody`)[1]).toBe(404)
  })

  test('belongs to who is onboarded: partners, apps and providers apart', async () => {
    const { send, sub, clock } = await onboarding()
    const component_access_token = access_token
    const answers = [
      () => sub(),
      () => sub({ sub_merchant_id: 'p2' }),
      () =>
        send(
          `${SAAS}/add_merchant`,
          JSON.stringify({ thirdparty_component_id: 'tp1', component_access_token, url_type: 1 })
        ),
      () =>
        send(
          `${SAAS}/get_app_merchant`,
          signedBody({ thirdparty_id: 'tp1', component_access_token, app_id, url_type: 1 })
        )
    ]
    for (const ask of answers) await ask()
    clock.now += 3000
    const numbers = await Promise.all(answers.map(async (ask) => (await ask()).json.merchant_id))
    expect(new Set(numbers).size).toBe(4)
    const partner = { sub_merchant_id: 'p1', thirdparty_id: 'tp1', app_id: undefined, url_type: 1 }
    const ofProvider = await send(`${SAAS}/add_sub_merchant`, signedBody(partner))
    expect(ofProvider.json.merchant_id).toBe(numbers[0])
  })
})

test('an application is the same one again under its number, and refused with other content', async () => {
  const { create, status, clock } = await onboarding()
  const first = await create()
  expect(first.json).toMatchObject({ err_no: 0, apply_id: expect.stringMatching(/^\d{19}$/) })
  expect((await create()).json).toEqual(first.json)
  expect((await create({ merchant_name: 'another' })).reason).toBe('number-reused;key=out_order_id')
  const { merchant_id } = first.json
  expect(await status({ merchant_id })).toEqual(['PROCESSING', null])
  clock.now += 3000
  expect(await status({ merchant_id })).toEqual(['SUCCESS', null])
  await create({ out_order_id: 'apply_2', sub_merchant_id: 'p9' })
  expect(await status({ sub_merchant_id: 'p9' })).toEqual(['PROCESSING', null])
})

test('the state of nobody', async () => {
  const { status } = await onboarding()
  expect(await status({ sub_merchant_id: 'p1' })).toEqual([undefined, 'no-such-merchant;key=merchant_id'])
  expect(await status({ merchant_id: '70000000000000000001' })).toEqual(['SUCCESS', null])
})

describe('image_upload', () => {
  const signOf = (members: Members) => traceSign(JSON.stringify(members), DEMO_KEYS.salt).sign
  const upload = async (members: Members, image: Uint8Array | undefined = new Uint8Array([0, 255, 10, 13])) => {
    const { send } = await testGateway()
    const form = new FormData()
    for (const [key, value] of Object.entries(members)) form.append(key, String(value))
    if (image) form.append('image_content', new Blob([image]), 'a.png')
    const { json, reason } = await send(`${SAAS}/image_upload`, undefined, { headers: {}, body: form })
    return [json.err_no, reason ?? json.image_id]
  }
  const texts = { app_id, access_token, image_type: 'png' }

  test('answers with an id that follows from the bytes', async () => {
    const [err_no, id] = await upload(texts)
    expect([err_no, id]).toEqual([0, expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(await upload(texts)).toEqual([0, id])
    expect(await upload(texts, new Uint8Array([1]))).not.toEqual([0, id])
  })

  test.each<[string, Members, Uint8Array | undefined, number, string]>([
    ['a right signature', { ...texts, sign: signOf({ access_token, image_type: 'png' }) }, undefined, 0, ''],
    ['a wrong one', { ...texts, sign: '0'.repeat(32) }, undefined, 2008, 'signature-differs'],
    ['an empty file', texts, new Uint8Array(), 2010, 'missing-field;key=image_content'],
    ['no type', { app_id, access_token }, undefined, 2010, 'missing-field;key=image_type'],
    ['no token', { app_id, image_type: 'png' }, undefined, 2010, 'missing-one-of;key=access_token'],
    ['another token', { ...texts, access_token: 'x' }, undefined, 2010, 'unknown-access-token;key=access_token'],
    ['another app', { ...texts, app_id: 'tt1' }, undefined, 2042, 'unknown-app-id']
  ])('%s', async (_, members, image, err_no, reason) => {
    const [code, said] = await upload(members, image)
    expect(code).toBe(err_no)
    if (err_no !== 0) expect(said).toContain(reason)
  })

  test.each(['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x'])('as %s', async (type) => {
    const { send } = await testGateway()
    const { json, reason } = await send(`${SAAS}/image_upload`, '{}', { headers: { 'content-type': type } })
    expect(json.err_no).not.toBe(0)
    expect(reason).toMatch(/content-type-not-multipart|missing-field|unknown-app-id/)
  })
})
