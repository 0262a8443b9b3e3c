import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { openPage, PAGES } from '../../../src/simulator/life-cycle/onboarding-page.js'
import { type Members, signedBody } from '../bodies.js'
import { tradeGateway } from '../trade.js'

const { app_id } = DEMO_KEYS

/** A gateway, with the calls of onboarding of 通用交易系统. */
async function onboarding() {
  const gateway = await tradeGateway()
  const call = async (name: string, members: Members) => {
    const { json, reason } = await gateway.call(name, members)
    return { err_no: json.err_no, reason, data: json.data as Members | undefined }
  }
  const partner = () => call('app_add_sub_merchant', { app_id, sub_merchant_id: 'p1' })
  const status = async (merchant_id: unknown) => {
    const { data, reason } = await call('query_merchant_status', { merchant_id })
    return [(data?.merchant_status_info as { hz: Members } | undefined)?.hz.status, reason]
  }
  const open = (url: unknown) => openPage(gateway.store, String(url).split(`${PAGES}/`)[1] ?? '', gateway.clock.now)
  return { ...gateway, call, partner, status, open }
}

const IMAGE = [{ channel: 'hz', url: 'img_1' }]
const PERSON = { name: 'a', begin_date: '2020-01-01', exp_date: '2030-01-01', id_type: 1, id_no: '1' }
const CARD = ['account_no', 'account_name', 'bank_full_name', 'card_type']
const MANAGER = ['manage_name', 'manage_mobile', 'manage_email', 'manage_id_no']
const TEXTS = 'merchant_name merchant_short_name province_code city_code district_code registered_addr create_name'
const texts = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, `${key}_1`]))
const APPLICATION: Members = {
  ...texts(TEXTS.split(' ')),
  out_order_id: 'apply_1',
  type: '2',
  merchant_type: '2',
  channels: ['hz'],
  industry_code: ['1'],
  business_license: {
    ...{ business_license_type: 1, business_license_code: '1', begin_date: '2020-01-01', end_date: '2030-01-01' },
    business_license_picurl: IMAGE
  },
  legal_person: { ...PERSON, front_pic_url: IMAGE },
  merchant_card_info: { ...texts(CARD), settle_type: 1, alipay_settle_type: 1 },
  merchant_operation_info: { ...texts(MANAGER), manage_person_type: 1 }
}

test('a partner is onboarded on its page, and then gets its part of a settlement and withdraws it', async () => {
  const { partner, status, open, call, order, pay, clock, store } = await onboarding()
  const first = await partner()
  expect(first).toMatchObject({ err_no: 0, data: { merchant_id: '', url: expect.stringContaining(PAGES) } })
  expect(open(first.data?.url)[1]).toBe(200)
  const merchant_id = (await partner()).data?.merchant_id
  expect(merchant_id).toMatch(/^\d{19}$/)
  expect(await status(merchant_id)).toEqual(['SUCCESS', null])
  await order()
  pay('trade-1')
  const settle_params = JSON.stringify([{ merchant_uid: merchant_id, amount: 300 }])
  await call('settle_create', { out_order_no: 'trade-1', out_settle_no: 's1', settle_desc: 's', settle_params })
  clock.now += 3000
  expect(store.balance(String(merchant_id), 'wx', clock.now).total).toBe(300)
  const withdrawal = { merchant_uid: merchant_id, channel_type: 'wx', out_order_id: 'w1', withdraw_amount: 300, app_id }
  expect((await call('merchant_withdraw', withdrawal)).err_no).toBe(0)
  clock.now += 3000
  expect(store.balance(String(merchant_id), 'wx', clock.now).total).toBe(0)
})

test('a partner is the same merchant in both systems', async () => {
  const { partner, send, clock } = await onboarding()
  await partner()
  clock.now += 3000
  const path = '/api/apps/ecpay/saas/app_add_sub_merchant'
  const { json } = await send(path, signedBody({ sub_merchant_id: 'p1', url_type: 1 }))
  expect(json.merchant_id).toBe((await partner()).data?.merchant_id)
})

test('providers and apps have pages of their own', async () => {
  const { call, clock } = await onboarding()
  const ask = async () => [
    await call('add_merchant', { thirdparty_component_id: 'tp1', url_type: 1 }),
    await call('get_app_merchant', { thirdparty_id: 'tp1', app_id, url_type: 1 }),
    await call('add_sub_merchant', { thirdparty_id: 'tp1', sub_merchant_id: 'p2', url_type: 1 })
  ]
  await ask()
  clock.now += 3000
  const answers = await ask()
  expect(answers.map(({ err_no }) => err_no)).toEqual([0, 0, 0])
  expect(new Set(answers.map(({ data }) => data?.merchant_id)).size).toBe(3)
})

test('an application is the same one again under its number, and refused with other content', async () => {
  const { call, status, clock } = await onboarding()
  const create = (changes: Members = {}) => call('create_merchant', { ...APPLICATION, ...changes })
  const first = await create()
  expect(first).toMatchObject({ err_no: 0, data: { apply_id: expect.stringMatching(/^\d{19}$/) } })
  expect((await create()).data).toEqual(first.data)
  expect(await create({ merchant_name: 'another' })).toMatchObject({
    err_no: 10000,
    reason: 'number-reused;key=out_order_id'
  })
  expect(await status(first.data?.merchant_id)).toEqual(['PROCESSING', null])
  clock.now += 3000
  expect(await status(first.data?.merchant_id)).toEqual(['SUCCESS', null])
})

test('the state of nobody', async () => {
  const { status } = await onboarding()
  expect(await status('1')).toEqual([undefined, 'no-such-merchant;key=merchant_id'])
})

test('an uploaded image gets an id that follows from its bytes', async () => {
  const { send } = await onboarding()
  const upload = async (bytes: number[] | undefined) => {
    const form = new FormData()
    form.append('image_type', 'png')
    if (bytes) form.append('image_content', new Blob([new Uint8Array(bytes)]), 'a.png')
    const headers = { 'access-token': DEMO_KEYS.client_token }
    const { json, reason } = await send('/api/apps/ecpay/v3/saas/image_upload/', undefined, { headers, body: form })
    return reason ?? (json.data as Members).image_id
  }
  const id = await upload([0, 255])
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect([await upload([0, 255]), await upload([1])]).toEqual([id, expect.not.stringMatching(String(id))])
  expect(await upload(undefined)).toBe('missing-field;key=image_content')
})
