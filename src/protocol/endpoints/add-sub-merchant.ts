import { LINK, PROVIDER_ID, SIGN, SUB_MERCHANT_ID, URL_TYPE } from './common-fields.js'
import type { Endpoint } from './endpoint.js'

export const addSubMerchant: Endpoint = {
  name: 'add_sub_merchant',
  command: 'merchant add-sub',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/add_sub_merchant',
  summary: {
    en: 'A page where a partner of the provider is onboarded (服务商的合作方进件)',
    zh: '服务商获取合作方（分账方）进件的页面链接'
  },
  examples: ['ecpay merchant add-sub partner_1 --thirdparty-id tt_provider_1'],
  sandbox: true,
  movesMoney: false,
  source: 'sdk',
  fields: [PROVIDER_ID, SUB_MERCHANT_ID, URL_TYPE, SIGN],
  answer: LINK,
  errNos: [0, 2008]
}
