import { APP_ID, CURRENCY, DISABLE_MSG, GENERAL, NOTIFY_URL, SIGN, THIRDPARTY_ID } from '../common-members.js'
import { type CallMapping, changed, gone, needed, optional, renamed, same } from '../mapping.js'

export const createRefund: CallMapping = {
  from: 'create_refund',
  to: { name: 'refund_create', path: `${GENERAL}/refund_create/` },
  about: {
    en: "A refund names the platform's order_id, and either the whole order or the items. Users can start refunds too: answer the refund-apply callback. Refunds that you start are not audited.",
    zh: '退款按平台订单号 order_id 发起，并指明整单退款或按商品退款。用户也能发起退款，需要处理退款申请回调；开发者发起的退款不需要审核。'
  },
  members: [
    APP_ID,
    gone('out_order_no', {
      en: 'Send order_id in its place: order_query tells it by out_order_no.',
      zh: '改传 order_id；可用 order_query 按 out_order_no 查到。'
    }),
    same('out_refund_no', { en: 'At most 64 bytes.', zh: '最长 64 字节。' }),
    renamed('refund_amount', 'refund_total_amount', {
      en: 'In fen; with refund_all it is what was paid.',
      zh: '单位为分；refund_all 为 true 时等于实付金额。'
    }),
    changed('reason', 'refund_reason', 'reason-to-list', {
      en: 'A list of up to 10 {code, text}: 101 not wanted, 102 service of the merchant, 103 quality, 999 other. The text has less than 50 characters.',
      zh: '最多 10 项的列表 {code, text}：101 不想要了，102 商家服务原因，103 商品质量问题，999 其他；text 少于 50 字。'
    }),
    SIGN,
    NOTIFY_URL,
    same('cp_extra', {
      en: 'At most 2048 bytes. One source requires it: always send it.',
      zh: '最长 2048 字节。有来源称必填，建议始终传。'
    }),
    changed('msg_page', ['order_entry_schema.path', 'order_entry_schema.params'], 'page-to-schema', {
      en: 'The page with the details of the refund: the path without a slash, the parameters as JSON text.',
      zh: '退款详情页：路径不以 / 开头，参数写成 JSON 文本。'
    }),
    DISABLE_MSG,
    gone('all_settle', {
      en: 'There is no such switch. is_all_settled in the callback says where the money came from.',
      zh: '没有这个开关；回调中的 is_all_settled 说明资金来源。'
    }),
    THIRDPARTY_ID
  ],
  added: [
    needed('order_id', {
      en: "The platform's order number, from the payment callback or order_query: `-d order_id=…`",
      zh: '平台订单号，来自支付回调或 order_query：`-d order_id=…`'
    }),
    needed('order_entry_schema.path', {
      en: 'Page with the details of the refund: `-d order_entry_schema.path=…` From msg_page if the old body has it.',
      zh: '退款详情页路径：`-d order_entry_schema.path=…`；旧请求体有 msg_page 时取自它。'
    }),
    optional('refund_all', {
      en: 'true refunds the whole order, if nothing was refunded before. Without it, item_order_detail is needed.',
      zh: 'true 为整单退款，仅限还没有退过款的订单；不传则必须传 item_order_detail。'
    }),
    optional('item_order_detail', {
      en: 'What is refunded of which item: {item_order_id, refund_amount} each, the ids from order_query.',
      zh: '按商品退款：每项为 {item_order_id, refund_amount}，id 来自 order_query。'
    }),
    CURRENCY
  ],
  answer: [{ from: 'refund_no', to: 'data.refund_id' }]
}
