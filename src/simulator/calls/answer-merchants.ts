import { type Applicant, isComplete, type Merchant, newMerchant } from '../life-cycle/merchants.js'
import { pagePath } from '../life-cycle/onboarding-page.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import { accepted, refused } from '../platform-answer.js'
import { type Making, makingCall } from './once.js'
import { type CallHandler, type CallWorld, plainCall, type TextOf } from './received-call.js'

/** Whom a call onboards: a provider, an app, or a partner. */
export const APPLICANTS = {
  provider: (text: TextOf): Applicant => ({ id: `provider/${text('thirdparty_component_id')}` }),
  app: (text: TextOf): Applicant => ({ id: `app/${text('app_id')}`, collects: true }),
  partner: (text: TextOf): Applicant => {
    const sub_merchant_id = text('sub_merchant_id')
    // Source: the mirror of the official pages. A partner of a provider has a role in the solution 2 (企业版) only.
    const hasRole = text('thirdparty_id') === '' || text('prod_id') === '2'
    return { id: `sub/${sub_merchant_id}`, sub_merchant_id, ...(hasRole && text('role') === '1' && COLLECTS) }
  }
} as const

const COLLECTS = { collects: true } as const

/** The values of `type` that onboard a collecting merchant; the others only receive. */
const COLLECTING_TYPES: readonly string[] = ['1', '4']

/**
 * A link to a page for onboarding. The same merchant gets the same page, and a number once it is complete. Asked for
 * again with the role that collects, it collects from then on.
 */
export function onboardingLink(who: Applicant, { store, origin, ...world }: CallWorld): object {
  const now = world.now()
  const merchant = store.transact((records) => {
    const known = records.find('merchant', who.id)
    if (known && (known.collects || !who.collects)) return known
    const merchant = known ? { ...known, ...COLLECTS } : newMerchant(who, '', world)
    records.put('merchant', who.id, merchant)
    return merchant
  })
  const merchant_id = isComplete(merchant, now) ? merchant.merchant_id : ''
  return { url: `${origin}${pagePath(merchant, now)}`, merchant_id }
}

function linkCall(applicantOf: (text: TextOf) => Applicant): CallHandler {
  return plainCall({ url: '', merchant_id: '' }, (text, world) => accepted(onboardingLink(applicantOf(text), world)))
}

export const addMerchantCall = linkCall(APPLICANTS.provider)
export const getAppMerchantCall = linkCall(APPLICANTS.app)
export const subMerchantCall = linkCall(APPLICANTS.partner)

/** 接口进件. */
export const createMerchantCall = makingCall('merchant', { apply_id: '', merchant_id: '' }, appliedMerchant, applied)

/** The merchant of a new application. */
export function appliedMerchant({ text, content, world }: Making): Merchant {
  const collects = COLLECTING_TYPES.includes(text('type'))
  const who = { id: `apply/${text('out_order_id')}`, sub_merchant_id: text('sub_merchant_id'), collects }
  return newMerchant(who, content, world)
}

/** What the answer to an application says. */
export function applied({ apply_id, merchant_id }: Merchant): object {
  return { apply_id, merchant_id }
}

/** The same image gets the same id. The image itself is not stored. */
export function uploaded(text: TextOf): object {
  return { image_id: text('image_content').slice(0, 32) }
}

/** 图片上传. */
export const imageUploadCall = plainCall({ image_id: '' }, (text) => accepted(uploaded(text)))

/** 进件状态查询. */
export const queryMerchantStatusCall = plainCall({ merchant_status_info: null }, (text, { store, now }) => {
  const info = onboardingStatus(text, store, now())
  return info ? accepted({ merchant_status_info: info }) : refused(NO_MERCHANT)
})

export const NO_MERCHANT = { code: 'no-such-merchant', key: 'merchant_id' } as const

/**
 * How far the onboarding of a merchant is, by channel. The values of `status` are those of other calls, because the
 * platform's own are not public.
 *
 * @param now Unix time in milliseconds
 * @returns undefined if there is no such merchant
 */
export function onboardingStatus(text: TextOf, records: Records, now: number): object | undefined {
  const merchant = text('merchant_id') === SELLER_UID ? SELLER : wanted(records, text)
  if (!merchant) return undefined
  const complete = isComplete(merchant, now)
  const info = {
    status: complete ? 'SUCCESS' : 'PROCESSING',
    merchant_id: complete ? merchant.merchant_id : '',
    reject_reason: '',
    legal_validation_url: '',
    legal_sign_url: ''
  }
  return { alipay: info, wx: info, hz: info }
}

/** The merchant that receives the payments in the local gateway. It is onboarded from the start. */
const SELLER: Merchant = {
  kind: 'merchant',
  id: 'seller',
  merchant_id: SELLER_UID,
  apply_id: '',
  content: '',
  created_at: 0
}

function wanted(records: Records, text: TextOf): Merchant | undefined {
  const wantedBy = (key: 'merchant_id' | 'sub_merchant_id') => {
    const number = text(key)
    return number === '' ? undefined : records.named('merchant', number).find((one) => one[key] === number)
  }
  return wantedBy('merchant_id') ?? wantedBy('sub_merchant_id')
}
