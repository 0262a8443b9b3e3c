import { beijingDay, beijingTime } from '../../protocol/time.js'
import type { Records } from '../store/store.js'
import { channelOf, type Order, SELLER_UID, type Way } from './orders.js'
import { type Accepted, resultAt } from './results.js'
import { settledAmount } from './settlements.js'
import type { Movements } from './transfers.js'

/** The rows of a bill: its heading, and what happened on its day or in its month; none where nothing did. */
export type BillRows = readonly (readonly (string | number)[])[]

/** A line of a bill, without its number. */
interface Line {
  /** Unix time in milliseconds, of completion: the bill that it stands in goes by it. */
  at: number
  cells: readonly string[]
}

/** A kind of transaction: what heads its columns behind 序号, and its lines. */
interface Layout {
  heads: readonly string[]
  lines(records: Movements, now: number): Line[]
}

/** Ways of payment as bills name them. Source: official; yet another is 银行卡. */
const WAY_NAMES: Readonly<Record<Way, string>> = { wx: '微信', ali: '支付宝', dyzf: '抖音支付' }
/** The accounts that they go through, as the request of a fund bill names them. */
const ACCOUNT_TYPES: Readonly<Record<Way, string>> = { wx: 'WX', ali: 'ALIPAY', dyzf: 'DOUYIN' }

/** Source: the official page of the transaction bill, as of October 2023. */
const PAYMENT = ['支付时间', '支付完成时间', '商户号', 'openId', '订单号', '平台订单号', '渠道订单号', '订单金额']
const PAYMENT_END = ['支付方式', '支付状态']
/** Only in bills from 2023-09-01 on. Source: official. */
const PAYMENT_LATER = ['下单poiid', 'spu商品名称']
const LATER = '20230901'

/**
 * By `bill_type`. The layout of payment is the official one; no source has those of the others: they are this
 * tool's own, made like it. Nothing in the local gateway is a rebate, so those bills are always empty.
 */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  refund: layout(
    '退款',
    ['订单号', '退款单号', '平台退款单号', '退款金额'],
    ({ refund }) => refund,
    (one) => [one.out_order_no, one.out_refund_no, one.refund_no, yuan(one.refund_amount)]
  ),
  settle: layout(
    '分账',
    ['订单号', '分账单号', '平台分账单号', '分账金额', '手续费'],
    ({ settle }) => settle,
    (one) => [one.out_order_no, one.out_settle_no, one.settle_no, yuan(settledAmount(one)), yuan(one.rake)]
  ),
  return: layout(
    '退分账',
    ['分账单号', '退分账单号', '平台退分账单号', '退分账金额'],
    (all) => all.return,
    (one) => [one.out_settle_no, one.out_return_no, one.return_no, yuan(one.return_amount)]
  ),
  withdraw: layout('提现', ['提现单号', '平台提现单号', '提现金额'], sellersWithdrawals, (one) => [
    one.out_order_id,
    one.order_id,
    yuan(one.withdraw_amount)
  ]),
  rebate: { heads: [], lines: () => [] },
  annual_rebate: { heads: [], lines: () => [] }
}

/**
 * What was completed on a day of Beijing or in a month, one line each, of one kind. Amounts are yuan with two decimals.
 *
 * @param type the `bill_type` of the request
 * @param period yyyyMMdd or yyyyMM
 * @param now Unix time in milliseconds
 */
export function transactionRows(records: Records, type: string, period: string, now: number): BillRows {
  const { heads, lines } =
    type === 'payment' ? paymentLayout(period) : (LAYOUTS[type] ?? { heads: [], lines: () => [] })
  return rowsOf(heads, inPeriod(lines(records.all(), now), period))
}

/** Which movements a fund bill has: a value of its request, or ALL. */
export interface FundFilter {
  account_type: string
  payment_type: string
  trade_type: string
}

/**
 * What the seller came to have and no longer has, with what its account then held: payments less all that went
 * elsewhere. The columns are the official ones, amounts yuan with two decimals, what came in with +, what went
 * out with −.
 *
 * @param period yyyyMMdd or yyyyMM
 * @param now Unix time in milliseconds
 */
export function fundRows(records: Records, filter: FundFilter, period: string, now: number): BillRows {
  const held = new Map<Way, number>()
  const lines = funds(records.all(), now).map(({ way, trade, amount, ...one }) => {
    const balance = (held.get(way) ?? 0) + amount
    held.set(way, balance)
    const sign = amount < 0 ? '-' : '+'
    const isWanted =
      isOf(filter.account_type, ACCOUNT_TYPES[way]) &&
      isOf(filter.payment_type, amount < 0 ? 'EXPENDITURE' : 'INCOME') &&
      isOf(filter.trade_type, trade)
    const { at, platform_no, number, note } = one
    const money = [`${sign}${yuan(Math.abs(amount))}`, yuan(balance)]
    const about = [SELLER_UID, platform_no, number, WAY_NAMES[way], TRADES[trade]]
    return { at, isWanted, cells: [...about, ...money, beijingTime(at), note] }
  })
  return rowsOf(
    FUND,
    inPeriod(
      lines.filter(({ isWanted }) => isWanted),
      period
    )
  )
}

/** Source: the official page of the fund bill, as of October 2023. */
const FUND = ['商户号', '交易单号', '关联订单号', '账户类型', '交易类型', '收支金额', '账户金额', '动账时间', '说明']

