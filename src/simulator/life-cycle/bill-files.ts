import { beijingPeriod, beijingTime } from '../../protocol/time.js'
import { billYuan, TRADES, type Trade } from './kinds/kind.js'
import { KIND_NAMES, kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import { channelOf, type Order, SELLER_UID, sellerOf, type Way } from './orders.js'
import { channelTypeOf, wayInto } from './places.js'
import { channelOfOrder, type Movements, ofKind, type Records } from './records.js'
import { type Accepted, resultAt } from './results.js'
import { billedTo, channelOfRecord, fundsOf } from './transfers.js'

/** The rows of a bill: its heading, and the transactions of its day or month; empty if there were none. */
export type BillRows = readonly (readonly (string | number)[])[]

/** A line of a bill, without its number. */
interface Line {
  /** Unix time of completion in milliseconds. It decides in which bill the line is. */
  at: number
  cells: readonly string[]
}

/** A kind of transaction: the headings of its columns after 序号, and its lines. */
interface Layout {
  heads: readonly string[]
  lines(records: Movements, now: number, merchant_id: string): Line[]
}

/** The names of ways of payment in bills. Source: official, which also has 银行卡. */
const WAY_NAMES: Readonly<Record<Way, string>> = { wx: '微信', ali: '支付宝', dyzf: '抖音支付' }
/** The names of their accounts in the request of a fund bill. */
const ACCOUNT_TYPES: Readonly<Record<Way, string>> = { wx: 'WX', ali: 'ALIPAY', dyzf: 'DOUYIN' }

/** Source: the official page of the transaction bill, as of October 2023. */
const PAYMENT = ['支付时间', '支付完成时间', '商户号', 'openId', '订单号', '平台订单号', '渠道订单号', '订单金额']
const PAYMENT_END = ['支付方式', '支付状态']
/** Only in bills from 2023-09-01. Source: official. */
const PAYMENT_LATER = ['下单poiid', 'spu商品名称']
const LATER = '20230901'

/**
 * The layouts by `bill_type`. That of payments is official. No source has the others: they are this tool's own, made
 * in the same way. The local gateway has no rebates, so their bills are always empty.
 */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  ...Object.fromEntries(KIND_NAMES.map((kind) => [kind, layoutOf(kind)])),
  rebate: { heads: [], lines: () => [] },
  annual_rebate: { heads: [], lines: () => [] }
}

/**
 * The completed transactions of one kind on a day in Beijing or in a month. Amounts are yuan with two decimals.
 *
 * @param type the `bill_type` of the request
 * @param period yyyyMMdd or yyyyMM
 * @param now Unix time in milliseconds
 * @param merchant_id whose bill it is
 */
export function transactionRows(
  records: Records,
  type: string,
  period: string,
  now: number,
  merchant_id = SELLER_UID
): BillRows {
  const { heads, lines } =
    type === 'payment' ? paymentLayout(period) : (LAYOUTS[type] ?? { heads: [], lines: () => [] })
  return rowsOf(heads, inPeriod(lines(records.completedIn(period, now), now, merchant_id), period))
}

/** The movements in a fund bill: a value of its request, or ALL. */
export interface FundFilter {
  account_type: string
  payment_type: string
  trade_type: string
}

/**
 * The money that came to a merchant and left it, with the balance after each movement: all that it has in an account
 * then, in transit, withdrawable and frozen. The columns are the official ones. Amounts are yuan with two decimals, +
 * for money in and − for money out.
 *
 * @param period yyyyMMdd or yyyyMM
 * @param now Unix time in milliseconds
 * @param merchant_id whose bill it is
 */
