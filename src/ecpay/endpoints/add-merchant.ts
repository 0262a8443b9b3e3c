import type { Endpoint } from '../../protocol/system/endpoint.js'
import { COMPONENT_ACCESS_TOKEN, LINK, PROD_ID, PROVIDER_ID, URL_TYPE } from './common-fields.js'

export const addMerchant: Endpoint = {
  name: 'add_merchant',
  command: 'merchant add',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/add_merchant',
  summary: { en: 'A page where a provider onboards itself (服务商进件)', zh: '获取服务商自己进件的页面链接' },
  description: {
    en: 'There is no sign: the access token of the provider authenticates the call, from ECPAY_ACCESS_TOKEN or --access-token-file. The id of the provider has another name here than elsewhere: thirdparty_component_id.',
    zh: '不签名，用服务商的 access token 认证：来自 ECPAY_ACCESS_TOKEN 或 --access-token-file。服务商 id 在这里的字段名与其他接口不同：thirdparty_component_id。'
  },
  examples: [
    'ecpay merchant add --thirdparty-id tt_provider_1',
    'ecpay merchant add --thirdparty-id tt_provider_1 --url-type 2 | jq -r .url'
  ],
  sandbox: true,
  movesMoney: false,
  source: 'official',
  fields: [
    { ...PROVIDER_ID, key: 'thirdparty_component_id', source: 'official' },
    COMPONENT_ACCESS_TOKEN,
    URL_TYPE,
    PROD_ID
  ],
  answer: LINK,
  errNos: [0]
}
