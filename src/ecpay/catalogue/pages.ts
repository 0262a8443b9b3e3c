const DOCS = 'https://developer.open-douyin.com/docs/resource/zh-CN/mini-app'

/** Pages of the platform. Where only a copy could be read, the address is that of the copy. */
export const PAGE = {
  queryOrder: `${DOCS}/develop/server/ecpay/pay-list/query`,
  queryOrderCopy: 'https://douyin.apifox.cn/api-130373005',
  queryRefundCopy: 'https://apifox.com/apidoc/docs-site/3671297/api-130387248',
  queryReturnCopy: 'https://douyin.apifox.cn/api-130548761',
  paymentCallback: `${DOCS}/develop/server/ecpay/pay-list/callback`,
  refundCallback: `${DOCS}/develop/server/ecpay/refund-list/callback`,
  settleCallbackCopy: 'https://apifox.com/apidoc/docs-site/3671297/api-130407546',
  ttPay: `${DOCS}/develop/server/ecpay/pay-list/tt-pay`,
  orderPush: `${DOCS}/develop/server/ecpay/order/order-sync`,
  merchantStatus: `${DOCS}/develop/server/ecpay/apply/query`,
  oldCashier:
    'https://developer.toutiao.com/dev/cn/mini-app/develop/open-capacity/payment/mini-app-pay-plugin-reference/faq',
  sandbox: `${DOCS}/open-capacity/guaranteed-payment/sandbox`
} as const
