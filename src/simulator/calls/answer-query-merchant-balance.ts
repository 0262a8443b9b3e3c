import { available } from '../life-cycle/places.js'
import type { Records } from '../life-cycle/records.js'
import { accepted } from '../platform-answer.js'
import { plainCall, type TextOf } from './received-call.js'

/** The bank card to which every merchant of the local gateway withdraws. */
const BANK_CARD = { settle_type: 1, settle_account: '', bankcard_no: '6222000000000000000', bank_name: '演示银行' }

/** 商户余额查询. A merchant without any payment has a balance of 0. */
export const queryMerchantBalanceCall = plainCall({ account_info: null, settle_info: null }, (text, { store, now }) =>
  accepted(merchantBalance(text, store, now()))
)

/**
 * The accounts of a merchant, which both systems share.
 *
 * @param now Unix time in milliseconds
 */
export function merchantBalance(text: TextOf, records: Records, now: number): object {
  const [merchant_uid, channel_type] = [text('merchant_uid'), text('channel_type')]
  const balance = records.balance(merchant_uid, channel_type, now)
  return {
    account_info: {
      online_balance: records.inTransit(channel_type, now, merchant_uid),
      withdrawable_balacne: available(balance),
      freeze_balance: balance.frozen
    },
    settle_info: BANK_CARD,
    merchant_entity: text('merchant_entity') === '2' ? 2 : 1
  }
}
