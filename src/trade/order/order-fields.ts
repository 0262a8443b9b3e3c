import type { Both } from '../../language.js'
import { LARGEST_AMOUNT } from '../../protocol/fen.js'
import type { Field } from '../../protocol/system/endpoint.js'

/** A member of the order, what is inside of it, and what sources say otherwise. */
export interface OrderField extends Field {
  /** The members of an object, or of the objects of a list. */
  inside?: readonly OrderField[]
  /** Who says what, where sources differ: said beside every finding about it. */
  disputed?: Both
}

const PAGE = 'official'
const COPY = 'official-mirror'

/** No page of this system names a maximum. */
const AMOUNT = { min: 0, max: LARGEST_AMOUNT } as const
const AMOUNT_SOURCE = `${PAGE}; its maximum as in create_order`

const objectOf = (inside: readonly OrderField[]) => ({ inside, limits: { object: { of: inside } } })
const oneOf = (inside: readonly OrderField[]) => ({ inside, limits: { list: { least: 1, most: 1, of: inside } } })

/** Where a part of the program is opened: a path and its parameters. */
function schema(
  flags: { path: string; params: string },
  meaning: { path: Both; params: Both },
  source: string
): OrderField[] {
  return [
    {
      key: 'path',
      type: 'string',
      required: true,
      limits: { bytes: 512, page: true },
      meaning: meaning.path,
      source,
      flag: { syntax: flags.path }
    },
    {
      key: 'params',
      type: 'json-text',
      required: false,
      limits: { bytes: 512, object: { of: [], unique: true } },
      meaning: meaning.params,
      source: COPY,
      flag: { syntax: flags.params }
    }
  ]
}

/** Members of skuAttr for a number card; those of other types are in no source. */
const NUMBER_CARD: readonly OrderField[] = [
  {
    key: 'package_cost',
    type: 'object',
    required: false,
    limits: {
      object: {
        of: [
          { key: 'amount', type: 'number', required: false, unit: 'fen' },
          { key: 'time_len', type: 'number', required: false },
          { key: 'unit', type: 'string', required: false, limits: { oneOf: ['year', 'month', 'day'] } }
        ]
      }
    },
    meaning: { en: 'what the tariff costs', zh: '套餐费用' },
    source: COPY
  },
  {
    key: 'call_duration',
    type: 'number',
    required: false,
    meaning: { en: 'minutes of calls', zh: '通话时长（分钟）' },
    source: COPY
  },
  {
    key: 'traffic_bundle',
    type: 'number',
    required: false,
    meaning: { en: 'traffic in GB', zh: '流量（GB）' },
    source: COPY
  },
  {
    key: 'telecom_operator_type',
    type: 'string',
    required: false,
    limits: { oneOf: ['official', 'private'] },
    meaning: { en: 'whose card it is', zh: '运营商类型' },
    source: COPY
  }
]

