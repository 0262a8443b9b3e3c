import type { Refusal } from '../../../../protocol/system/system.js'
import { newDeduction, newDeductionRefund, refundObstacle } from '../../../life-cycle/deductions.js'
import { isReserved } from '../../../life-cycle/kinds/agreement-kind.js'
import { CLOSED, channelPayId, type Deduction, deductionStatus } from '../../../life-cycle/kinds/deduction-kind.js'
import type { DeductionRefund } from '../../../life-cycle/kinds/deduction-refund-kind.js'
import { canCollect } from '../../../life-cycle/merchants.js'
import { SELLER_UID } from '../../../life-cycle/orders.js'
import { byEitherNumber, type Records } from '../../../life-cycle/records.js'
import { resultAt } from '../../../life-cycle/results.js'
import type { CallHandler, TextOf } from '../../received-call.js'
import { succeeded, tradeCall, tradeRefusal } from '../trade-answer.js'
import { agreementInForce } from './agreements.js'
import { madeOnce } from './made-once.js'

/** Deductions and refunds of the two services differ only in their details of fees. */
type Service = 'periodic' | 'deposit-free'

function isOf(service: Service, { fee_detail_list }: { fee_detail_list?: string }): boolean {
  return (fee_detail_list !== undefined) === (service === 'deposit-free')
}

function feesIn(text: TextOf): { fee_detail_list?: string } {
  const fee_detail_list = text('fee_detail_list')
  return fee_detail_list === '' ? {} : { fee_detail_list }
}

/** 发起代扣 and 创建扣款单. */
function deductCall(service: Service): CallHandler {
  return madeOnce(
    'deduct',
    ({ text, content, records, world }) => {
      const agreement = agreementInForce(service, records, text, world.now())
      if ('err_no' in agreement) return agreement
      const out_pay_order_no = text('out_pay_order_no')
      if (isReserved(records, out_pay_order_no, world.now()))
        return tradeRefusal(10000, { code: 'number-reused', key: 'out_pay_order_no' })
      const amount = text('total_amount')
      // Sources differ on whether it is required. Without it the amount of the template is deducted, which is not here.
      if (amount === '') return tradeRefusal(10000, { code: 'missing-field', key: 'total_amount' })
      const merchant_uid = text('merchant_uid') || SELLER_UID
      if (!canCollect(records, merchant_uid, world.now()))
        return tradeRefusal(10000, { code: 'unknown-merchant', key: 'merchant_uid' })
      const fields = {
        app_id: world.app_id,
        out_pay_order_no,
        auth_order_id: agreement.auth_order_id,
        merchant_uid,
        total_amount: Number(amount),
        notify_url: text('notify_url'),
        ...feesIn(text)
      }
      return newDeduction(fields, content, world)
    },
    ({ pay_order_id }) => ({ pay_order_id })
  )
}

function deductionOf(service: Service, records: Records, text: TextOf): Deduction | Refusal {
  const [own, platforms] = [text('out_pay_order_no'), text('pay_order_id')]
  const found = byEitherNumber(records, 'deduct', own, platforms)
  if (found && isOf(service, found)) return found
  return tradeRefusal(10000, { code: 'no-such-deduction', key: platforms ? 'pay_order_id' : 'out_pay_order_no' })
}

function queryDeductionCall(service: Service): CallHandler {
  return tradeCall((text, { store, now, app_id }) => {
    const found = deductionOf(service, store, text)
    return 'err_no' in found ? found : succeeded({ app_id: found.app_id ?? app_id, ...deductionData(found, now()) })
  })
}

function deductionData(one: Deduction, now: number): object {
  const { auth_order_id, pay_order_id, out_pay_order_no, total_amount, merchant_uid, notify_url } = one
  const { status, at } = resultAt(one, now)
  return {
    ...{ auth_order_id, pay_order_id, out_pay_order_no },
    status: deductionStatus(one, now),
    total_amount,
    ...(status === 'SUCCESS' && { pay_channel: 10, channel_pay_id: channelPayId(one), pay_time: at }),
    merchant_uid,
    ...(notify_url && { notify_url }),
    ...fees(one)
  }
}

