import { type Accepted, resultAt } from '../results.js'
import type { Deduction } from './deduction-kind.js'
import type { Kind } from './kind.js'

/** An agreement on periodic deduction (周期代扣), or an authorization in place of a deposit (信用免押). */
export interface Agreement extends Accepted {
  kind: 'sign'
  service: 'periodic' | 'deposit-free'
  out_auth_order_no: string
  auth_order_id: string
  /** The template; a text in some requests, a number in others. */
  service_id: string
  open_id: string
  /** Only of an authorization. */
  scene?: string
  /** When it was signed, as Unix time in milliseconds. */
  sign_time?: number
  /** Who ended it: 1 the user, 2 the merchant. */
  cancel_source?: 1 | 2
  /** What is deducted when it is signed. */
  pay?: Pick<Deduction, 'out_pay_order_no' | 'pay_order_id' | 'merchant_uid' | 'total_amount'> & { notify_url: string }
}

export type AgreementStatus = 'TOBESERVED' | 'SERVING' | AgreementEnd
/** How it can end. It is the message of an outcome that is no success. */
type AgreementEnd = 'CANCEL' | 'TIMEOUT' | 'DONE'

/**
 * Agreements. They move no money. Success means that one is in force: until then it is to be signed, and afterwards it
 * can end. Only periodic deduction has callbacks whose form is public.
 */
export const AGREEMENT: Kind<Agreement> = {
  number: 'out_auth_order_no',
  platformNumber: 'auth_order_id',
  amount: ({ pay }) => pay?.total_amount ?? 0,
  belongsTo: () => ({ channel_type: 'hz' }),
  moves: () => [],
  ends: {},
  trade: {
    report: (record) => ({
      type: 'sign_callback',
      ...(record.service === 'deposit-free' && { url: '' }),
      members: { status: reportedStatus(record), event_time: record.outcome?.at }
    })
  },
  list: { name: 'agreements', columns: ['out_auth_order_no', 'service'] },
  bill: { word: '签约', heads: [], cells: () => [] },
  funds: () => [],
  countedBy: ({ pay }) => pay?.out_pay_order_no,
  billedTo: () => undefined
}

/** @param now Unix time in milliseconds */
export function agreementStatus(record: Agreement, now: number): AgreementStatus {
  const { status, message } = resultAt(record, now)
  if (status === 'PROCESSING') return 'TOBESERVED'
  return status === 'SUCCESS' ? 'SERVING' : (message as AgreementEnd)
}

/**
 * Whether a number is that of a deduction, or of the one that begins when an agreement is signed which can be signed
 * still.
 *
 * @param now Unix time in milliseconds
 */
export function deductionNumberIsTaken(
  records: { taken(kind: 'deduct', number: string): object | undefined } & OfAgreements,
  out_pay_order_no: string,
  now: number
): boolean {
  return records.taken('deduct', out_pay_order_no) !== undefined || isReserved(records, out_pay_order_no, now)
}

interface OfAgreements {
  together(kind: 'sign', by: string): readonly Agreement[]
}

/** Whether the deduction of an agreement that can be signed still has this number. */
export function isReserved(records: OfAgreements, out_pay_order_no: string, now: number): boolean {
  return records.together('sign', out_pay_order_no).some((one) => agreementStatus(one, now) === 'TOBESERVED')
}

/** The word of the callback. It writes TIME_OUT for what the query calls TIMEOUT. */
function reportedStatus({ outcome }: Agreement): string {
  if (outcome?.status === 'SUCCESS') return 'SUCCESS'
  return outcome?.message === 'TIMEOUT' ? 'TIME_OUT' : (outcome?.message ?? '')
}
