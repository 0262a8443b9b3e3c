import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const REPORT = 'https://developer.open-douyin.com/forum/question/post/68a01a028df1fae01b3e68d0'

/** @param errorType the errorType beside the code */
const beside11004 = (code: string, errorType: string, page?: string): Entry => ({
  namespace: 'client',
  code,
  meaning: {
    en: 'errorCode of tt.requestOrder, seen with errNo 11004',
    zh: 'tt.requestOrder 失败时与 errNo 11004 一起出现的 errorCode'
  },
  note: {
    en: `Known from one report, with errorType ${errorType}. No page says what it means. What counts is errNo and the text of errMsg.`,
    zh: `仅见于一份用户反馈，errorType 为 ${errorType}；没有文档说明含义。请以 errNo 和 errMsg 的文本为准。`
  },
  remedy: { en: 'See client:11004.', zh: '见 client:11004。' },
  source: 'user',
  ...(page && { page })
})

/** The `errNo` and `errorCode` in `fail` of tt.requestOrder and tt.getOrderPayment. */
export const CLIENT_ERRORS: readonly Entry[] = [
  {
    namespace: 'client',
    code: '11004',
    meaning: { en: 'the signature of tt.requestOrder is refused', zh: 'tt.requestOrder 的签名没有通过' },
    says: [
      'requestOrder:fail 签名校验异常',
      'requestOrder:fail 签名参数异常',
      '签名校验异常',
      '签名参数异常',
      '签名校验失败'
    ],
    cause: {
      en: 'There are two texts. 签名参数异常: byteAuthorization cannot be read, or one of its items is missing. 签名校验异常: it can be read, but the signature does not fit. Either data is not the text that was signed, or the private key does not belong to the public key that key_version names. An empty or null required field of data, such as an image, also causes this error.',
      zh: '有两种提示。“签名参数异常”：byteAuthorization 无法解析，或缺少其中的某一项。“签名校验异常”：能解析，但签名与收到的内容不符：传给客户端的 data 不是签名时的文本，或私钥与 key_version 对应的公钥不是一对。data 的必填字段为空或 null（如图片）时，也会报这个错误。'
    },
    note: {
      en: 'The page lists the number. The two texts and the causes are known from reports.',
      zh: '文档只列出错误码；两种提示和原因来自用户反馈。'
    },
    remedy: {
      en: 'Check in this order. byteAuthorization: no quotes, one space after SHA256-RSA2048, and all of appid, nonce_str, timestamp, key_version and signature. The signed text: POST, /requestOrder, the timestamp in seconds, the nonce and data, each followed by a line feed, also the last. data: pass exactly the string that was signed, not an object, and do not serialise it again. key_version: the number that the console shows now; each upload of a public key raises it. The key: the private key of this app. `ecpay trade diagnose` finds these mistakes in a signature of yours.',
      zh: '请按顺序检查。byteAuthorization：不带引号，SHA256-RSA2048 后面一个空格，appid、nonce_str、timestamp、key_version、signature 五项齐全。待签名文本：POST、/requestOrder、时间戳（秒）、随机串、data 五行，每行末尾都有换行，最后一行也有。data：原样传签名时的字符串，不要传对象，也不要重新序列化。key_version：以控制台当前显示的为准，每上传一次公钥就会加一。密钥：用当前小程序的应用私钥，不是平台公钥。`ecpay trade diagnose` 可以从签名中找出这些错误。'
    },
    source: 'official',
    page: PAGE.requestOrder
  },
  {
    namespace: 'client',
    code: '10000',
    meaning: { en: 'parameter error of tt.requestOrder', zh: 'tt.requestOrder 参数错误' },
    says: [
      'requestOrder:fail 参数错误',
      'requestOrder:fail 商品不符合行业要求',
      '商品不符合行业要求',
      'data.skuList should be array'
    ],
    cause: {
      en: 'The text says which: a field of data is wrong, or the industry of the app may not sell goods of this type (商品不符合行业要求).',
      zh: '以提示为准：data 的字段有误；或商品类型(type)不在小程序所属行业允许的范围内（商品不符合行业要求）。'
    },
    note: {
      en: '"data.skuList should be array" comes from a check in the client. No report shows its errNo.',
      zh: '“data.skuList should be array”是客户端自身的检查；没有反馈提到它的 errNo。'
    },
    remedy: {
      en: 'Compare data with the field table: skuList is an array with one item, amounts are integers, and tagGroupId must be a group of this type. The call tag_query lists the groups of a type. `ecpay trade order` checks all of data.',
      zh: '对照字段表检查 data：skuList 是只有一项的数组，金额为整数，type 与 tagGroupId 须对应。用 tag_query 接口可以查询某个类型的标签组；`ecpay trade order` 会检查整个 data。'
    },
    source: 'official',
    page: PAGE.requestOrder
  },
  {
    namespace: 'client',
    code: '10401',
    meaning: { en: 'internal error of tt.requestOrder', zh: 'tt.requestOrder 内部错误' },
    says: ['requestOrder:fail internal error'],
    remedy: { en: 'Call it again, or update the app.', zh: '重试，或升级 App。' },
    source: 'official',
    page: PAGE.requestOrder
  },
  beside11004('159550', 'S', REPORT),
  beside11004('159591', 'F'),
  {
    namespace: 'client',
    code: '9',
    meaning: { en: 'the user cancelled in tt.getOrderPayment', zh: '用户在 tt.getOrderPayment 的收银台取消了支付' },
    note: {
      en: 'One client in production treats it so. The page of tt.getOrderPayment could not be read.',
      zh: '某个线上客户端的做法；tt.getOrderPayment 的文档未能看到。'
    },
    remedy: {
      en: 'The result in the client is only for display. Query the order from your server, or wait for the callback.',
      zh: '客户端的结果只用于展示：请由服务端查询订单，或等待回调。'
    },
    source: 'sdk'
  }
]
