import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { payStored } from '../../../src/simulator/life-cycle/pay-order.js'
import { CREATE, ORDER, QUERY, signedBody } from '../bodies.js'
import { START, testGateway } from '../support.js'

describe('create_order', () => {
  test('answers with the order', async () => {
    const { create } = await testGateway()
    const { json } = await create()
    expect(json).toEqual({
      err_no: 0,
      err_tips: 'success',
      data: { order_id: expect.stringMatching(/^[0-9]{19}$/), order_token: expect.stringMatching(/^[\w-]{80}$/) }
    })
  })

  test('gives the same order to the same number with the same content', async () => {
    const { create, send, store } = await testGateway()
    const first = await create()
    const { sign: _, ...members } = JSON.parse(signedBody(ORDER))
    const reordered = Object.fromEntries(Object.entries(members).reverse())
    const again = [await create(), await create({ nonce: 'other' }), await send(CREATE, signedBody(reordered))]
    for (const { json } of again) expect(json).toEqual(first.json)
    expect(store.list('order')).toHaveLength(1)
  })

  test('refuses the same number with other content, and the order lives on', async () => {
    const { create, query } = await testGateway()
    const first = await create()
    const other = await create({ total_amount: 2000 })
    expect(other).toMatchObject({ reason: 'number-reused;key=out_order_no', json: { err_no: 2010, data: null } })
    expect(other.json.err_tips).toBe('out_order_no 已被使用且请求参数不一致,请更换新的单号')
    expect(await create({ subject: '' })).toMatchObject({ reason: 'missing-field;key=subject', json: { err_no: 2010 } })
    expect((await create()).json).toEqual(first.json)
    expect((await query('no-1')).json).toMatchObject({ payment_info: { total_fee: 1999 } })
  })

  test('refuses a number for ever whose first call failed', async () => {
    const { create, query, store } = await testGateway()
    expect(await create({ valid_time: undefined })).toMatchObject({ reason: 'missing-field;key=valid_time' })
    for (const answer of [await create(), await create({ valid_time: undefined })]) {
      expect(answer).toMatchObject({ reason: 'dead-number;key=out_order_no', json: { err_no: 2010, data: null } })
      expect(answer.json.err_tips).toBe('out_order_no 首次调用失败,请更换新的单号 (missing-field;key=valid_time)')
    }
    expect(await create({ out_order_no: 'no-2' })).toMatchObject({ reason: null, json: { err_no: 0 } })
    expect((await query('no-1')).json).toMatchObject({ err_no: 2000 })
    expect(store.list('order')).toHaveLength(1)
  })

  test.each([
    ['another signature', signedBody(ORDER, 'another salt'), 2008],
    ['another app', signedBody({ ...ORDER, app_id: 'ttother' }), 2042]
  ])('lets a number live that was first sent with %s', async (_, body, err_no) => {
    const { create, send } = await testGateway()
    expect(await send(CREATE, body)).toMatchObject({ json: { err_no } })
    expect(await create()).toMatchObject({ json: { err_no: 0 } })
  })
})

describe('query_order', () => {
  test('answers in whole numbers, with every member in its place', async () => {
    const gateway = await testGateway()
    const created = await gateway.create({ cp_extra: '透传' })
    const unpaid = {
      total_fee: 1999,
      order_status: 'PROCESSING',
      pay_time: '',
      way: 0,
      channel_no: '',
      channel_gateway_no: '',
      seller_uid: '70000000000000000001',
      item_id: '',
      cp_extra: '透传'
    }
    const { order_id } = created.json.data
    const known = { err_no: 0, err_tips: 'success', out_order_no: 'no-1', order_id }
    expect((await gateway.query('no-1')).json).toEqual({ ...known, payment_info: unpaid, cps_info: '' })

    gateway.clock.now += 60_000
    payStored(gateway.store, 'no-1', 'dyzf', gateway.clock.now)
    const paid = { order_status: 'SUCCESS', pay_time: '2022-07-27 20:28:15', way: 10, channel_no: `4200${order_id}` }
    expect((await gateway.query('no-1')).json).toEqual({ ...known, payment_info: { ...unpaid, ...paid }, cps_info: '' })
  })

  test('a payment that failed leaves time and way empty', async () => {
    const gateway = await testGateway()
    await gateway.create()
    payStored(gateway.store, 'no-1', 'wx', gateway.clock.now, 'FAIL')
    const { json } = await gateway.query('no-1')
    expect(json).toMatchObject({ payment_info: { order_status: 'FAIL', pay_time: '', way: 0, channel_no: '' } })
  })

  test('an order times out when nobody has paid', async () => {
    const { create, query, clock } = await testGateway()
    await create()
    clock.now = START + 899_999
    expect((await query('no-1')).json).toMatchObject({ payment_info: { order_status: 'PROCESSING' } })
    clock.now = START + 900_000
    expect((await query('no-1')).json).toMatchObject({ payment_info: { order_status: 'TIMEOUT', pay_time: '' } })
  })

  test.each([
    [{ out_order_no: 'unknown' }, 2000, 'no-such-order;key=out_order_no'],
    [{}, 2010, 'missing-field;key=out_order_no'],
    [{ out_order_no: 'a b' }, 2010, 'character-not-allowed;key=out_order_no']
  ])('%j', async (members, err_no, reason) => {
    const { send } = await testGateway()
    const empty = { out_order_no: '', order_id: '', payment_info: null }
    expect(await send(QUERY, signedBody(members))).toMatchObject({ status: 200, reason, json: { err_no, ...empty } })
  })
})

test.each(['unknown', 'dead'])('an order that is %s cannot be paid', async (out_order_no) => {
  const { create, store } = await testGateway()
  await create({ out_order_no: 'dead', subject: '' })
  const work = () => payStored(store, out_order_no, 'wx', START)
  expect(work).toThrow(EcpayError)
  expect(work).toThrow(expect.objectContaining({ findings: [{ code: 'order-not-found', out_order_no }] }))
})
