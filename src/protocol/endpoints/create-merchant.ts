import { CALLER, SIGN, SUB_MERCHANT_ID } from './common-fields.js'
import type { Both, Endpoint, Field } from './endpoint.js'

export const createMerchant: Endpoint = {
  name: 'create_merchant',
  command: 'merchant create',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/create_merchant',
  summary: { en: 'Onboard a merchant by interface, without a page (接口进件)', zh: '接口进件，不经过页面' },
  description: {
    en: 'The body is large: write it to a file for --from, or give its parts as @file. The members that hold JSON are objects and arrays in the C# SDK, but how the platform signs those is not known: they are sent as strings of JSON, which every source signs alike. Images are uploaded before, with merchant upload-image.',
    zh: '请求体较大：可写成文件用 --from 传入，或用 @文件 逐个给出。内容为 JSON 的字段在 C# SDK 中是对象和数组，但平台如何对它们签名并不清楚：这里以 JSON 字符串发送，各来源对字符串的签名一致。图片请先用 merchant upload-image 上传。'
  },
  examples: [
    'ecpay merchant create --from merchant.json --dry-run',
    'ecpay merchant create --from merchant.json --business-license @license.json --legal-person @person.json'
  ],
  sandbox: false,
  movesMoney: false,
  source: 'sdk',
  fields: [
    ...CALLER,
    {
      ...text('out_order_id', '', { en: 'your number of the application', zh: '自定义进件单号' }),
      flag: { syntax: '--out-order-id <number>', fallback: 'generated' }
    },
    { ...SUB_MERCHANT_ID, required: false, flag: { syntax: '--sub-merchant-id <id>' } },
    number('type', '--type <n>', { en: 'kind of onboarding; its values are not public', zh: '进件类型，取值未见公开' }),
    text('callback_url', '--callback-url <url>', { en: 'where the result goes', zh: '进件结果通知地址' }),
    json('channels', '--channels <json>', { en: 'the channels, a list', zh: '进件渠道列表' }),
    number('merchant_type', '--merchant-type <n>', {
      en: 'kind of merchant; its values are not public',
      zh: '商户类型，取值未见公开'
    }),
    text('merchant_name', '--merchant-name <text>', { en: 'name', zh: '商户名称' }),
    text('merchant_short_name', '--merchant-short-name <text>', { en: 'short name', zh: '商户简称' }),
    text('province_code', '--province-code <code>', { en: 'province', zh: '省份编码' }),
    text('city_code', '--city-code <code>', { en: 'city', zh: '城市编码' }),
    text('district_code', '--district-code <code>', { en: 'district', zh: '区县编码' }),
    text('registered_addr', '--registered-addr <text>', { en: 'registered address', zh: '注册地址' }),
    json('business_license', '--business-license <json>', { en: 'the licence', zh: '营业执照信息' }),
    json('legal_person', '--legal-person <json>', { en: 'the legal person', zh: '法人信息' }),
    json('merchant_card_info', '--merchant-card-info <json>', { en: 'the account to settle to', zh: '结算账户信息' }),
    json('merchant_operation_info', '--merchant-operation-info <json>', { en: 'the contact', zh: '商户管理员信息' }),
    json('industry_code', '--industry-code <json>', { en: 'the industry, a list', zh: '行业编码列表' }),
    text('create_name', '--create-name <text>', { en: 'who applies', zh: '申请人姓名' }),
    {
      ...json('ext_evidences', '--ext-evidences <json>', { en: 'further images, a list', zh: '补充材料图片列表' }),
      required: false
    },
    {
      ...json('industry_info_pic_urls', '--industry-info-pic-urls <json>', {
        en: 'permits, a list',
        zh: '行业资质图片列表'
      }),
      required: false
    },
    {
      ...text('beneficiary_type', '--beneficiary-type <type>', { en: 'kind of beneficiary', zh: '受益人类型' }),
      required: false
    },
    { ...json('beneficiary', '--beneficiary <json>', { en: 'the beneficiary', zh: '受益人信息' }), required: false },
    SIGN
  ],
  answer: [
    { path: 'apply_id', meaning: { en: 'number of the application', zh: '申请单号' } },
    { path: 'merchant_id', meaning: { en: 'the merchant (商户号)', zh: '商户号' } }
  ],
  errNos: [0, 2008]
}

function text(key: string, syntax: string, meaning: Both): Field {
  return { key, type: 'string', required: true, meaning, source: 'sdk', flag: { syntax } }
}

function number(key: string, syntax: string, meaning: Both): Field {
  return { key, type: 'number', required: true, meaning, source: 'sdk', flag: { syntax } }
}

function json(key: string, syntax: string, meaning: Both): Field {
  return { key, type: 'json-text', required: true, meaning, source: 'sdk; an object or array there', flag: { syntax } }
}