/** Of the values of `trade_type` those that the local gateway has movements of, as a bill words them. */
const TRADES = { DEAL: '交易', REFUND: '退款', SETTLE: '分账', RETURN_SETTLE_IN: '退分账', WITHDRAW: '提现' } as const

interface Fund {
  at: number
  way: Way
  trade: keyof typeof TRADES
  platform_no: string
  /** The developer's own. */
  number: string
  /** Fen; what is taken is negative. */
  amount: number
  note: string
}

function isOf(wanted: string, value: string): boolean {
  return wanted === 'ALL' || wanted === value
}

function funds(all: Movements, now: number): Fund[] {
  const ways = new Map(all.order.map(({ out_order_no, payment }) => [out_order_no, payment?.way ?? 'wx']))
  const wayOf = (out_order_no: string): Way => ways.get(out_order_no) ?? 'wx'
  return [
    ...paid(all.order).map(
      ({ order, at }): Fund => ({
        ...{ at, way: wayOf(order.out_order_no), trade: 'DEAL', note: '订单支付' },
        ...{ platform_no: order.order_id, number: order.out_order_no, amount: order.total_amount }
      })
    ),
    // After a settlement the platform gives its fee back, and the seller the rest.
    ...ended(all.refund, now).map(
      ({ record, at }): Fund => ({
        ...{ at, way: wayOf(record.out_order_no), trade: 'REFUND', note: '订单退款' },
        ...{ platform_no: record.refund_no, number: record.out_refund_no },
        amount: -(record.settled?.seller ?? record.refund_amount)
      })
    ),
    ...ended(all.settle, now).flatMap(({ record, at }) => {
      const common = { at, way: wayOf(record.out_order_no), trade: 'SETTLE', platform_no: record.settle_no } as const
      const line = (amount: number, note: string): Fund => ({ ...common, number: record.out_settle_no, amount, note })
      return [
        ...record.receivers.map(({ amount }) => line(-amount, '分给分账方')),
        ...(record.rake > 0 ? [line(-record.rake, '平台手续费')] : [])
      ]
    }),
    ...ended(all.return, now).map(
      ({ record, at }): Fund => ({
        ...{ at, way: wayOf(record.out_order_no), trade: 'RETURN_SETTLE_IN', note: '分账方退回' },
        ...{ platform_no: record.return_no, number: record.out_return_no, amount: record.return_amount }
      })
    ),
    ...ended(sellersWithdrawals(all), now).map(
      ({ record, at }): Fund => ({
        ...{ at, way: wayInto(record.channel_type), trade: 'WITHDRAW', note: '提现到银行卡' },
        ...{ platform_no: record.order_id, number: record.out_order_id, amount: -record.withdraw_amount }
      })
    )
  ].sort((a, b) => a.at - b.at)
}

function wayInto(channel: string): Way {
  if (channel === 'alipay') return 'ali'
  return channel === 'hz' ? 'dyzf' : 'wx'
}

function sellersWithdrawals({ withdraw }: Movements) {
  return withdraw.filter(({ merchant_uid }) => merchant_uid === SELLER_UID)
}

function paymentLayout(period: string): Layout {
  // A month is later where its first day is.
  const isLater = period.padEnd(8, '01') >= LATER
  return {
    heads: [...PAYMENT, ...PAYMENT_END, ...(isLater ? PAYMENT_LATER : [])],
    lines: ({ order }) =>
      paid(order).map(({ order, at }) => {
        const { created_at, out_order_no, order_id, total_amount, payment } = order
        const numbers = [out_order_no, order_id, channelOf(order)]
        const way = WAY_NAMES[payment?.way ?? 'wx']
        const later = isLater ? ['', ''] : []
        const cells = [beijingTime(created_at), beijingTime(at), SELLER_UID, '', ...numbers, yuan(total_amount), way]
        return { at, cells: [...cells, 'SUCCESS', ...later] }
      })
  }
}

/** A kind of what is first accepted and ends later. */
function layout<R extends Accepted>(
  word: string,
  heads: readonly string[],
  recordsOf: (all: Movements) => readonly R[],
  cellsOf: (record: R) => readonly string[]
): Layout {
  return {
    heads: [`${word}时间`, `${word}完成时间`, '商户号', ...heads, `${word}状态`],
    lines: (all, now) =>
      ended(recordsOf(all), now).map(({ record, at }) => ({
        at,
        cells: [beijingTime(record.created_at), beijingTime(at), SELLER_UID, ...cellsOf(record), 'SUCCESS']
      }))
  }
}

/** Fen as yuan with two decimals. */
function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}

function paid(orders: readonly Order[]): { order: Order; at: number }[] {
  return orders.flatMap((order) => (order.payment?.status === 'SUCCESS' ? [{ order, at: order.payment.at }] : []))
}

/** Those that have succeeded, with the moment of that. */
function ended<R extends Accepted>(records: readonly R[], now: number): { record: R; at: number }[] {
  return records.flatMap((record) => {
    const { status, at } = resultAt(record, now)
    return status === 'SUCCESS' && at !== undefined ? [{ record, at }] : []
  })
}

function inPeriod(lines: readonly Line[], period: string): Line[] {
  return lines.filter(({ at }) => beijingDay(at).startsWith(period)).sort((a, b) => a.at - b.at)
}

function rowsOf(heads: readonly string[], lines: readonly Line[]): BillRows {
  return lines.length === 0 ? [] : [['序号', ...heads], ...lines.map(({ cells }, i) => [i + 1, ...cells])]
}
