import { describe, expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { account, balanceOf, PAYER, PLATFORM, transit } from '../../../src/simulator/life-cycle/places.js'
import { transfersOf } from '../../../src/simulator/life-cycle/transfers.js'
import type { Members } from '../bodies.js'
import { TRADE_ORDER, tradeGateway } from '../trade.js'

const { app_id } = DEMO_KEYS
const ANN = 'uid-ann'
const DAY = '20220727'
const ALL = { account_type: 'ALL', payment_type: 'ALL', trade_type: 'ALL' }

/** A gateway with a merchant that was onboarded, and whose orders can be paid, settled and refunded. */
async function sellersGateway() {
  const gateway = await tradeGateway()
  const { store, clock, order, pay } = gateway
  const call = async (name: string, members: Members) => {
    const { json, reason } = await gateway.call(name, members)
    return { err_no: json.err_no, reason, data: json.data as unknown as Members | undefined }
  }
  const later = () => {
    clock.now += 3000
  }
  const onboard = () => call('app_add_sub_merchant', { app_id, sub_merchant_id: 'shop-2', role: 1 })
  await onboard()
  const tooEarly = await order({ outOrderNo: 'early', merchantUid: `${store.list('merchant')[0]?.merchant_id}` })
  later()
  const shop = String((await onboard()).data?.merchant_id)
  const idOf = (number: string) => store.find('order', number)?.order_id
  const refund = (number: string, amount: number, changes: Members = {}) =>
    call('refund_create', {
      ...{ order_id: idOf(number), out_refund_no: `refund-${number}`, refund_total_amount: amount, refund_all: true },
      ...{ refund_reason: [{ code: 101, text: 'no' }], order_entry_schema: { path: 'pages/a' }, cp_extra: '' },
      ...changes
    })
  return {
    ...gateway,
    tooEarly,
    shop,
    call,
    later,
    refund,
    sell: async (number: string, merchantUid = shop) => {
      const made = await order({ outOrderNo: number, merchantUid })
      if ('orderId' in made.json) pay(number)
      return made
    },
    settle: (number: string, members: Members = {}) =>
      call('settle_create', { out_order_no: number, out_settle_no: `settle-${number}`, settle_desc: 's', ...members }),
    /** In fen: in transit, withdrawable, frozen. */
    held: async (merchant_uid: string) => {
      const { data } = await call('query_merchant_balance', { merchant_uid, channel_type: 'wx' })
      const { online_balance, withdrawable_balacne, freeze_balance } = Object(data?.account_info) as Record<
        string,
        number
      >
      return [online_balance, withdrawable_balacne, freeze_balance]
    },
    funds: async (merchant_id: string) => {
      const { data } = await call('v3/fund/bills', { app_id, merchant_id, bill_date: DAY, ...ALL })
      const [, ...lines] = (data?.fund_bill_list ?? []) as string[]
      return lines.map((line) => line.split(',').slice(1, 8))
    },
    /** In fen: what is anywhere but with the payers, by place. */
    places: () => {
      const moved = transfersOf(store.all(), clock.now).filter(({ pending }) => !pending)
      const places = [...new Set(moved.flatMap(({ from, to }) => [from, to]))].filter((place) => place !== PAYER)
      return Object.fromEntries(places.map((place) => [place, balanceOf(moved, place).total]))
    }
  }
}

describe('an order of another merchant', () => {
  test('needs one that is onboarded', async () => {
    const { tooEarly, sell, shop, store } = await sellersGateway()
    expect([tooEarly.reason, (await sell('no-2', '7')).reason]).toEqual(
      Array.from({ length: 2 }, () => 'unknown-merchant;key=merchantUid')
    )
    expect((await sell('no-3')).json).toMatchObject({ errMsg: 'requestOrder:ok' })
    expect(store.list('order')).toMatchObject([{ out_order_no: 'no-3', merchant_uid: shop }])
  })

  test.each<[name: string, members: Members, collects: boolean]>([
    ['app_add_sub_merchant', { app_id, sub_merchant_id: 'p' }, false],
    ['app_add_sub_merchant', { app_id, sub_merchant_id: 'p', role: 2 }, false],
    ['app_add_sub_merchant', { app_id, sub_merchant_id: 'p', role: 1 }, true],
    ['add_sub_merchant', { thirdparty_id: 't', sub_merchant_id: 'p', url_type: 1, role: 1, prod_id: 2 }, true],
    ['add_merchant', { thirdparty_component_id: 't', url_type: 1 }, false],
    ['get_app_merchant', { thirdparty_id: 't', app_id, url_type: 1 }, true]
  ])('needs one that may collect: %s %j', async (name, members, collects) => {
    const { call, later, sell, funds } = await sellersGateway()
    await call(name, members)
    later()
    const merchant_id = String((await call(name, members)).data?.merchant_id)
    expect(merchant_id).toMatch(/^\d+$/)
    const { reason } = await sell('no-4', merchant_id)
    expect(reason).toBe(collects ? null : 'unknown-merchant;key=merchantUid')
    expect(await funds(merchant_id)).toHaveLength(collects ? 1 : 0)
  })

  test('can be sold for a partner that is given the role to collect later', async () => {
    const { call, later, sell } = await sellersGateway()
    const ask = (more: Members = {}) => call('app_add_sub_merchant', { app_id, sub_merchant_id: 'p', ...more })
    await ask()
    later()
    const merchant_id = String((await ask()).data?.merchant_id)
    expect((await sell('no-5', merchant_id)).reason).toContain('unknown-merchant')
    await ask({ role: 1 })
    expect((await ask()).data?.merchant_id).toBe(merchant_id)
    expect((await sell('no-6', merchant_id)).reason).toBe(null)
  })

  test('leaves the money of the first one as it is', async () => {
    const { sell, shop, held, settle, later, funds, places, call } = await sellersGateway()
    await sell('own', SELLER_UID)
    await sell('theirs')
    expect([await held(SELLER_UID), await held(shop)]).toEqual([
      [1000, 0, 0],
      [1000, 0, 0]
    ])
    const sharing = (merchant_uid: string) => JSON.stringify([{ merchant_uid, amount: 300 }])
    expect((await settle('theirs', { settle_params: sharing(shop) })).reason).toBe(
      'receiver-is-seller;key=settle_params'
    )
    expect((await settle('theirs', { settle_params: sharing(ANN) })).err_no).toBe(0)
    expect(await held(shop)).toEqual([1000, 0, 0])
    later()
    expect([await held(SELLER_UID), await held(shop), await held(ANN)]).toEqual([
      [1000, 0, 0],
      [0, 694, 0],
      [0, 300, 0]
    ])
    const { data } = await call('settle_query', { out_order_no: 'theirs' })
    expect(data).toMatchObject([
      {
        settle_amount: 1000,
        settle_detail: `商户号${ANN}-分成金额(分)300,商户号${shop}-分成金额(分)694`
      }
    ])
    const [first] = await funds(SELLER_UID)
    expect([first?.[0], first?.[2], first?.[5], (await funds(SELLER_UID)).length]).toEqual([
      SELLER_UID,
      'own',
      '+10.00',
      1
    ])
    expect((await funds(shop)).map((cells) => [cells[0], cells[4], cells[5], cells[6]])).toEqual([
      [shop, '交易', '+10.00', '10.00'],
      [shop, '分账', '-3.00', '7.00'],
      [shop, '分账', '-0.06', '6.94']
    ])
    expect(places()).toEqual({
      [transit('own')]: 1000,
      [transit('theirs')]: 0,
      [account(shop, 'wx')]: 694,
      [account(ANN, 'wx')]: 300,
      [PLATFORM]: 6
    })
  })

  test('is refunded after its settlement from the account of that merchant', async () => {
    const { sell, settle, later, refund, held, shop, store, clock } = await sellersGateway()
    await sell('own', SELLER_UID)
    await settle('own')
    await sell('theirs')
    await settle('theirs')
    later()
    expect((await refund('theirs', 1000)).err_no).toBe(0)
    expect(await held(shop)).toEqual([0, 0, 994])
    later()
    expect([await held(SELLER_UID), await held(shop)]).toEqual([
      [0, 994, 0],
      [0, 0, 0]
    ])
    const moved = transfersOf(store.all(), clock.now)
    expect([PAYER, PLATFORM, account(shop, 'wx')].map((place) => balanceOf(moved, place).total)).toEqual([-1000, 6, 0])
  })

  test('is withdrawn from the account of that merchant, and stands in its bill', async () => {
    const { sell, settle, later, held, shop, call, funds } = await sellersGateway()
    await sell('theirs')
    await settle('theirs')
    later()
    const asked = { merchant_uid: shop, channel_type: 'wx', out_order_id: 'w-1', withdraw_amount: 994 }
    expect((await call('merchant_withdraw', { ...asked, withdraw_amount: 995 })).reason).toContain('limit=994')
    expect((await call('merchant_withdraw', asked)).err_no).toBe(0)
    later()
    expect(await held(shop)).toEqual([0, 0, 0])
    expect((await funds(shop)).at(-1)?.slice(4)).toEqual(['提现', '-9.94', '0.00'])
    expect(await funds(SELLER_UID)).toEqual([])
    const bill = (merchant_id: string) => ({ app_id, merchant_id, bill_date: DAY, bill_type: 'payment' })
    expect((await call('v3/bills', bill(shop))).data?.bill_list).toHaveLength(2)
    expect((await call('v3/bills', bill(SELLER_UID))).data?.bill_list).toEqual([])
    expect((await call('v3/bills', bill(ANN))).reason).toBe('no-such-merchant;key=merchant_id')
  })
})

test('goods of trade system 2.0 can have such a merchant, but an order only one', async () => {
  const { shop, call, store } = await sellersGateway()
  const goods = (...merchants: string[]) =>
    merchants.map((merchant_uid, i) => ({
      ...{ goods_id: `g-${i}`, goods_id_type: 2, quantity: 1, price: 500, merchant_uid }
    }))
  const make = (number: string, ...merchants: string[]) =>
    call('order/create_order', {
      ...{ out_order_no: number, total_amount: 500 * merchants.length, open_id: 'user-1' },
      ...{ goods_list: goods(...merchants), order_entry_schema: TRADE_ORDER.orderEntrySchema }
    })
  expect((await make('v2-1', shop, SELLER_UID)).reason).toBe('several-merchants;key=goods_list')
  expect((await make('v2-3', ANN, ANN)).reason).toBe('unknown-merchant;key=goods_list')
  expect((await make('v2-2', shop, shop)).reason).toBe(null)
  expect(store.find('order', 'v2-2')).toMatchObject({ merchant_uid: shop })
})
