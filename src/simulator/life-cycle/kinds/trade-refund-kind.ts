import { memberText, objectIn } from '../../../protocol/json/json.js'
import { valueAt } from '../../../protocol/json/set-path.js'
import type { OwnMembers } from '../../../trade/callback/message.js'
import { type Accepted, acceptedFrom, TOO_LITTLE } from '../results.js'
import { billYuan, failsWith, type Kind } from './kind.js'
import { isAllSettled, refundFunds, refundMoves, type SettledParts } from './refund-kind.js'

/** A stored refund of an order of 通用交易系统. */
export interface TradeRefund extends Accepted {
  kind: 'trade_refund'
  refund_id: string
  /** Empty until the backend has given it, for a refund that it has not started itself. */
  out_refund_no: string
  out_order_no: string
  order_id: string
  /** Fen. */
  refund_total_amount: number
  items: readonly RefundedItem[]
  /** Who started it: one of {@link SOURCES}. */
  refund_source: number
  reasons: readonly string[]
  /** Only if the order was settled; see {@link SettledParts}. */
  settled?: SettledParts
  audit: Audit
  /** Where to ask for the number of a refund that the backend has not started; empty if there is nobody to ask. */
  apply_url?: string
}

/** A part of a refund, in fen. */
export interface RefundedItem {
  item_order_id: string
  refund_amount: number
}

interface Audit {
  needed: boolean
  /** Unix time in milliseconds: later it counts as agreed. */
  deadline: number
  decision?: 'AGREE' | 'DENY'
  deny_message?: string
}

/** The numbers of the platform for who has started a refund. */
export const SOURCES = { user: 1, developer: 2, expiry: 3, service: 4 } as const
export type RefundSourceName = keyof typeof SOURCES

/** The state of its audit, in the words of the platform. */
export function auditStatus({ audit, asking, outcome }: TradeRefund, now: number): string {
  if (audit.decision) return audit.decision
  if (!audit.needed || asking) return 'INIT'
  return outcome || now >= audit.deadline ? 'OVERTIME' : 'TOAUDIT'
}

/** Refunds of 通用交易系统. */
export const TRADE_REFUND: Kind<TradeRefund> = {
  number: 'refund_id',
  platformNumber: 'out_refund_no',
  amount: ({ refund_total_amount }) => refund_total_amount,
  belongsTo: ({ out_order_no }) => ({ out_order_no }),
  moves: (one, accountOf) => refundMoves(one.out_order_no, one.refund_total_amount, one, accountOf),
  ends: failsWith(TOO_LITTLE),
  trade: {
    report: (record) =>
      record.asking
        ? { type: 'pre_create_refund', url: record.apply_url ?? '', members: applicationMembers(record) }
        : { type: 'refund', members: resultMembers(record) },
    answered(record, answer, isTaken, now) {
      if (!record.asking) return record
      const { out_refund_no, notify_url } = givenIn(answer)
      // Source: official. The number must be new within the app, or the answer counts as failed.
      if (out_refund_no === '' || isTaken(out_refund_no)) return undefined
      const { asking, callback, ...asked } = record
      const times = record.audit.needed ? {} : acceptedFrom(now)
      return { ...asked, ...times, out_refund_no, ...(notify_url !== '' && { notify_url }) }
    }
  },
  list: { name: 'trade_refunds', columns: ['refund_id', 'out_refund_no', 'out_order_no'] },
  bill: {
    word: '退款',
    heads: ['订单号', '退款单号', '平台退款单号', '退款金额'],
    cells: (one) => [one.out_order_no, one.out_refund_no, one.refund_id, billYuan(one.refund_total_amount)]
  },
  funds: (one) => refundFunds(one.refund_total_amount, one)
}

/** What an answer to a refund application says; empty is what it does not. */
function givenIn(answer: string): { out_refund_no: string; notify_url: string } {
  const body = objectIn(answer)
  const data = body && valueAt(body, 'data')
  const text = (key: string) => (data?.kind === 'object' ? (memberText(data, key) ?? '') : '')
  return { out_refund_no: text('out_refund_no'), notify_url: text('notify_url') }
}

function itemDetail({ items }: TradeRefund): object {
  return { item_order_quantity: items.length, item_order_detail: items }
}

function applicationMembers(record: TradeRefund): OwnMembers {
  const { refund_id, refund_total_amount, audit, created_at, refund_source, reasons } = record
  return {
    ...{ open_id: 'openIdOfTheLocalGateway', refund_id, refund_total_amount, refund_source },
    need_refund_audit: audit.needed ? 1 : 2,
    refund_audit_deadline: audit.deadline,
    create_refund_time: created_at,
    refund_reason: reasons,
    refund_description: '',
    cp_extra: record.cp_extra,
    refund_item_detail: itemDetail(record)
  }
}

function resultMembers(record: TradeRefund): OwnMembers {
  const { refund_id, out_refund_no, refund_total_amount, refund_source, outcome, settled } = record
  return {
    ...{ refund_id, out_refund_no, refund_total_amount, refund_type: refund_source },
    message: outcome?.message || undefined,
    event_time: outcome?.at,
    is_all_settled: isAllSettled(settled),
    refund_item_detail: itemDetail(record)
  }
}
