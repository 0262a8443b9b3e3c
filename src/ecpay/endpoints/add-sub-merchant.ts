import type { Endpoint } from '../../protocol/system/endpoint.js'
import { LINK, PROD_ID, PROVIDER_ID, ROLE, SIGN, SUB_MERCHANT_ID, URL_TYPE } from './common-fields.js'

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
  source: 'official-mirror',
  fields: [
    PROVIDER_ID,
    SUB_MERCHANT_ID,
    URL_TYPE,
    SIGN,
    PROD_ID,
    {
      ...ROLE,
      meaning: { en: `${ROLE.meaning.en}; with prod_id 2 only`, zh: `${ROLE.meaning.zh}；仅 prod_id 为 2 时使用` }
    }
  ],
  answer: LINK,
  errNos: [0, 2008]
}
