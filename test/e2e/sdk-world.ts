import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { newAdmission } from '../../src/simulator/calls/trade/auth/admission.js'
import { REQUEST_ORDER_PATH } from '../../src/simulator/client/request-order-path.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import type { Gateway } from '../../src/simulator/gateway-server.js'
import { changeStored, newAgreement } from '../../src/simulator/life-cycle/agreements.js'
import { applyForRefund, takeAnswer } from '../../src/simulator/life-cycle/apply-for-refund.js'
import { newDeduction } from '../../src/simulator/life-cycle/deductions.js'
import { SELLER_UID } from '../../src/simulator/life-cycle/orders.js'
import { payStored } from '../../src/simulator/life-cycle/pay-order.js'
import { ENDPOINTS } from '../../src/trade/endpoints/endpoints.js'
import type { Members } from '../simulator/bodies.js'
import { signedOrder, TRADE_ORDER } from '../simulator/trade.js'

/** Results come at once. */
export const TIME_SCALE = 0.001

/**
 * Makes in a gateway what each call of 通用交易系统 is about: one thing for each, so that they can come in any order.
 *
 * @returns the members by which each call names it
 */
export async function prepare({ url, store }: Gateway): Promise<Readonly<Record<string, Members>>> {
  const world = { now: Date.now, random: (size: number) => randomBytes(size), timeScale: TIME_SCALE }
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as { err_no: number }
  }
  const call = (name: string, members: Members) =>
    post(ENDPOINTS.find((one) => one.name === name)?.path ?? '', { app_id: DEMO_KEYS.app_id, ...members })

  const paidOrder = async (outOrderNo: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    await post(REQUEST_ORDER_PATH, signedOrder(JSON.stringify({ ...TRADE_ORDER, outOrderNo }), { timestamp }))
    const order = payStored(store, outOrderNo, 'wx', Date.now())
    if (!order.system) throw new Error('an order of the other system')
    const [item] = order.items
    return { order_id: order.order_id, out_order_no: outOrderNo, item_order_id: item?.item_order_id }
  }
  const appliedRefund = async (number: string) => {
    const { out_order_no } = await paidOrder(`order-of-${number}`)
    const { refund_id } = applyForRefund(store, out_order_no, { amount: 1, by: 'user', audit: true, url: '' }, world)
    takeAnswer(store, refund_id, JSON.stringify({ err_no: 0, data: { out_refund_no: number } }), Date.now())
    return { refund_id, out_refund_no: number }
  }
  const signed = (service: 'periodic' | 'deposit-free', number: string) => {
    const fields = { out_auth_order_no: number, service_id: '64', open_id: 'user-1', notify_url: '' }
    const agreement = newAgreement({ service, ...fields }, '', world)
    store.transact((records) => records.put('sign', number, agreement))
    changeStored(store, number, 'sign', world)
    return { auth_order_id: agreement.auth_order_id, out_auth_order_no: number }
  }
  /** Without a result for an hour, if it is open. */
  const deducted = (service: 'periodic' | 'deposit-free', number: string, isOpen = false) => {
    const { auth_order_id } = signed(service, `sign-${number}`)
    const money = { merchant_uid: SELLER_UID, total_amount: 100, notify_url: '' }
    const fees = service === 'periodic' ? {} : { fee_detail_list: JSON.stringify(FEES) }
    const fields = { out_pay_order_no: number, auth_order_id, ...money, ...fees }
    const deduction = newDeduction(fields, '', isOpen ? { ...world, timeScale: 1200 } : world)
    store.transact((records) => records.put('deduct', number, deduction))
    return { pay_order_id: deduction.pay_order_id, out_pay_order_no: number }
  }
  const refunded = async (call_: 'create_sign_refund' | 'create_refund', number: string) => {
    const { pay_order_id } = deducted(call_ === 'create_refund' ? 'deposit-free' : 'periodic', `of-${number}`)
    await sleep(10)
    const fees = call_ === 'create_refund' ? { fee_detail_list: FEES } : {}
    await call(call_, { pay_order_id, out_pay_refund_no: number, refund_total_amount: 1, ...fees })
    return { pay_order_id, out_pay_refund_no: number, pay_refund_id: undefined }
  }

  const account = { merchant_uid: SELLER_UID, channel_type: 'wx' }
  const settled = await paidOrder('settled')
  const settlement = { out_order_no: 'settled', out_settle_no: 'settle-0' }
  await call('settle_create', { ...settlement, settle_desc: 's' })
  await sleep(20)
  await call('merchant_withdraw', { ...account, out_order_id: 'withdraw-0', withdraw_amount: 1 })
  const refund = await paidOrder('refund')
  const fulfil = await paidOrder('fulfil')
  const bill = { merchant_id: SELLER_UID }
  const admission = { open_id: 'user-1', service_id: '64', scene: 'rent' }
  const prepared = {
    order_query: settled,
    query_cps: settled,
    fulfill_push_status: { ...fulfil, item_order_id_list: [fulfil.item_order_id] },
    refund_create: {
      ...{ ...refund, refund_all: undefined, refund_total_amount: 1000 },
      item_order_detail: [{ item_order_id: refund.item_order_id, refund_amount: 1000 }]
    },
    refund_query: await appliedRefund('refund-1'),
    refund_audit_callback: await appliedRefund('refund-2'),
    settle_create: { out_order_no: (await paidOrder('settle')).out_order_no, item_order_id: undefined },
    settle_query: { ...settlement, settle_id: undefined, order_id: undefined },
    query_merchant_balance: account,
    merchant_withdraw: { ...account, out_order_id: 'withdraw-1', withdraw_amount: 1 },
    query_withdraw_order: { ...account, out_order_id: 'withdraw-0' },
    'v3/bills': bill,
    'v3/fund/bills': bill,
    query_sign_order: signed('periodic', 'sign-1'),
    terminate_sign: signed('periodic', 'sign-2'),
    create_sign_pay: { ...signed('periodic', 'sign-3'), merchant_uid: SELLER_UID },
    query_sign_pay: deducted('periodic', 'pay-1'),
    create_sign_refund: deducted('periodic', 'pay-2'),
    query_sign_refund: await refunded('create_sign_refund', 'refund-3'),
    create_auth_order: { admissible_token: newAdmission(admission, Date.now()).token },
    query_auth_order: signed('deposit-free', 'auth-1'),
    cancel_auth_order: signed('deposit-free', 'auth-2'),
    finish_auth_order: signed('deposit-free', 'auth-3'),
    create_pay_order: { ...signed('deposit-free', 'auth-4'), out_pay_order_no: 'pay-6' },
    query_pay_order: deducted('deposit-free', 'pay-3'),
    close_pay_order: deducted('deposit-free', 'pay-4', true),
    create_refund: { ...deducted('deposit-free', 'pay-5'), out_pay_refund_no: 'refund-5' },
    query_refund: await refunded('create_refund', 'refund-4')
  }
  await sleep(20)
  return prepared
}

const FEES = [{ title: 'rent', amount: 100, quantity: 1 }]
