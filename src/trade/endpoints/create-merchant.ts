import type { Both } from '../../language.js'
import type { Endpoint, Field, Member } from '../../protocol/system/endpoint.js'
import { APP_ID, NUMBER, THIRDPARTY_ID } from './common-fields.js'
import { onboardingCall } from './onboarding.js'

type More = Partial<Field>

const text = (key: string, syntax: string, en: string, zh: string, more: More = {}): Field => ({
  key,
  type: 'string',
  required: true,
  meaning: { en, zh },
  source: 'official',
  flag: { syntax },
  ...more
})

const object = (key: string, syntax: string, meaning: Both, of: readonly Member[], more: More = {}): Field => ({
  key,
  type: 'object',
  required: true,
  limits: { object: { of } },
  meaning,
  source: 'official',
  flag: { syntax },
  ...more
})

/** A member of one of the objects: `?` behind its key if it may be absent, `#` in front if it is a number. */
function inner(named: string): Member {
  const [, isNumber, key = '', isOptional] = /^(#?)(\w+)(\??)$/.exec(named) ?? []
  return { key, type: isNumber ? 'number' : 'string', required: !isOptional }
}

/** An image for each channel. */
const images = (key: string, required = true): Member => ({
  key,
  type: 'list',
  required,
  limits: { list: { of: ['channel', 'url'].map(inner) } }
})

/** Images as a member of the body. */
const imageList = (key: string, syntax: string, en: string, zh: string): Field => ({
  ...images(key, false),
  meaning: { en, zh },
  source: 'official',
  flag: { syntax }
})

const PERSON = ['name', 'begin_date', 'exp_date', 'address?', '#id_type', 'id_no'].map(inner)

export const createMerchant: Endpoint = onboardingCall('create_merchant', {
  command: 'merchant create',
  summary: { en: 'Onboard a merchant by interface, without a page (接口进件)', zh: '接口进件，不经过页面' },
  description: {
    en: 'The body is large: write it to a file for --from, or give its parts as @file. Unlike in 担保支付, its parts are objects and arrays, for there is no signature. type and merchant_type are texts here and numbers there.',
    zh: '请求体较大：可写成文件用 --from 传入，或用 @文件 逐个给出。与担保支付不同，没有签名，各部分就是对象和数组。type 和 merchant_type 在这里是字符串，在担保支付中是数字。'
  },
  examples: [
    'ecpay trade merchant create --from merchant.json --dry-run',
    'ecpay trade merchant create --from merchant.json --business-license @license.json'
  ],
  fields: [
    { ...APP_ID, required: false },
    THIRDPARTY_ID,
    text('out_order_id', '--out-order-id <number>', 'your number of the application', '自定义进件单号', {
      limits: NUMBER,
      default: { kind: 'fresh-number' }
    }),
    text(
      'sub_merchant_id',
      '--sub-merchant-id <id>',
      'the partner, under a number of your own',
      '合作方标识，由你自定',
      {
        required: false
      }
    ),
    text(
      'type',
      '--type <n>',
      '1 developer, for the collecting merchant of the app; 2 developer, for a partner; 3 provider, for itself; 4 provider, for the collecting merchant of an app; 5 provider, for a partner of an app',
      '1 开发者为小程序收款商户，2 开发者为合作方，3 服务商为自己，4 服务商为小程序收款商户，5 服务商为小程序合作方',
      { limits: { oneOf: ['1', '2', '3', '4', '5'] }, source: 'official; its values as in the call of 担保支付' }
    ),
    text('callback_url', '--callback-url <url>', 'where the result goes', '进件结果通知地址', {
      required: false,
      limits: { url: 'https' }
    }),
    {
      key: 'channels',
      type: 'list',
      required: true,
      limits: { list: { least: 1, each: { type: 'string', limits: { oneOf: ['hz', 'alipay', 'wx'] } } } },
      meaning: { en: 'the channels, with commas between them', zh: '进件渠道，多个用逗号分隔' },
      source: 'official; its values as in the call of 担保支付',
      flag: { syntax: '--channels <list>' }
    },
    text(
      'merchant_type',
      '--merchant-type <n>',
      '1 person, 2 company, 3 self-employed, 4 micro merchant, 5 public institution, 6 private non-enterprise, 7 association, 8 party or state body',
      '1 个人，2 企业，3 个体工商户，4 小微商户，5 事业单位，6 民办非企业，7 社会团体，8 党政机关',
      {
        limits: { oneOf: ['1', '2', '3', '4', '5', '6', '7', '8'] },
        source: 'official; its values as in the call of 担保支付'
      }
    ),
    text('merchant_name', '--merchant-name <text>', 'name', '商户名称'),
    text('merchant_short_name', '--merchant-short-name <text>', 'short name', '商户简称'),
    text('province_code', '--province-code <code>', 'province', '省份编码'),
    text('city_code', '--city-code <code>', 'city', '城市编码'),
    text('district_code', '--district-code <code>', 'district', '区县编码'),
    text('registered_addr', '--registered-addr <text>', 'registered address', '注册地址'),
    object('business_license', '--business-license <json>', { en: 'the licence', zh: '营业执照信息' }, [
      ...['#business_license_type', 'business_license_code', 'begin_date', 'end_date'].map(inner),
      images('business_license_picurl'),
      images('business_license_back_picurl', false)
    ]),
    object('legal_person', '--legal-person <json>', { en: 'the legal person', zh: '法人信息' }, [
      ...PERSON,
      images('front_pic_url'),
      images('back_pic_url', false)
    ]),
    object(
      'merchant_card_info',
      '--merchant-card-info <json>',
      { en: 'the account to settle to', zh: '结算账户信息' },
      [
        'account_no',
        'account_name',
        'bank_full_name',
        'card_type',
        '#settle_type',
        '#alipay_settle_type',
        'alipay_account_no?'
      ].map(inner)
    ),
    object(
      'merchant_operation_info',
      '--merchant-operation-info <json>',
      { en: 'the contact', zh: '商户管理员信息' },
      [
        'manage_name',
        'manage_mobile',
        'manage_email',
        'manage_id_no',
        '#manage_person_type',
        '#id_type?',
        'id_begin_date?',
        'id_exp_date?',
        'id_front_pic_url?',
        'id_back_pic_url?',
        'business_authorization_letter?',
        'shop_name?',
        'shop_url?',
        'alipay_account_no?'
      ].map(inner)
    ),
    {
      key: 'industry_code',
      type: 'list',
      required: true,
      limits: { list: { each: { type: 'string' } } },
      meaning: { en: 'the industry, codes with commas between them', zh: '行业编码，多个用逗号分隔' },
      source: 'official',
      flag: { syntax: '--industry-code <codes>' }
    },
    text('create_name', '--create-name <text>', 'who applies', '申请人姓名'),
    imageList('ext_evidences', '--ext-evidences <json>', 'further images', '补充材料图片'),
    imageList('industry_info_pic_urls', '--industry-info-pic-urls <json>', 'permits', '行业资质图片'),
    text('beneficiary_type', '--beneficiary-type <type>', 'kind of beneficiary', '受益人类型', {
      required: false,
      limits: { oneOf: ['LEGAL', 'BENEFICIARY'] },
      source: 'official; its values as in the call of 担保支付'
    }),
    object(
      'beneficiary',
      '--beneficiary <json>',
      { en: 'the beneficiary', zh: '受益人信息' },
      [...PERSON, ...['front_pic_url', 'back_pic_url?'].map(inner)],
      { required: false }
    )
  ],
  answer: [
    { path: 'data.apply_id', meaning: { en: 'number of the application', zh: '申请单号' } },
    { path: 'data.merchant_id', meaning: { en: 'the merchant (商户号)', zh: '商户号' } }
  ]
})
