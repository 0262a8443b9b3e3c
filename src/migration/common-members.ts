import { gone, type MemberMapping, optional, same } from './mapping.js'

/** Members that many old calls have, and what happens to each. */

export const SIGN: MemberMapping = gone('sign', {
  en: 'No call signs its body. Send the client_token in the header access-token.',
  zh: '请求体不再签名，改在请求头 access-token 中传 client_token。'
})

export const THIRDPARTY_ID: MemberMapping = gone('thirdparty_id', {
  en: 'No call of orders, refunds or settlement has it.',
  zh: '订单、退款、结算类接口都没有这个字段。'
})

export const APP_ID: MemberMapping = gone('app_id', {
  en: 'The client_token already says which app it is.',
  zh: 'client_token 已经对应到小程序，不用再传。'
})

export const DISABLE_MSG: MemberMapping = gone('disable_msg', {
  en: 'The platform sends the messages to the user itself; they cannot be switched off.',
  zh: '消息由平台统一推送，不能关闭。'
})

export const NOTIFY_URL: MemberMapping = same('notify_url', {
  en: 'https, at most 512 bytes. Without it, the address in the console counts.',
  zh: 'https，最长 512 字节；不传则用控制台配置的地址。'
})

export const OUT_ORDER_NO: MemberMapping = same('out_order_no', { en: 'At most 64 bytes.', zh: '最长 64 字节。' })

/** What a call that authenticates by token alone does not take any more. */
export const PROVIDER_ID: MemberMapping = same('thirdparty_id')

export const CURRENCY = optional('currency', {
  en: 'DIAMOND for an order in diamonds.',
  zh: '钻石订单传 DIAMOND。'
})

export const GENERAL = '/api/trade_basic/v1/developer'
