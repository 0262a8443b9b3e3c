import type { Both } from '../../language.js'
import { APP_ID, PROVIDER_ID, SIGN } from '../common-members.js'
import { type CallMapping, gone, type MemberMapping, same } from '../mapping.js'

const BY_TOKEN: Both = {
  en: 'The same call on open.douyin.com, by token in place of a signature.',
  zh: '同一接口，域名改为 open.douyin.com，用 token 代替签名。'
}

const TOKEN = (from: string): MemberMapping =>
  gone(from, {
    en: 'The token is in the header access-token, not in the body.',
    zh: 'token 放在请求头 access-token 中，不在请求体里。'
  })

const all = (...keys: string[]): MemberMapping[] => keys.map((key) => same(key))

/** A call that nothing takes the place of: each of its members is gone with it. */
function without(from: string, keys: readonly string[], about: Both): CallMapping {
  const why = { en: 'There is no such call.', zh: '没有对应的接口。' }
  return { from, about, members: keys.map((key) => gone(key, why)), added: [], answer: [] }
}

/** A call that is the same but for its signature. */
function byToken(from: string, path: string, members: readonly MemberMapping[]): CallMapping {
  return { from, to: { name: from, path }, about: BY_TOKEN, members, added: [], answer: [] }
}

const ECPAY = '/api/apps/ecpay/saas'
const ONBOARDING = '/api/apps/ecpay/v3/saas'

/** Of two calls for bills, which sent their members as a query. */
function bills(from: string, path: string, keys: readonly string[]): CallMapping {
  return {
    from,
    to: { name: from, path },
    about: {
      en: 'A POST with JSON in place of a signed GET. The answer is JSON with a list, not a file. The old call still gives the new orders too.',
      zh: '由带签名的 GET 改为 POST JSON；响应是含列表的 JSON，不再是文件。旧接口仍能查到新订单。'
    },
    members: [same('app_id'), ...all(...keys), SIGN, gone('thirdparty_id', { en: 'Not there.', zh: '没有。' })],
    added: [],
    answer: []
  }
}