/** What is bought: the one entry of skuList. */
const SKU: readonly OrderField[] = [
  {
    key: 'skuId',
    type: 'string',
    required: true,
    meaning: { en: 'your id of the goods', zh: '开发者侧商品 id' },
    source: PAGE,
    flag: { syntax: '--sku-id <id>' },
    default: { kind: 'value', value: 'ecpay-cli' }
  },
  {
    key: 'price',
    type: 'number',
    required: true,
    unit: 'fen',
    limits: AMOUNT,
    meaning: { en: 'price of one, in the unit of totalAmount', zh: '单价，单位同 totalAmount' },
    source: AMOUNT_SOURCE,
    flag: { syntax: '--price <fen>' },
    default: { kind: 'derived', from: ['totalAmount', 'quantity'] }
  },
  {
    key: 'quantity',
    type: 'number',
    required: true,
    limits: { min: 1, max: 100 },
    meaning: { en: 'how many; in diamonds always 1', zh: '数量；钻石支付时只能为 1' },
    source: `${PAGE}; its limit: ${COPY}`,
    flag: { syntax: '--quantity <n>' },
    default: { kind: 'value', value: '1' }
  },
  {
    key: 'title',
    type: 'string',
    required: true,
    limits: { bytes: 256 },
    meaning: { en: 'title of the goods', zh: '商品标题' },
    source: COPY,
    flag: { syntax: '--title <text>' },
    default: { kind: 'value', value: 'ecpay-cli' }
  },
  {
    key: 'imageList',
    type: 'list',
    required: true,
    limits: { list: { least: 1, most: 1, each: { type: 'string', limits: { bytes: 512, url: 'web' } } } },
    meaning: { en: 'one picture of the goods', zh: '商品图片，一张' },
    source: COPY,
    flag: { syntax: '--image <url>' }
  },
  {
    key: 'type',
    type: 'number',
    required: true,
    meaning: {
      en: 'type of the goods, which has to fit the industry of the app: 301 virtual tool, 401 content, …',
      zh: '商品类型，须符合小程序所属行业：301 虚拟工具、401 内容消费等'
    },
    source: PAGE,
    flag: { syntax: '--type <type>' }
  },
  {
    key: 'tagGroupId',
    type: 'string',
    required: true,
    meaning: {
      en: 'tag group of that type, which says how it is refunded',
      zh: '该商品类型的标签组，决定退款规则'
    },
    source: PAGE,
    flag: { syntax: '--tag-group <id>' },
    default: { kind: 'derived', from: ['type'] }
  },
  {
    key: 'entrySchema',
    type: 'object',
    required: false,
    ...objectOf(
      schema(
        { path: '--sku-path <path>', params: '--sku-params <json>' },
        {
          path: { en: 'page of the goods', zh: '商品详情页路径' },
          params: { en: 'parameters of that page, a JSON object as text', zh: '商品详情页参数，JSON 对象的文本' }
        },
        COPY
      )
    ),
    meaning: { en: 'page of the goods', zh: '商品详情页' },
    source: COPY
  },
  {
    key: 'skuAttr',
    type: 'json-text',
    required: true,
    when: { key: 'type', is: ['101', '102', '103', '104', '105', '106', '107'] },
    limits: { object: { when: { key: 'type', is: '101' }, of: NUMBER_CARD } },
    meaning: {
      en: 'attributes of that type, a JSON object as text; what stands in it is documented for number cards alone',
      zh: '该商品类型的属性，JSON 对象的文本；只有号卡的内容有文档'
    },
    source: COPY,
    disputed: {
      en: 'one copy of the official table wants it of types 101–107 and 402–406, another of 101–107 alone',
      zh: '一份官方表格的副本要求 101–107 和 402–406 传，另一份只要求 101–107'
    },
    flag: { syntax: '--sku-attr <json>' }
  }
]

/** The types of goods that need skuAttr by one source and not by another. */
export const SKU_ATTR_DISPUTED: readonly string[] = ['402', '403', '404', '405', '406']

/** A way of payment that one SDK can hide, and the official page does not name. */
export const WAY_DISPUTED = '10'

