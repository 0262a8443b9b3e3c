import type { Outside } from '../../world.js'
import { platformNumber } from './orders.js'
import { isStranded } from './results.js'

/** Somebody who is being onboarded, or has been. */
export interface Merchant {
  kind: 'merchant'
  /** Who it is, as its page names it: a partner, an app or a provider; or the number of an application. */
  id: string
  /** Of a partner: its number with whoever onboards it. */
  sub_merchant_id?: string
  merchant_id: string
  apply_id: string
  /** Tells a repeated application from another one under the same number; empty of a page. */
  content: string
  /** Unix time in milliseconds. */
  created_at: number
  /** When its page was opened, which completes it at once. */
  opened_at?: number
}

/** How long onboarding takes by itself, in milliseconds; with the platform it is days. */
const ONBOARDING = 3000

/** Who is onboarded. */
export type Applicant = Pick<Merchant, 'id' | 'sub_merchant_id'>

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
