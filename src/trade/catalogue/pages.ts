const SITE = 'https://developer.open-douyin.com/docs/resource/zh-CN'
const SERVER = `${SITE}/mini-app/develop/server`

/** Pages of the platform. Where only a copy could be read, the address is that of the copy. */
export const PAGE = {
  requestOrder: `${SITE}/mini-app/develop/api/industry/general_trade/create_order/request-order`,
  signature: `${SERVER}/signature-algorithm`,
  commonParameters: `${SERVER}/trade-system/agency-trade-system/common-param`,
  errorCodes: `${SERVER}/trade-system/agency-trade-system/error-code`,
  queryOrder: `${SERVER}/payment/trade-system/general/order/query-order`,
  createRefund: `${SERVER}/trade-system/general/refund/create-refund`,
  auditRefund: `${SERVER}/payment/trade-system/general/refund/refund-audit`,
  refundTableCopy: 'https://apifox.com/apidoc/docs-site/3671297/api-129657207',
  settleTableCopy: 'https://apifox.com/apidoc/docs-site/3671297/api-129527413',
  oldSettleTableCopy: 'https://apifox.com/apidoc/docs-site/3671297/api-129774142',
  agreement: `${SERVER}/payment/management-capacity/periodic-deduction/sign/query-sign-order`,
  deduction: `${SERVER}/payment/management-capacity/periodic-deduction/pay/sign-pay-callback`,
  clientToken: `${SERVER}/interface-request-credential/non-user-authorization/get-client_token`,
  status: `${SITE}/dop/develop/openapi/status-code`
} as const