/** `data` of tt.requestOrder: the order that is signed on the server and handed to the client as text. */
export const ORDER_FIELDS: readonly OrderField[] = [
  {
    key: 'skuList',
    type: 'list',
    required: true,
    ...oneOf(SKU),
    meaning: { en: 'what is bought: for now exactly one entry', zh: '商品列表，目前只能有一项' },
    source: PAGE
  },
  {
    key: 'outOrderNo',
    type: 'string',
    required: true,
    limits: { bytes: 64 },
    meaning: { en: 'your order number, unique', zh: '开发者侧订单号，不可重复' },
    source: `${PAGE}; its limit: sdk`,
    flag: { syntax: '--out-order-no <number>' },
    default: { kind: 'fresh-number' }
  },
  {
    key: 'totalAmount',
    type: 'number',
    required: true,
    unit: 'fen',
    limits: AMOUNT,
    meaning: {
      en: 'what is paid, in fen (in diamonds with currency DIAMOND), discounts of the merchant taken off: 100 is ¥1.00',
      zh: '支付金额，单位为分（currency 为 DIAMOND 时为钻石数），已扣除商家优惠；100 即 ¥1.00'
    },
    source: AMOUNT_SOURCE,
    flag: { syntax: '--amount <fen>' }
  },
  {
    key: 'currency',
    type: 'string',
    required: false,
    limits: { oneOf: ['CNY', 'DIAMOND'] },
    meaning: {
      en: 'CNY when absent; iOS has to send DIAMOND for virtual goods, Android may leave it out',
      zh: '默认 CNY；iOS 的虚拟商品必须传 DIAMOND，安卓可不传'
    },
    source: PAGE,
    flag: { syntax: '--currency <word>' }
  },
  {
    key: 'payExpireSeconds',
    type: 'number',
    required: false,
    unit: 'seconds',
    limits: { min: 0, max: 172_800 },
    meaning: {
      en: 'seconds until the order times out, up to 48 hours; absent or 0 is 300',
      zh: '支付超时时间，单位为秒，最长 48 小时；不传或 0 为 300'
    },
    source: PAGE,
    flag: { syntax: '--expire-seconds <seconds>' }
  },
  {
    key: 'payNotifyUrl',
    type: 'string',
    required: false,
    limits: { bytes: 512, url: 'https' },
    meaning: {
      en: 'where the payment callback goes, in place of the address of the console, which must be set and published anyway',
      zh: '支付回调地址，覆盖控制台配置的地址；控制台仍须配置并发布'
    },
    source: `${PAGE}; its length: sdk`,
    flag: { syntax: '--notify-url <url>' },
    default: { kind: 'setting', setting: 'notify_url' }
  },
  {
    key: 'merchantUid',
    type: 'string',
    required: false,
    meaning: {
      en: 'who collects, a merchant that is bound to the app',
      zh: '收款商户号，须是该小程序绑定的商户'
    },
    source: PAGE,
    flag: { syntax: '--merchant-uid <uid>' }
  },
  {
    key: 'orderEntrySchema',
    type: 'object',
    required: true,
    ...objectOf(
      schema(
        { path: '--path <path>', params: '--params <json>' },
        {
          path: { en: 'page with the details of the order', zh: '订单详情页路径' },
          params: { en: 'parameters of that page, a JSON object as text', zh: '订单详情页参数，JSON 对象的文本' }
        },
        PAGE
      )
    ),
    meaning: { en: 'page with the details of the order', zh: '订单详情页' },
    source: PAGE
  },
  {
    key: 'limitPayWayList',
    type: 'list',
    required: false,
    limits: { list: { each: { type: 'number', limits: { oneOf: ['1', '2', WAY_DISPUTED] } } } },
    meaning: {
      en: 'ways of payment to hide: 1 WeChat, 2 Alipay, 10 Douyin Pay',
      zh: '屏蔽的支付方式：1 微信，2 支付宝，10 抖音支付'
    },
    source: `${PAGE}; 10: sdk`,
    disputed: {
      en: 'the official page has 1 and 2, one SDK 10 too',
      zh: '官方页面只有 1 和 2，一个 SDK 还有 10'
    },
    flag: { syntax: '--limit-pay-way <list>' }
  },
  {
    key: 'promotionId',
    type: 'string',
    required: false,
    meaning: {
      en: "the merchant's promotion, from tt.triggerRetentionPopup",
      zh: '商家营销活动 id，来自 tt.triggerRetentionPopup'
    },
    source: PAGE,
    flag: { syntax: '--promotion-id <id>' }
  },
  {
    key: 'payScene',
    type: 'string',
    required: false,
    limits: { oneOf: ['IM'] },
    meaning: { en: 'IM: iOS pays through the page of a chat', zh: 'IM：iOS 通过 IM 页面支付' },
    source: 'official-mirror and sdk; not on the page that was read',
    disputed: {
      en: 'copies of the official table have it, the page itself, as it was read, does not',
      zh: '官方表格的副本里有它，读到的官方页面里没有'
    },
    flag: { syntax: '--pay-scene <word>' }
  }
]

/**
 * Every member of the order that is no object and no list of objects, by its dotted path: what options fill, and what
 * findings name. The one entry of skuList is `skuList.0`.
 */
export function flatFields(fields = ORDER_FIELDS, prefix = '', isNeeded = true): OrderField[] {
  return fields.flatMap((field) => {
    const key = `${prefix}${field.key}`
    const { inside, type } = field
    // What is required of an object that may be absent is not required by itself.
    const required = field.required && isNeeded
    return inside
      ? flatFields(inside, `${key}.${type === 'list' ? '0.' : ''}`, required)
      : [{ ...field, key, required }]
  })
}
