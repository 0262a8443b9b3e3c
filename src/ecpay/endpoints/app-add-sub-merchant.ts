import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, LINK, ROLE, SIGN, SUB_MERCHANT_ID, URL_TYPE } from './common-fields.js'

export const appAddSubMerchant: Endpoint = {
  name: 'app_add_sub_merchant',
  command: 'merchant app-add-sub',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/app_add_sub_merchant',
  summary: {
    en: 'A page where a partner of the app is onboarded, to share in settlements (开发者的合作方进件)',
    zh: '小程序开发者获取合作方（分账方）进件的页面链接'
  },
  examples: ['ecpay merchant app-add-sub partner_1', 'ecpay merchant app-add-sub partner_1 --env sandbox | jq -r .url'],
  sandbox: true,
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    APP_ID,
    SUB_MERCHANT_ID,
    URL_TYPE,
    SIGN,
    {
      ...ROLE,
      unsigned: true,
      meaning: {
        en: `${ROLE.meaning.en}; not signed, says the page of this call, unlike any other field`,
        zh: `${ROLE.meaning.zh}；本接口页面写明它不参与签名，与其他字段不同`
      }
    }
  ],
  answer: LINK,
  errNos: [0, 2008]
}
