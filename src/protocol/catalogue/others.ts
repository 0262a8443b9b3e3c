import type { Entry } from './entry.js'
import { PAGE } from './pages.js'

/** Headers that are worth knowing when a call fails. */
const HEADERS: readonly Entry[] = [
  {
    namespace: 'header',
    code: 'x-tt-logid',
    meaning: { en: 'names the request in the logs of the platform', zh: '这次请求在平台日志中的编号' },
    note: {
      en: 'It is documented for the products with RSA keys; that it comes with these calls too is a conclusion.',
      zh: '文档只在使用 RSA 密钥的产品中写明；担保支付也有它是推断的。'
    },
    remedy: { en: 'Quote it to support.', zh: '联系平台时请提供。' },
    source: 'inferred'
  },
  {
    namespace: 'header',
    code: 'Aweme-Negative-Test',
    meaning: { en: 'asks the sandbox for an error', zh: '让沙盒返回指定的错误' },
    note: {
      en: 'A header of the request; its value is a case of the list in the documentation, such as MA_PAY_BAN. Other values do nothing there; the local gateway takes an err_no too.',
      zh: '请求头；取值是文档列出的用例，例如 MA_PAY_BAN，其他值在沙盒中不起作用；本地网关也接受 err_no。'
    },
    source: 'official',
    page: PAGE.sandbox
  },
  {
    namespace: 'header',
    code: 'x-ecpay-reason',
    meaning: { en: 'the local gateway says which rule was broken', zh: '本地网关指出违反了哪条规则' },
    note: {
      en: 'Only `ecpay simulate serve` sends it, never the platform.',
      zh: '只有 `ecpay simulate serve` 会发，平台没有。'
    },
    source: 'ecpay'
  }
]

/** Codes of other products of the platform, which reach people who look for them here. */
const NEIGHBOURS: readonly Entry[] = [
  {
    namespace: 'other',
    code: '11004',
    meaning: {
      en: 'the signature of tt.requestOrder is wrong (general trade system)',
      zh: 'tt.requestOrder 签名校验异常（通用交易系统）'
    },
    cause: {
      en: 'Not this product: the successor signs with RSA keys. Required fields that are empty, such as an image URL, come out as this error too.',
      zh: '不是担保支付：通用交易系统使用 RSA 密钥签名。必填字段为空（如图片地址）时也会报这个错误。'
    },
    source: 'user'
  },
  {
    namespace: 'other',
    code: '40006',
    meaning: {
      en: 'the IP address is not in the white list of the service provider',
      zh: '调用方 IP 不在服务商应用的白名单中'
    },
    note: {
      en: 'An error of the OpenAPI for service providers. No white list is documented for guaranteed payment itself.',
      zh: '第三方平台 OpenAPI 的错误。担保支付本身的文档没有提到白名单。'
    },
    remedy: { en: 'Add the address in the settings of the provider app.', zh: '在服务商应用的设置中加入该 IP。' },
    source: 'official-mirror',
    page: 'https://s.apifox.cn/apidoc/docs-site/3671297/api-131449857'
  },
  ...['CD0011', 'CD0015', 'CD0025', 'CD0116', 'CD0402', 'TS4113'].map(
    (code): Entry => ({
      namespace: 'other',
      code,
      meaning: {
        en: 'a message of the older cashier (tt.pay with service 1)',
        zh: '旧版收银台（tt.pay 的 service 为 1）的提示'
      },
      remedy: {
        en: 'Guaranteed payment calls tt.pay with service: 5.',
        zh: '担保支付调用 tt.pay 时 service 固定为 5。'
      },
      source: 'official'
    })
  )
]

export const OTHERS: readonly Entry[] = [...HEADERS, ...NEIGHBOURS]
