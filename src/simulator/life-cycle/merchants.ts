import { hash } from 'node:crypto'
import type { Outside } from '../../world.js'
import type { Records, Store } from '../store/store.js'
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

/** Where the pages of the local gateway stand. */
export const PAGES = '/ecpay-local/onboarding'
/** Of a page, in milliseconds: 2 hours. Source: official. */
const PAGE_VALID = 2 * 3600 * 1000
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

/** The path of a page: who it is for, when it was made, and a digest, so that it cannot be made up. */
export function pagePath({ id, apply_id }: Merchant, now: number): string {
  const made = `${Buffer.from(id).toString('base64url')}.${now}`
  return `${PAGES}/${made}.${digest(made, apply_id)}`
}

function digest(made: string, apply_id: string): string {
  return hash('sha256', `${made}.${apply_id}`, 'hex').slice(0, 16)
}

/** Opens a page as the merchant would, fills it in and sends it: what it says, and its HTTP status. */
export function openPage(store: Store, path: string, now: number): [text: string, status: 200 | 404 | 410] {
  const [encoded = '', made = '', given] = path.split('.')
  const id = Buffer.from(encoded, 'base64url').toString()
  return store.transact((records) => {
    const merchant = merchantOf(records, id)
    if (!merchant || digest(`${encoded}.${made}`, merchant.apply_id) !== given) return ['no such page\n', 404]
    if (now > Number(made) + PAGE_VALID) return ['the link has expired: it was valid for 2 hours\n', 410]
    records.put('merchant', id, { ...merchant, opened_at: merchant.opened_at ?? now })
    return [`onboarding is complete; merchant_id ${merchant.merchant_id}\n`, 200]
  })
}

/** A merchant of the store. */
export function merchantOf(records: Records, id: string): Merchant | undefined {
  const found = records.find('merchant', id)
  return found?.kind === 'merchant' ? found : undefined
}
