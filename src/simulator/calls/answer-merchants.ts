import { type Applicant, isComplete, type Merchant, newMerchant } from '../life-cycle/merchants.js'
import { pagePath } from '../life-cycle/onboarding-page.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import { accepted, refused } from '../platform-answer.js'
import { makingCall } from './once.js'
import { type CallHandler, plainCall, type TextOf } from './received-call.js'

/** A link to a page for onboarding. The same merchant gets the same page, and a number once it is complete. */
function linkCall(applicantOf: (text: TextOf) => Applicant): CallHandler {
  return plainCall({ url: '', merchant_id: '' }, (text, { store, origin, ...world }) => {
    const now = world.now()
    const who = applicantOf(text)
    const merchant = store.transact((records) => {
      const known = records.find('merchant', who.id)
      const merchant = known ?? newMerchant(who, '', world)
      if (!known) records.put('merchant', who.id, merchant)
      return merchant
    })
    const merchant_id = isComplete(merchant, now) ? merchant.merchant_id : ''
    return accepted({ url: `${origin}${pagePath(merchant, now)}`, merchant_id })
  })
}

export const addMerchantCall = linkCall((text) => ({ id: `provider/${text('thirdparty_component_id')}` }))
export const getAppMerchantCall = linkCall((text) => ({ id: `app/${text('app_id')}` }))
export const subMerchantCall = linkCall((text) => {
  const sub_merchant_id = text('sub_merchant_id')
  return { id: `sub/${sub_merchant_id}`, sub_merchant_id }
})

/** 接口进件. */
export const createMerchantCall = makingCall(
  'merchant',
  { apply_id: '', merchant_id: '' },
  ({ text, content, world }) => {
    const who = { id: `apply/${text('out_order_id')}`, sub_merchant_id: text('sub_merchant_id') }
    return newMerchant(who, content, world)
  },
  ({ apply_id, merchant_id }) => ({ apply_id, merchant_id })
)

/** 图片上传. The same image gets the same id. The image itself is not stored. */
export const imageUploadCall = plainCall({ image_id: '' }, (text) =>
  accepted({ image_id: text('image_content').slice(0, 32) })
)

/** 进件状态查询. The values of `status` are those of other calls, because the platform's own are not public. */
export const queryMerchantStatusCall = plainCall({ merchant_status_info: null }, (text, { store, now }) => {
  const merchant = text('merchant_id') === SELLER_UID ? SELLER : wanted(store, text)
  if (!merchant) return refused({ code: 'no-such-merchant', key: 'merchant_id' })
  const complete = isComplete(merchant, now())
  const info = {
    status: complete ? 'SUCCESS' : 'PROCESSING',
    merchant_id: complete ? merchant.merchant_id : '',
    reject_reason: '',
    legal_validation_url: '',
    legal_sign_url: ''
  }
  return accepted({ merchant_status_info: { alipay: info, wx: info, hz: info } })
})

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
