import {
  APPLICANTS,
  applied,
  appliedMerchant,
  NO_MERCHANT,
  onboardingLink,
  onboardingStatus,
  uploaded
} from '../answer-merchants.js'
import type { CallHandler, TextOf } from '../received-call.js'
import { madeOnce } from './auth/made-once.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

function linkCall(applicant: keyof typeof APPLICANTS): CallHandler {
  return tradeCall((text, world) => succeeded(onboardingLink(APPLICANTS[applicant](text), world)))
}

/**
 * The calls for onboarding, by name. The merchants are those of both systems. What `new_merchant_status_info` and
 * `pay_status_info` contain is in no source, so they are empty.
 */
export const ONBOARDING_CALLS: Readonly<Record<string, CallHandler>> = {
  add_merchant: linkCall('provider'),
  get_app_merchant: linkCall('app'),
  add_sub_merchant: linkCall('partner'),
  app_add_sub_merchant: linkCall('partner'),
  create_merchant: madeOnce('merchant', appliedMerchant, applied),
  image_upload: tradeCall((text: TextOf) => succeeded(uploaded(text))),
  query_merchant_status: tradeCall((text, { store, now }) => {
    const merchant_status_info = onboardingStatus(text, store, now())
    return merchant_status_info
      ? succeeded({ merchant_status_info, new_merchant_status_info: {}, pay_status_info: {} })
      : tradeRefusal(10000, NO_MERCHANT)
  })
}
