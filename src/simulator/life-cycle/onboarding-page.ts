import { hash } from 'node:crypto'
import type { Merchant } from './merchants.js'
import type { Keeping } from './records.js'

/** The path of the pages of the local gateway. */
export const PAGES = '/ecpay-local/onboarding'
/** How long a page is valid, in milliseconds: 2 hours. Source: official. */
const PAGE_VALID = 2 * 3600 * 1000
/** The path of a page: its merchant, its time, and a digest, so that the path cannot be made up. */
export function pagePath({ id, apply_id }: Merchant, now: number): string {
  const made = `${Buffer.from(id).toString('base64url')}.${now}`
  return `${PAGES}/${made}.${digest(made, apply_id)}`
}

function digest(made: string, apply_id: string): string {
  return hash('sha256', `${made}.${apply_id}`, 'hex').slice(0, 16)
}

/** Opens a page, fills it in and submits it, like the merchant. Returns its text and HTTP status. */
export function openPage(store: Keeping, path: string, now: number): [text: string, status: 200 | 404 | 410] {
  const [encoded = '', made = '', given] = path.split('.')
  const id = Buffer.from(encoded, 'base64url').toString()
  return store.transact((records) => {
    const merchant = records.find('merchant', id)
    if (!merchant || digest(`${encoded}.${made}`, merchant.apply_id) !== given) return ['no such page\n', 404]
    if (now > Number(made) + PAGE_VALID) return ['the link has expired: it was valid for 2 hours\n', 410]
    records.put('merchant', id, { ...merchant, opened_at: merchant.opened_at ?? now })
    return [`onboarding is complete; merchant_id ${merchant.merchant_id}\n`, 200]
  })
}
