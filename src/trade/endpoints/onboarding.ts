import type { Both } from '../../language.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { APP_ID, THIRDPARTY_ID } from './common-fields.js'

type OnboardingCall = Pick<Endpoint, 'command' | 'summary' | 'examples' | 'fields' | 'answer'> & Partial<Endpoint>

/** A call for onboarding merchants by its name on the platform: where it is, and what it can answer, follows from that. */
export function onboardingCall(name: string, call: OnboardingCall): Endpoint {
  return {
    name,
    theme: 'merchants',
    method: 'POST',
    path: `/api/apps/ecpay/v3/saas/${name}/`,
    signed: 'header',
    movesMoney: false,
    errNos: [0, 10000],
    source: 'official',
    ...call
  }
}

/** A number among a few, with what each means. */
function oneOf(key: string, syntax: string, values: readonly string[], meaning: Both, more: Partial<Field>): Field {
  const limits = { oneOf: values }
  return { key, type: 'number', required: false, limits, meaning, source: 'official', flag: { syntax }, ...more }
}

const MEANINGS = 'official; its values as in the calls of 担保支付'

const URL_TYPE = oneOf(
  'url_type',
  '--url-type <type>',
  ['1', '2', '3'],
  {
    en: '1 onboarding page, 2 balance page (withdrawals can be started), 3 withdrawal records',
    zh: '1 进件页面，2 账户余额页面（可发起提现），3 提现记录页面'
  },
  { required: true, source: MEANINGS, default: { kind: 'value', value: '1' } }
)

const PROD_ID = oneOf(
  'prod_id',
  '--prod-id <id>',
  ['1', '2'],
  { en: 'solution: 1 普通版 (when absent), 2 企业版', zh: '方案：1 普通版（默认），2 企业版' },
  { source: MEANINGS }
)

const ROLE = oneOf(
  'role',
  '--role <role>',
  ['1', '2'],
  {
    en: '1 collects and receives, 2 partner that receives only (when absent)',
    zh: '角色：1 收款商户（可收款和分账），2 合作方（仅接收分账，默认）'
  },
  { source: MEANINGS }
)

const SUB_MERCHANT_ID: Field = {
  key: 'sub_merchant_id',
  type: 'string',
  required: true,
  meaning: { en: 'the partner, under a number of your own', zh: '合作方（分账方）标识，由你自定' },
  source: 'official',
  flag: { syntax: '<sub_merchant_id>' }
}

const PROVIDER_ID: Field = { ...THIRDPARTY_ID, required: true }

const LINK: readonly AnswerField[] = [
  { path: 'data.url', meaning: { en: 'the page to open', zh: '页面链接' } },
  { path: 'data.merchant_id', meaning: { en: 'the merchant (商户号)', zh: '商户号' } }
]

/** The calls for onboarding merchants: as in 担保支付, with an access token in place of the signature. */
export const ONBOARDING: readonly Endpoint[] = [
  onboardingCall('get_app_merchant', {
    command: 'merchant get-app',
    summary: {
      en: 'A page where a provider onboards an app that authorised it (授权小程序进件)',
      zh: '服务商获取授权小程序进件的页面链接'
    },
    examples: ['ecpay trade merchant get-app --thirdparty-id tt_provider_1'],
    fields: [PROVIDER_ID, APP_ID, URL_TYPE],
    answer: LINK
  }),
  onboardingCall('add_merchant', {
    command: 'merchant add',
    summary: { en: 'A page where a provider onboards itself (服务商进件)', zh: '获取服务商自己进件的页面链接' },
    description: {
      en: 'The id of the provider has another name here than elsewhere: thirdparty_component_id.',
      zh: '服务商 id 在这里的字段名与其他接口不同：thirdparty_component_id。'
    },
    examples: ['ecpay trade merchant add --thirdparty-id tt_provider_1'],
    fields: [{ ...PROVIDER_ID, key: 'thirdparty_component_id' }, URL_TYPE, PROD_ID],
    answer: LINK
  }),
  onboardingCall('add_sub_merchant', {
    command: 'merchant add-sub',
    summary: {
      en: 'A page where a partner of the provider is onboarded (服务商的合作方进件)',
      zh: '服务商获取合作方（分账方）进件的页面链接'
    },
    examples: ['ecpay trade merchant add-sub partner_1 --thirdparty-id tt_provider_1'],
    fields: [PROVIDER_ID, SUB_MERCHANT_ID, URL_TYPE, PROD_ID, ROLE],
    answer: LINK
  }),
  onboardingCall('app_add_sub_merchant', {
    command: 'merchant app-add-sub',
    summary: {
      en: 'A page where a partner of the app is onboarded, to share in settlements (开发者的合作方进件)',
      zh: '小程序开发者获取合作方（分账方）进件的页面链接'
    },
    examples: ['ecpay trade merchant app-add-sub partner_1'],
    fields: [APP_ID, SUB_MERCHANT_ID, { ...URL_TYPE, required: false }, ROLE],
    answer: LINK
  }),
  onboardingCall('query_merchant_status', {
    command: 'merchant status',
    summary: { en: 'Ask how far onboarding is, by channel (进件状态查询)', zh: '进件状态查询，按渠道返回' },
    examples: ['ecpay trade merchant status 70000000000000000001'],
    fields: [
      {
        key: 'merchant_id',
        type: 'string',
        required: true,
        meaning: { en: 'the merchant (商户号)', zh: '商户号' },
        source: 'official',
        flag: { syntax: '<merchant_id>' }
      },
      { ...SUB_MERCHANT_ID, required: false, flag: { syntax: '--sub-merchant-id <id>' } },
      { ...APP_ID, required: false },
      THIRDPARTY_ID
    ],
    answer: [
      {
        path: 'data.merchant_status_info',
        meaning: { en: 'by channel; the values are in no source', zh: '按渠道的进件状态；取值未见公开' }
      },
      {
        path: 'data.new_merchant_status_info',
        meaning: { en: 'the same in a newer form', zh: '按渠道的进件状态，新版' }
      },
      { path: 'data.pay_status_info', meaning: { en: 'by channel: payments', zh: '按渠道的支付状态' } }
    ]
  }),
  onboardingCall('image_upload', {
    command: 'merchant upload-image',
    encoding: 'multipart',
    source: 'sdk',
    summary: { en: 'Upload an image for onboarding by interface (图片上传)', zh: '接口进件的图片上传' },
    description: {
      en: 'Known from a C# SDK only, and without its fields: these are those of the call of 担保支付.',
      zh: '只在一个 C# SDK 中见到，且没有字段说明：这里用的是担保支付同名接口的字段。'
    },
    examples: ['ecpay trade merchant upload-image license.jpg'],
    fields: [
      { ...APP_ID, required: false, source: 'inferred' },
      THIRDPARTY_ID,
      {
        key: 'image_type',
        type: 'string',
        required: true,
        meaning: { en: 'type of the image, such as jpg', zh: '图片类型，例如 jpg' },
        source: 'inferred',
        flag: { syntax: '--image-type <type>' },
        default: { kind: 'file-extension' }
      },
      {
        key: 'image_content',
        type: 'file',
        required: true,
        meaning: { en: 'the image file', zh: '图片文件' },
        source: 'inferred',
        flag: { syntax: '<image>' }
      }
    ],
    answer: [
      {
        path: 'data.image_id',
        meaning: {
          en: 'what create_merchant names the image by (its place is inferred)',
          zh: '图片 id，进件时使用（位置为推断）'
        }
      }
    ]
  })
]
