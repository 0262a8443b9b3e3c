import { DISABLE_MSG, THIRDPARTY_ID } from '../common-members.js'
import { type CallMapping, changed, gone, needed, optional, renamed } from '../mapping.js'

export const createOrder: CallMapping = {
  from: 'create_order',
  to: { name: 'tt.requestOrder' },
  about: {
    en: 'There is no call to your server any more. Your server signs `data`, the client passes it to tt.requestOrder as text, and then calls tt.getOrderPayment in place of tt.pay. There is no order_token; the order number comes from the client, or from order_query.',
    zh: '下单不再调用服务端接口：服务端只对 `data` 签名，客户端把它作为文本传给 tt.requestOrder，再用 tt.getOrderPayment 代替 tt.pay。没有 order_token；平台订单号由客户端返回，或用 order_query 查询。'
  },
  members: [
    gone('app_id', { en: 'It is in byteAuthorization, as appid.', zh: '放在 byteAuthorization 中，名为 appid。' }),
    renamed('out_order_no', 'outOrderNo', { en: 'At most 64 bytes.', zh: '最长 64 字节。' }),
    renamed('total_amount', 'totalAmount', {
      en: 'In fen, as before; in diamonds with currency DIAMOND.',
      zh: '仍为分；currency 为 DIAMOND 时为钻石数。'
    }),
    renamed('subject', 'skuList.0.title', { en: 'At most 256 bytes.', zh: '最长 256 字节。' }),
    gone('body', { en: 'The order has a title and a picture only.', zh: '订单只有标题和图片，没有详情字段。' }),
    renamed('valid_time', 'payExpireSeconds', {
      en: 'Still seconds, up to 48 hours. The default is 300.',
      zh: '仍为秒，最长 48 小时；默认 300。'
    }),
    gone('sign', {
      en: 'byteAuthorization takes its place, made with the private RSA key of the app.',
      zh: '由 byteAuthorization 代替，用应用的 RSA 私钥生成。'
    }),
    renamed('notify_url', 'payNotifyUrl', {
      en: 'Works only if the console has an address too, and it is published.',
      zh: '控制台也必须配置并发布回调地址，否则不生效。'
    }),
    gone('cp_extra', {
      en: 'Keep it on your server by outOrderNo.',
      zh: '请在后端按 outOrderNo 保存。'
    }),
    changed('msg_page', ['orderEntrySchema.path', 'orderEntrySchema.params'], 'page-to-schema', {
      en: 'The path without a slash at its start; what stood after ? is params, JSON as text. It is the page with the details of the order.',
      zh: '路径不以 / 开头；? 后面的参数写入 params（JSON 文本）。这是订单详情页。'
    }),
    renamed('store_uid', 'merchantUid', {
      en: 'A merchant that is bound to the app; no white list.',
      zh: '该小程序绑定的商户号，不需要加白。'
    }),
    DISABLE_MSG,
    changed('limit_pay_way', 'limitPayWayList', 'ways-to-numbers', {
      en: 'LIMIT_WX is 1, LIMIT_ALI 2. LIMIT_DYZF is 10 in one SDK only.',
      zh: 'LIMIT_WX 为 1，LIMIT_ALI 为 2；LIMIT_DYZF 为 10，只见于一个 SDK。'
    }),
    gone('expand_order_info', { en: 'There is no field for delivery fees.', zh: '没有配送费字段。' }),
    gone('nonce', { en: 'byteAuthorization has its own nonce_str.', zh: 'byteAuthorization 自带 nonce_str。' }),
    THIRDPARTY_ID
  ],
  added: [
    needed('skuList.0.skuId', {
      en: 'Your id of the goods: `trade order --sku-id`.',
      zh: '开发者侧商品 id：`trade order --sku-id`。'
    }),
    needed(
      'skuList.0.price',
      {
        en: 'Price of one. Taken from total_amount, for a quantity of 1.',
        zh: '单价。取自 total_amount，按数量 1 计。'
      },
      { from: 'total_amount' }
    ),
    needed('skuList.0.quantity', { en: '1 to 100.', zh: '1 到 100。' }, { json: '1' }),
    needed('skuList.0.imageList', {
      en: 'One picture of the goods: `trade order --image`.',
      zh: '一张商品图片：`trade order --image`。'
    }),
    needed('skuList.0.type', {
      en: 'Type of the goods, which has to fit the industry of the app: `trade order --type`.',
      zh: '商品类型，须符合小程序所属行业：`trade order --type`。'
    }),
    needed('skuList.0.tagGroupId', {
      en: 'Tag group of that type, which says how it is refunded: `trade order --tag-group`, or from the type if it has only one.',
      zh: '该类型的标签组，决定退款规则：`trade order --tag-group`；类型只有一个标签组时自动填入。'
    }),
    needed('orderEntrySchema.path', {
      en: 'Page with the details of the order: `trade order --path`. From msg_page if the old body has it.',
      zh: '订单详情页路径：`trade order --path`；旧请求体有 msg_page 时取自它。'
    }),
    optional('skuList.0.skuAttr', {
      en: 'Attributes as JSON text, needed for types 101–107 (in one source also 402–406): `trade order --sku-attr`.',
      zh: '商品属性，JSON 文本；类型 101–107 必填（有来源称 402–406 也必填）：`trade order --sku-attr`。'
    }),
    optional('currency', {
      en: 'iOS has to send DIAMOND for virtual goods: `trade order --currency`.',
      zh: 'iOS 的虚拟商品必须传 DIAMOND：`trade order --currency`。'
    })
  ],
  answer: [
    {
      from: 'data.order_id',
      to: 'orderId',
      note: { en: 'In success of tt.requestOrder.', zh: '在 tt.requestOrder 的 success 回调中。' }
    },
    {
      from: 'data.order_token',
      note: { en: 'tt.getOrderPayment takes the orderId alone.', zh: 'tt.getOrderPayment 只需要 orderId。' }
    }
  ]
}
