import type { Outside } from '../../world.js'
import { platformNumber, SELLER_UID } from './orders.js'
import { isStranded } from './results.js'

/** A merchant during or after onboarding. */
export interface Merchant {
  kind: 'merchant'
  /** Its identity on its page (a partner, an app or a provider), or the number of an application. */
  id: string
  /** Only for a partner: its number in the system that onboards it. */
  sub_merchant_id?: string
  /** Whether orders can name it as their merchant. A partner that does not collect only receives its part. */
  collects?: boolean
  merchant_id: string
  apply_id: string
  /** Distinguishes a repeated application from another one with the same number; empty for a page. */
  content: string
  /** Unix time in milliseconds. */
  created_at: number
  /** When its page was opened. That completes it at once. */
  opened_at?: number
}

/** The duration of onboarding in milliseconds. On the platform it takes days. */
const ONBOARDING = 3000

/** The identity of the merchant to onboard. */
export type Applicant = Pick<Merchant, 'id' | 'sub_merchant_id' | 'collects'>

export function newMerchant(who: Applicant, content: string, { now, random }: Outside): Merchant {
  const created_at = now()
  const [merchant_id, apply_id] = [platformNumber(created_at, random(4)), platformNumber(created_at, random(4))]
  return { kind: 'merchant', ...who, merchant_id, apply_id, content, created_at }
}

/** @param now Unix time in milliseconds */
export function isComplete({ created_at, opened_at }: Merchant, now: number): boolean {
  const due = created_at + ONBOARDING
  return opened_at !== undefined || now >= due || isStranded(due, created_at, now)
}

/** The records in which merchants are looked up. */
interface OfMerchants {
  named(kind: 'merchant', number: string): readonly Merchant[]
}

/**
 * Whether a merchant can collect payments: the one of the gateway, or one that was onboarded here to collect.
 *
 * @param now Unix time in milliseconds
 */
export function canCollect(records: OfMerchants, merchant_uid: string, now: number): boolean {
  return merchant_uid === SELLER_UID || onboarded(records, merchant_uid, now).some(({ collects }) => collects)
}

/**
 * Whether there is such a merchant: the one of the gateway, or one that was onboarded here.
 *
 * @param now Unix time in milliseconds
 */
export function isMerchant(records: OfMerchants, merchant_uid: string, now: number): boolean {
  return merchant_uid === SELLER_UID || onboarded(records, merchant_uid, now).length > 0
}

function onboarded(records: OfMerchants, merchant_uid: string, now: number): Merchant[] {
  const known = records.named('merchant', merchant_uid)
  return known.filter((one) => one.merchant_id === merchant_uid && isComplete(one, now))
}