export function fundRows(
  records: Records,
  filter: FundFilter,
  period: string,
  now: number,
  merchant_id = SELLER_UID
): BillRows {
  const held = new Map(records.fundsBefore(period, now, merchant_id))
  const lines = funds(records, period, now, merchant_id).map(({ way, trade, amount, ...one }) => {
    const balance = (held.get(way) ?? 0) + amount
    held.set(way, balance)
    const sign = amount < 0 ? '-' : '+'
    const isWanted =
      isOf(filter.account_type, ACCOUNT_TYPES[way]) &&
      isOf(filter.payment_type, amount < 0 ? 'EXPENDITURE' : 'INCOME') &&
      isOf(filter.trade_type, trade)
    const { at, platform_no, number, note } = one
    const money = [`${sign}${billYuan(Math.abs(amount))}`, billYuan(balance)]
    const about = [merchant_id, platform_no, number, WAY_NAMES[way], TRADES[trade]]
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

interface Fund {
  at: number
  way: Way
  trade: Trade
  platform_no: string
  /** The developer's number. */
  number: string
  /** In fen; negative for money out. */
  amount: number
  note: string
}

function isOf(wanted: string, value: string): boolean {
  return wanted === 'ALL' || wanted === value
}

function funds(records: Records, period: string, now: number, merchant_id: string): Fund[] {
  const all = records.completedIn(period, now)
  const payments = paid(all.order, merchant_id).map(({ order, at }): Fund => {
    const { out_order_no: number, order_id: platform_no, total_amount: amount } = order
    return { at, way: wayInto(channelTypeOf(order)), trade: 'DEAL', platform_no, number, amount, note: '订单支付' }
  })
  // Most movements of a day are about orders of that day, which were read already.
  const channels = new Map(all.order.map((order) => [order.out_order_no, channelTypeOf(order)]))
  const channelOf = (number: string) => channels.get(number) ?? channelOfOrder(records, number)
  const others = KIND_NAMES.flatMap((kind) => fundLines(kind, all, channelOf, now, merchant_id))
  // Of the same moment what comes in is first: no balance is below zero in between.
  return [...payments, ...others].sort((a, b) => a.at - b.at || Number(a.amount < 0) - Number(b.amount < 0))
}

function fundLines<K extends ResultKind>(
  kind: K,
  all: Movements,
  channelOf: (out_order_no: string) => string,
  now: number,
  merchant_id: string
): Fund[] {
  const { number, platformNumber } = kindOf(kind)
  return ended(ofKind(all, kind), now).flatMap(({ record, at }) => {
    const lines = fundsOf(kind, record).filter(({ merchant_uid }) => merchant_uid === merchant_id)
    if (lines.length === 0) return []
    const way = wayInto(channelOfRecord(kind, record, channelOf))
    const numbers = { platform_no: String(record[platformNumber]), number: String(record[number]) }
    return lines.map((line) => ({ at, way, ...numbers, ...line }))
  })
}

/** The records of a kind that are in the transaction bill of a merchant. */
function billed<K extends ResultKind>(kind: K, all: Movements, merchant_id: string): readonly ResultRecords[K][] {
  return ofKind(all, kind).filter((one) => billedTo(kind, one) === merchant_id)
}

function paymentLayout(period: string): Layout {
  // A month counts as later if its first day does.
  const isLater = period.padEnd(8, '01') >= LATER
  return {
    heads: [...PAYMENT, ...PAYMENT_END, ...(isLater ? PAYMENT_LATER : [])],
    lines: ({ order }, _now, merchant_id) =>
      paid(order, merchant_id).map(({ order, at }) => {
        const { created_at, out_order_no, order_id, total_amount, payment } = order
        const numbers = [out_order_no, order_id, channelOf(order)]
        const way = WAY_NAMES[payment?.way ?? 'wx']
        const later = isLater ? ['', ''] : []
        const cells = [
          beijingTime(created_at),
          beijingTime(at),
          merchant_id,
          '',
          ...numbers,
          billYuan(total_amount),
          way
        ]
        return { at, cells: [...cells, 'SUCCESS', ...later] }
      })
  }
}

function layoutOf<K extends ResultKind>(kind: K): Layout {
  const { word, heads, cells } = kindOf(kind).bill
  return {
    heads: [`${word}时间`, `${word}完成时间`, '商户号', ...heads, `${word}状态`],
    lines: (all, now, merchant_id) =>
      ended(billed(kind, all, merchant_id), now).map(({ record, at }) => ({
        at,
        cells: [beijingTime(record.created_at), beijingTime(at), merchant_id, ...cells(record), 'SUCCESS']
      }))
  }
}

function paid(orders: readonly Order[], merchant_id: string): { order: Order; at: number }[] {
  return orders.flatMap((order) => {
    const isTheirs = order.payment?.status === 'SUCCESS' && sellerOf(order) === merchant_id
    return isTheirs && order.payment ? [{ order, at: order.payment.at }] : []
  })
}

/** The records that have succeeded, with the time of success. */
function ended<R extends Accepted>(records: readonly R[], now: number): { record: R; at: number }[] {
  return records.flatMap((record) => {
    const { status, at } = resultAt(record, now)
    return status === 'SUCCESS' && at !== undefined ? [{ record, at }] : []
  })
}

function inPeriod(lines: readonly Line[], period: string): Line[] {
  const [start, end] = beijingPeriod(period)
  return lines.filter(({ at }) => at >= start && at < end).sort((a, b) => a.at - b.at)
}

function rowsOf(heads: readonly string[], lines: readonly Line[]): BillRows {
  return lines.length === 0 ? [] : [['序号', ...heads], ...lines.map(({ cells }, i) => [i + 1, ...cells])]
}
