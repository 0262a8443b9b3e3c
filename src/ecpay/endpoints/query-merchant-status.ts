import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, SIGN, SUB_MERCHANT_ID, THIRDPARTY_ID } from './common-fields.js'

export const queryMerchantStatus: Endpoint = {
  name: 'query_merchant_status',
  command: 'merchant status',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/query_merchant_status',
  summary: { en: 'Ask how far onboarding is, by channel (进件状态查询)', zh: '进件状态查询，按渠道返回' },
  description: {
    en: 'No token: no source has one for this call. A provider that asks for an app or its partner gives app_id too, with -d.',
    zh: '不需要 token：没有资料显示本接口使用 token。服务商查询授权小程序或其合作方时，还要用 -d 传 app_id。'
  },
  examples: [
    'ecpay merchant status --sub-merchant-id partner_1',
    'ecpay merchant status --merchant-id 70000000000000000001 --json | jq .response.body.merchant_status_info'
  ],
  sandbox: false,
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    THIRDPARTY_ID,
    { ...APP_ID, unless: 'thirdparty_id', notBeside: 'thirdparty_id' },
    {
      key: 'merchant_id',
      type: 'string',
      required: true,
      unless: 'sub_merchant_id',
      meaning: { en: 'the merchant (商户号)', zh: '商户号' },
      source: 'sdk',
      flag: { syntax: '--merchant-id <id>' }
    },
    { ...SUB_MERCHANT_ID, required: false, flag: { syntax: '--sub-merchant-id <id>' } },
    SIGN
  ],
  answer: [
    {
      path: 'merchant_status_info',
      meaning: {
        en: 'by channel: status, reject_reason, legal_validation_url, legal_sign_url, merchant_id; the values of status are not public. Older answers had a number a channel instead (wx, alipay)',
        zh: '按渠道：status、reject_reason、legal_validation_url、legal_sign_url、merchant_id；status 的取值未见公开。旧版响应是每个渠道一个数字（wx、alipay）'
      }
    }
  ],
  errNos: [0, 2008]
}