/** As NODE, the platform's own SDK, has them: an array. */
function fees({ fee_detail_list }: { fee_detail_list?: string }): object {
  return fee_detail_list === undefined ? {} : { fee_detail_list: JSON.parse(fee_detail_list) }
}

/** 关闭未支付的扣款单. */
const closePayOrder = tradeCall((text, { store, now }) =>
  store.transact((records) => {
    const found = deductionOf('deposit-free', records, text)
    if ('err_no' in found) return found
    const status = deductionStatus(found, now())
    if (status === CLOSED) return succeeded()
    if (status !== 'PROCESSING')
      return tradeRefusal(10000, { code: 'deduction-ended', key: 'pay_order_id', state: status })
    const outcome = { status: 'FAIL', at: now(), message: CLOSED } as const
    records.put('deduct', found.out_pay_order_no, { ...found, outcome })
    return succeeded()
  })
)

/** 代扣退款 and 发起扣款退款. */
function refundCall(service: Service): CallHandler {
  return madeOnce(
    'deduct-refund',
    ({ text, content, records, world }) => {
      const deduction = deductionOf(service, records, text)
      if ('err_no' in deduction) return deduction
      const refund_total_amount = Number(text('refund_total_amount'))
      const obstacle = refundObstacle(deduction, refund_total_amount, records, world.now())
      if (obstacle) return tradeRefusal(10000, obstacle)
      const fields = {
        app_id: deduction.app_id ?? world.app_id,
        out_pay_refund_no: text('out_pay_refund_no'),
        refund_total_amount,
        refund_reason: text('refund_reason'),
        notify_url: text('notify_url'),
        ...feesIn(text)
      }
      return newDeductionRefund(fields, deduction, content, records, world)
    },
    ({ pay_refund_id }) => ({ pay_refund_id })
  )
}

function refundsOf(service: Service, records: Records, text: TextOf): readonly DeductionRefund[] {
  const [own, platforms, deduction] = [text('out_pay_refund_no'), text('pay_refund_id'), text('pay_order_id')]
  const found =
    own || platforms
      ? [byEitherNumber(records, 'deduct-refund', own, platforms)].flatMap((one) => one ?? [])
      : records.together('deduct-refund', deduction)
  return found.filter((one) => isOf(service, one))
}

/** 查询代扣退款. Nothing found is an empty list. */
const querySignRefund = tradeCall((text, { store, now, app_id }) => {
  const refunds = refundsOf('periodic', store, text)
  return succeeded({ refund_list: refunds.map((one) => ({ app_id: one.app_id ?? app_id, ...refundData(one, now()) })) })
})

/** 查询扣款退款. */
const queryRefund = tradeCall((text, { store, now, app_id }) => {
  const [found] = refundsOf('deposit-free', store, text)
  if (!found) return tradeRefusal(10000, { code: 'no-such-refund', key: 'out_pay_refund_no' })
  return succeeded({ app_id: found.app_id ?? app_id, ...refundData(found, now()) })
})

function refundData(one: DeductionRefund, now: number): object {
  const { pay_order_id, pay_refund_id, out_pay_refund_no, refund_total_amount, refund_reason, notify_url } = one
  const { status, at, message } = resultAt(one, now)
  return {
    ...{ pay_order_id, pay_refund_id, out_pay_refund_no, refund_total_amount, status, create_at: one.created_at },
    ...(status === 'SUCCESS' && { refund_at: at }),
    ...(refund_reason && { refund_reason }),
    ...(message && { message }),
    ...(notify_url && { notify_url }),
    ...fees(one)
  }
}

export const DEDUCTION_CALLS: Readonly<Record<string, CallHandler>> = {
  create_sign_pay: deductCall('periodic'),
  query_sign_pay: queryDeductionCall('periodic'),
  create_sign_refund: refundCall('periodic'),
  query_sign_refund: querySignRefund,
  create_pay_order: deductCall('deposit-free'),
  query_pay_order: queryDeductionCall('deposit-free'),
  close_pay_order: closePayOrder,
  create_refund: refundCall('deposit-free'),
  query_refund: queryRefund
}
