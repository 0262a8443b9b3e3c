import type { Entry } from './entry.js'

/** `err_code`s of the order push, which names its errors differently from every other call. */
export const PUSH_ERRORS: readonly Entry[] = [
  {
    namespace: 'push',
    code: '0',
    meaning: { en: 'pushed', zh: '推送成功' },
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40022',
    meaning: { en: 'the guaranteed-payment order does not exist', zh: '担保支付订单不存在' },
    cause: { en: 'An order that is not paid was pushed.', zh: '推送了尚未支付的订单。' },
    remedy: { en: 'Push an order after its payment.', zh: '请在支付成功后再推送订单。' },
    retry: 'later',
    source: 'user'
  },
  {
    namespace: 'push',
    code: '-1',
    meaning: { en: 'system error', zh: '系统错误，请重试' },
    cause: {
      en: 'It was met with update_time in seconds, where milliseconds are documented; that this is the cause is a conclusion.',
      zh: '见于 update_time 传了秒的请求，文档要求毫秒；这一原因是推断的。'
    },
    remedy: {
      en: 'Give update_time and create_time in milliseconds, order_detail as a JSON string, and an open_id from a real device.',
      zh: 'update_time 和 create_time 传毫秒，order_detail 传 JSON 字符串，open_id 取自真机。'
    },
    retry: 'no',
    source: 'user'
  },
  {
    namespace: 'push',
    code: '2010',
    meaning: { en: 'a field or the access token is wrong', zh: '字段或 access_token 有误' },
    note: {
      en: 'Only the local gateway answers this: which numbers the platform has for it is not public.',
      zh: '只有本地网关会返回：平台对应的错误码未见公开。'
    },
    remedy: { en: 'Read err_msg and x-ecpay-reason.', zh: '查看 err_msg 和 x-ecpay-reason。' },
    retry: 'no',
    source: 'ecpay'
  }
]

function status(code: string, en: string, zh: string): Entry {
  return { namespace: 'push_status', code, meaning: { en, zh }, source: 'official-mirror' }
}

/** What the order push reports as `order_status`, a number there. */
export const PUSH_STATUSES: readonly Entry[] = [
  status('0', 'to be paid', '待支付'),
  status('1', 'paid', '已支付'),
  status('2', 'cancelled', '已取消'),
  {
    ...status('4', 'consumed (核销)', '已核销'),
    note: {
      en: 'Where goods are consumed, a settlement is refused before this was pushed.',
      zh: '需要核销的商品，推送此状态之前不能分账。'
    }
  },
  status('5', 'being refunded', '退款中'),
  status('6', 'refunded', '已退款'),
  status('8', 'the refund failed', '退款失败')
]
