import { APP_ID, COMPONENT_ACCESS_TOKEN, LINK, PROVIDER_ID, SIGN, URL_TYPE } from './common-fields.js'
import type { Endpoint } from './endpoint.js'

export const getAppMerchant: Endpoint = {
  name: 'get_app_merchant',
  command: 'merchant get-app',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/get_app_merchant',
  summary: {
    en: 'A page where a provider onboards an app that authorised it (授权小程序进件)',
    zh: '服务商获取授权小程序进件的页面链接'
  },
  examples: [
    'ecpay merchant get-app --thirdparty-id tt_provider_1',
    'ecpay merchant get-app --thirdparty-id tt_provider_1 --url-type 2'
  ],
  sandbox: true,
  movesMoney: false,
  source: 'sdk',
  fields: [PROVIDER_ID, COMPONENT_ACCESS_TOKEN, APP_ID, URL_TYPE, SIGN],
  answer: LINK,
  errNos: [0, 2008]
}
