import type { Entry } from '../../protocol/system/catalogue-entry.js'

const CALL = ['order/v2/push'] as const
const FRESH_TOKEN = {
  en: 'Use the token of getAccessToken (/api/apps/v2/token), at most 2 hours old; a client_token, which begins with clt., is refused here.',
  zh: '使用 getAccessToken（/api/apps/v2/token）的 token，有效期 2 小时；以 clt. 开头的 client_token 在这里会被拒绝。'
} as const
const REAL_OPEN_ID = {
  en: 'Take the open_id of a real device, of this same app: the one of the IDE is refused.',
  zh: '使用真机、同一小程序取得的 open_id；开发者工具中的 open_id 会被拒绝。'
} as const

/** The `err_code`s of the order push. Its errors have other names than those of all other calls. */
export const PUSH_ERRORS: readonly Entry[] = [
  {
    namespace: 'push',
    code: '0',
    meaning: { en: 'pushed', zh: '推送成功' },
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40002',
    meaning: { en: 'the access token is wrong', zh: 'access_token 错误' },
    calls: CALL,
    remedy: FRESH_TOKEN,
    retry: 'no',
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40003',
    meaning: { en: 'the open_id is wrong', zh: 'openid 错误' },
    says: ['openid 错误'],
    calls: CALL,
    remedy: REAL_OPEN_ID,
    retry: 'no',
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40004',
    meaning: { en: 'the access token is wrong or has expired', zh: 'access_token 错误或已过期' },
    says: ['access_token错误,请检查该字段是否错误或过期'],
    calls: CALL,
    cause: {
      en: 'It was met with a client_token in the place of the token of getAccessToken, although the page names both.',
      zh: '见于传了 client_token 的请求：文档同时写了两种 token，实际只接受 getAccessToken 的。'
    },
    remedy: FRESH_TOKEN,
    retry: 'no',
    source: 'user'
  },
  {
    namespace: 'push',
    code: '40012',
    meaning: { en: 'the open_id is wrong (an older number)', zh: 'open_id 错误（较早的错误码）' },
    says: ['open_id错误'],
    calls: CALL,
    remedy: REAL_OPEN_ID,
    retry: 'no',
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/64d1ee95b288b4746616dae3'
  },
  {
    namespace: 'push',
    code: '40014',
    meaning: { en: 'a parameter of the request is wrong', zh: 'HTTP 参数错误' },
    says: ['bad access token', 'http 参数错误'],
    calls: CALL,
    note: {
      en: 'A sample answer has it with the text "bad access token": look at the token first.',
      zh: '有一份示例响应的文本是 bad access token：请先检查 token。'
    },
    remedy: {
      en: 'Send JSON with Content-Type application/json; order_detail is a string of JSON, not an object.',
      zh: '以 JSON 发送，Content-Type 为 application/json；order_detail 是内容为 JSON 的字符串，不是对象。'
    },
    retry: 'no',
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40016',
    meaning: { en: 'app_name is wrong', zh: 'app_name 错误' },
    says: ['appname错误', 'app_name 错误'],
    calls: CALL,
    remedy: { en: 'Send app_name douyin, in lower case.', zh: 'app_name 固定传 douyin，小写。' },
    retry: 'no',
    source: 'official-mirror'
  },
  {
    namespace: 'push',
    code: '40022',
    meaning: { en: 'the guaranteed-payment order does not exist', zh: '担保支付订单不存在' },
    says: ['担保交易支付订单不存在', '担保支付订单不存在'],
    cause: { en: 'An order that is not paid was pushed.', zh: '推送了尚未支付的订单。' },
    remedy: {
      en: 'Push an order after its payment, with order_id in order_detail the out_order_no of create_order.',
      zh: '请在支付成功后再推送订单；order_detail 里的 order_id 是下单时的 out_order_no。'
    },
    retry: 'later',
    source: 'user'
  },
  {
    namespace: 'push',
    code: '40031',
    meaning: { en: 'the open_id is wrong', zh: 'open_id 错误' },
    says: ['open_id错误', 'open_id 不合法'],
    calls: CALL,
    remedy: REAL_OPEN_ID,
    retry: 'no',
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/674584286c3cac8e0200dbea'
  },
  {
    namespace: 'push',
    code: '40099',
    meaning: { en: 'met by a user; what it means could not be read', zh: '有用户遇到，含义未见公开' },
    calls: CALL,
    remedy: {
      en: 'Read err_msg; check access_token, open_id, update_time and that order_detail is a string of JSON.',
      zh: '查看 err_msg；检查 access_token、open_id、update_time，以及 order_detail 是否为内容是 JSON 的字符串。'
    },
    retry: 'no',
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/642cd2c1bb12d9ebff08d341'
  },
  {
    namespace: 'push',
    code: '-1',
    meaning: { en: 'system error', zh: '系统错误，请重试' },
    says: ['系统错误,请重试', '系统错误,请稍后重试', 'system error'],
    cause: {
      en: 'Users met it with requests that looked right; the cause is not known. The unit of update_time is told differently: milliseconds in older pages, seconds in newer ones.',
      zh: '有用户在看起来正确的请求中遇到，原因不明。update_time 的单位各版文档不同：旧版写毫秒，新版写秒。'
    },
    remedy: {
      en: 'Repeat it once. If it stays: order_detail as a string of JSON, an open_id from a real device, create_time in milliseconds, and update_time in the other unit; each update_time must be greater than the one before.',
      zh: '先原样重试一次。仍出现时检查：order_detail 为内容是 JSON 的字符串，open_id 取自真机，create_time 为毫秒，update_time 换另一种单位再试；每次推送的 update_time 要比上一次大。'
    },
    retry: 'later',
    source: 'user'
  },
  {
    namespace: 'push',
    code: '2010',
    meaning: { en: 'a field or the access token is wrong', zh: '字段或 access_token 有误' },
    note: {
      en: 'Only the local gateway answers this, for every fault of a field; the platform has numbers of its own, such as 40002, 40003, 40014 and 40016.',
      zh: '只有本地网关会返回，代表任何字段错误；平台有各自的错误码，如 40002、40003、40014、40016。'
    },
    remedy: { en: 'Read err_msg and x-ecpay-reason.', zh: '查看 err_msg 和 x-ecpay-reason。' },
    retry: 'no',
    source: 'ecpay'
  }
]

function status(code: string, en: string, zh: string): Entry {
  return { namespace: 'push_status', code, meaning: { en, zh }, source: 'official-mirror' }
}

/** The values of `order_status` in the order push, where it is a number. */
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

function type(code: string, en: string, zh: string): Entry {
  return { namespace: 'push_type', code, meaning: { en, zh }, source: 'official-mirror' }
}

const UNNAMED = {
  en: 'A newer table has the number; what it stands for could not be read.',
  zh: '较新的文档中有这个取值，含义未能看到。'
} as const

/** The values of `order_type` in the order push. */
export const PUSH_TYPES: readonly Entry[] = [
  type('0', 'an ordinary order of a mini program (not POI)', '普通小程序订单（非 POI 订单）'),
  type('9101', 'a group-buying coupon (POI)', '团购券订单（POI 订单）'),
  type('9001', 'a ticket for a sight (POI)', '景区门票订单（POI 订单）'),
  { ...type('200', 'a further type of order', '另一种订单类型'), note: UNNAMED },
  { ...type('140', 'a further type of order', '另一种订单类型'), note: UNNAMED }
]
