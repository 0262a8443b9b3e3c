import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, LINK, PROVIDER_ID, SIGN, URL_TYPE } from './common-fields.js'

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
  description: {
    en: 'No token: the official table has none. One C# SDK sends component_access_token as well, which is signed then as any other field is.',
    zh: '不需要 token：官方表格中没有。有一个 C# SDK 还会传 component_access_token，此时它和其他字段一样参与签名。'
  },
  examples: [
    'ecpay merchant get-app --thirdparty-id tt_provider_1',
    'ecpay merchant get-app --thirdparty-id tt_provider_1 --url-type 2'
  ],
  sandbox: true,
  movesMoney: false,
  source: 'official-mirror',
  fields: [PROVIDER_ID, APP_ID, URL_TYPE, SIGN],
  answer: LINK,
  errNos: [0, 2008]
}
