import { type Applicant, isComplete, type Merchant, newMerchant } from '../life-cycle/merchants.js'
import { merchantOf, pagePath } from '../life-cycle/onboarding-page.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import { accepted, badParameters, type Refusal, refused } from '../platform-answer.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

type Values = ReadonlyMap<string, string>

/** A page to onboard on: of the same merchant each time, with a number once it is complete. */
function linkCall(applicantOf: (values: Values) => Applicant): CallHandler {
  return {
    empty: { url: '', merchant_id: '' },
    answer({ violations, values }, { store, origin, ...world }) {
      if (violations.length > 0) return badParameters(violations)
      const now = world.now()
      const who = applicantOf(values)
      const merchant = store.transact((records) => {
        const known = merchantOf(records, who.id)
        const merchant = known ?? newMerchant(who, '', world)
        if (!known) records.put('merchant', who.id, merchant)
        return merchant
      })
      const merchant_id = isComplete(merchant, now) ? merchant.merchant_id : ''
      return accepted({ url: `${origin}${pagePath(merchant, now)}`, merchant_id })
    }
  }
}

const partner = (sub_merchant_id = ''): Applicant => ({ id: `sub/${sub_merchant_id}`, sub_merchant_id })

export const addMerchantCall = linkCall((values) => ({ id: `provider/${values.get('thirdparty_component_id')}` }))
export const getAppMerchantCall = linkCall((values) => ({ id: `app/${values.get('app_id')}` }))
export const subMerchantCall = linkCall((values) => partner(values.get('sub_merchant_id')))

/** 接口进件. */
export const createMerchantCall: CallHandler = {
  empty: { apply_id: '', merchant_id: '' },
  answer(call, { store, ...world }) {
    const text = (key: string) => call.values.get(key) ?? ''
    const who = { id: `apply/${text('out_order_id')}`, sub_merchant_id: text('sub_merchant_id') }
    const outcome = onceStored('merchant', call, store, (content) => newMerchant(who, content, world))
    return isRefusal(outcome) ? outcome : accepted({ apply_id: outcome.apply_id, merchant_id: outcome.merchant_id })
  }
}

/** 图片上传. The same image has the same id; the image itself is not kept. */
export const imageUploadCall: CallHandler = {
  empty: { image_id: '' },
  answer({ violations, values }) {
    if (violations.length > 0) return badParameters(violations)
    return accepted({ image_id: (values.get('image_content') ?? '').slice(0, 32) })
  }
}

/** 进件状态查询. The words of `status` are those of other calls: the platform's own are not public. */
export const queryMerchantStatusCall: CallHandler = {
  empty: { merchant_status_info: null },
  answer({ violations, values }, { store, now }) {
    if (violations.length > 0) return badParameters(violations)
    const merchant = values.get('merchant_id') === SELLER_UID ? SELLER : wanted(store, values)
    if (!merchant) return noMerchant()
    const complete = isComplete(merchant, now())
    const info = {
      status: complete ? 'SUCCESS' : 'PROCESSING',
      merchant_id: complete ? merchant.merchant_id : '',
      reject_reason: '',
      legal_validation_url: '',
      legal_sign_url: ''
    }
    return accepted({ merchant_status_info: { alipay: info, wx: info, hz: info } })
  }
}

/** The one who collects in the local gateway, and always was onboarded. */
const SELLER: Merchant = {
  kind: 'merchant',
  id: 'seller',
  merchant_id: SELLER_UID,
  apply_id: '',
  content: '',
  created_at: 0
}

function wanted(records: Records, values: Values): Merchant | undefined {
  const wantedBy = (key: 'merchant_id' | 'sub_merchant_id') => {
    const number = values.get(key)
    return number ? records.named('merchant', number).find((one) => one[key] === number) : undefined
  }
  return wantedBy('merchant_id') ?? wantedBy('sub_merchant_id')
}

function noMerchant(): Refusal {
  return refused({ code: 'no-such-merchant', key: 'merchant_id' })
}