/** Money, bills, returns, onboarding and the order push. */
export const OTHER_CALLS: readonly CallMapping[] = [
  without(
    'order/v2/push',
    [
      'access_token',
      'app_name',
      'open_id',
      'order_type',
      'order_status',
      'order_detail',
      'update_time',
      'extra',
      'client_key',
      'ext_shop_id'
    ],
    {
      en: "The platform shows the orders in the user's order centre itself. Delete the call.",
      zh: '订单由平台自动同步到用户的订单中心，删掉这个调用即可。'
    }
  ),
  without('unsettle_amount', ['app_id', 'out_order_no', 'out_item_order_no', 'sign', 'thirdparty_id'], {
    en: 'No such call was found. What is settled is in settle_query.',
    zh: '没有找到对应的接口。已结算的金额见 settle_query。'
  }),
  without('query_platform_order', ['app_id', 'out_order_no', 'query_type', 'sign', 'thirdparty_id'], {
    en: 'No such call was found. The settle callback has is_auto_settle, and settle_query finds settlements by order.',
    zh: '没有找到对应的接口。结算回调带 is_auto_settle，settle_query 可按订单查询结算。'
  }),
  without(
    'create_return',
    [
      'app_id',
      'out_settle_no',
      'settle_no',
      'out_return_no',
      'merchant_uid',
      'return_amount',
      'return_desc',
      'sign',
      'cp_extra',
      'notify_url',
      'thirdparty_id'
    ],
    {
      en: 'The guide says that returns (退分账) exist, but no page with a path was found. In trade system 2.0 the inner settlement number is the settle_no of this old call; wallet_settle_id of settle_create may be the same.',
      zh: '接入指引提到退分账，但没有找到带路径的页面。交易系统 2.0 把内部结算单号作为这个旧接口的 settle_no；settle_create 返回的 wallet_settle_id 可能就是它。'
    }
  ),
  without('query_return', ['app_id', 'out_return_no', 'return_no', 'sign', 'thirdparty_id'], {
    en: 'As create_return: no path was found.',
    zh: '同 create_return：没有找到路径。'
  }),
  byToken('query_merchant_balance', `${ECPAY}/query_merchant_balance/`, [
    ...all('app_id', 'merchant_uid', 'channel_type', 'merchant_entity'),
    SIGN,
    PROVIDER_ID
  ]),
  byToken('merchant_withdraw', `${ECPAY}/merchant_withdraw/`, [
    ...all(
      'app_id',
      'merchant_uid',
      'channel_type',
      'withdraw_amount',
      'out_order_id',
      'callback',
      'cp_extra',
      'merchant_entity'
    ),
    SIGN,
    PROVIDER_ID
  ]),
  {
    ...byToken('query_withdraw_order', `${ECPAY}/query_withdraw_order/`, [
      ...all('app_id', 'out_order_id', 'merchant_uid', 'channel_type'),
      SIGN,
      PROVIDER_ID
    ]),
    answer: [
      { from: 'status', to: 'data.status' },
      { from: 'statusMsg', to: 'data.status_msg' }
    ]
  },
  bills('bills', '/api/apps/v3/bills/', ['merchant_id', 'bill_date', 'bill_type']),
  bills('fund/bills', '/api/apps/v3/fund/bills/', [
    'merchant_id',
    'bill_date',
    'account_type',
    'payment_type',
    'trade_type'
  ]),
  byToken('add_merchant', `${ONBOARDING}/add_merchant/`, [
    ...all('thirdparty_component_id'),
    TOKEN('component_access_token'),
    ...all('url_type', 'prod_id')
  ]),
  byToken('get_app_merchant', `${ONBOARDING}/get_app_merchant/`, [PROVIDER_ID, ...all('app_id', 'url_type'), SIGN]),
  byToken('app_add_sub_merchant', `${ONBOARDING}/app_add_sub_merchant/`, [
    ...all('app_id', 'sub_merchant_id', 'url_type'),
    SIGN,
    same('role')
  ]),
  byToken('add_sub_merchant', `${ONBOARDING}/add_sub_merchant/`, [
    PROVIDER_ID,
    ...all('sub_merchant_id', 'url_type'),
    SIGN,
    ...all('prod_id', 'role')
  ]),
  byToken('image_upload', `${ONBOARDING}/image_upload/`, [
    PROVIDER_ID,
    APP_ID,
    TOKEN('component_access_token'),
    TOKEN('access_token'),
    ...all('image_type', 'image_content'),
    SIGN
  ]),
  byToken('create_merchant', `${ONBOARDING}/create_merchant/`, [
    PROVIDER_ID,
    same('app_id'),
    TOKEN('component_access_token'),
    TOKEN('access_token'),
    ...all(
      'out_order_id',
      'sub_merchant_id',
      'type',
      'callback_url',
      'channels',
      'merchant_type',
      'merchant_name',
      'merchant_short_name',
      'province_code',
      'city_code',
      'district_code',
      'registered_addr',
      'business_license',
      'legal_person',
      'merchant_card_info',
      'merchant_operation_info',
      'industry_code',
      'create_name',
      'ext_evidences',
      'industry_info_pic_urls',
      'beneficiary_type',
      'beneficiary'
    ),
    SIGN
  ]),
  byToken('query_merchant_status', `${ONBOARDING}/query_merchant_status/`, [
    PROVIDER_ID,
    ...all('app_id', 'merchant_id', 'sub_merchant_id'),
    SIGN
  ])
]

/** Calls that had nothing like them before. */
export const NEW_CALLS: readonly { name: string; path: string; about: Both }[] = [
  {
    name: 'fulfill_push_status',
    path: '/api/trade_basic/v1/developer/fulfill_push_status/',
    about: {
      en: 'Says that an order is fulfilled. Some types of goods are settled only after it.',
      zh: '推送履约状态；有的商品类型履约后才能结算。'
    }
  },
  {
    name: 'refund_audit_callback',
    path: '/api/trade_basic/v1/developer/refund_audit_callback/',
    about: {
      en: 'Agrees to a refund that a user asks for, or refuses it, within 72 hours.',
      zh: '对用户发起的退款，在 72 小时内同意或拒绝。'
    }
  },
  {
    name: 'tag_query',
    path: '/api/trade_basic/v1/developer/tag_query/',
    about: { en: 'The tag groups of a type of goods.', zh: '查询商品类型的标签组。' }
  },
  {
    name: 'query_cps',
    path: '/api/trade_basic/v1/developer/query_cps/',
    about: { en: 'Who earns what share of a CPS order.', zh: '查询 CPS 订单的分佣。' }
  }
]
