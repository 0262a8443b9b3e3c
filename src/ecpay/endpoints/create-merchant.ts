import type { Both } from '../../language.js'
import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { CALLER, NUMBER_WITHOUT_LIMIT, SIGN, SUB_MERCHANT_ID } from './common-fields.js'

export const createMerchant: Endpoint = {
  name: 'create_merchant',
  command: 'merchant create',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/create_merchant',
  summary: { en: 'Onboard a merchant by interface, without a page (接口进件)', zh: '接口进件，不经过页面' },
  description: {
    en: 'The body is large: write it to a file for --from, or give its parts as @file. The fields that hold JSON are objects and arrays in the official table, but no page says how those are signed: here they are strings of JSON, which every source signs alike. To send objects and arrays, as in the official sample, say by which rule: --nested go or json. Images are uploaded before, with merchant upload-image.',
    zh: '请求体较大：可写成文件用 --from 传入，或用 @文件 逐个给出。内容为 JSON 的字段在官方表格中是对象和数组，但没有页面说明如何签名：这里以 JSON 字符串发送，各来源对字符串的签名一致。要像官方示例那样发送对象和数组，请用 --nested go 或 json 指定签名规则。图片请先用 merchant upload-image 上传。'
  },
  examples: [
    'ecpay merchant create --from merchant.json --dry-run',
    'ecpay merchant create --from official-sample.json --nested json',
    'ecpay merchant create --from merchant.json --business-license @license.json --legal-person @person.json'
  ],
  sandbox: false,
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    ...CALLER,
    {
      ...text('out_order_id', '', { en: 'your number of the application', zh: '自定义进件单号' }),
      limits: NUMBER_WITHOUT_LIMIT,
      flag: { syntax: '--out-order-id <number>' },
      default: { kind: 'fresh-number' }
    },
    { ...SUB_MERCHANT_ID, required: false, flag: { syntax: '--sub-merchant-id <id>' } },
    number('type', 5, '--type <n>', {
      en: '1 developer, for the collecting merchant of the app; 2 developer, for a partner; 3 provider, for itself; 4 provider, for the collecting merchant of an app; 5 provider, for a partner of an app',
      zh: '1 开发者为小程序收款商户，2 开发者为合作方，3 服务商为自己，4 服务商为小程序收款商户，5 服务商为小程序合作方'
    }),
    text('callback_url', '--callback-url <url>', { en: 'where the result goes', zh: '进件结果通知地址' }),
    json('channels', '--channels <json>', {
      en: 'the channels, a list of hz (Douyin Pay), alipay, wx',
      zh: '进件渠道列表：hz（抖音支付）、alipay、wx'
    }),
    number('merchant_type', 8, '--merchant-type <n>', {
      en: '1 person, 2 company, 3 self-employed, 4 micro merchant, 5 public institution, 6 private non-enterprise, 7 association, 8 party or state body',
      zh: '1 个人，2 企业，3 个体工商户，4 小微商户，5 事业单位，6 民办非企业，7 社会团体，8 党政机关'
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
  return { key, type: 'string', required: true, meaning, source: 'official-mirror', flag: { syntax } }
}

/** @param max the highest value; the lowest is 1 */
function number(key: string, max: number, syntax: string, meaning: Both): Field {
  return {
    key,
    type: 'number',
    required: true,
    limits: { min: 1, max },
    meaning,
    source: 'official-mirror',
    flag: { syntax }
  }
}

function json(key: string, syntax: string, meaning: Both): Field {
  return {
    key,
    type: 'json-text',
    required: true,
    meaning,
    source: 'official-mirror; an object or array there',
    flag: { syntax }
  }
}
