import type { Both } from '../language.js'
import type { Entry, Retry } from '../protocol/system/catalogue-entry.js'
import { NOT_SIMULATED } from '../protocol/system/local-answer.js'
import { PAGE } from './catalogue/pages.js'

/** What is documented about one `err_no`. */
export interface ErrNo extends Pick<Entry, 'cause' | 'note' | 'calls' | 'remedies' | 'says' | 'source' | 'page'> {
  err_no: number
  meaning: Both
  remedy: Both
  /** Whether the same request may be sent again unchanged, and when. */
  retry: Retry
}

const SHARED = {
  en: 'Only the tables of query_order, query_refund and query_return could be read: that other calls give it too is a conclusion.',
  zh: '只看到了 query_order、query_refund 和 query_return 的错误码表：其他接口也会返回，是推断的。'
} as const

/** The catalogue of `err_no`. Sources differ by call, and the full tables are not public. */
export const ERR_NOS: readonly ErrNo[] = [
  {
    err_no: 0,
    meaning: { en: 'accepted', zh: '受理成功' },
    says: ['success', '成功', '受理成功'],
    remedy: {
      en: 'Nothing to do. For calls that are only accepted, ask for the result.',
      zh: '无需处理。仅表示受理的接口，请再查询结果。'
    },
    retry: 'no',
    source: 'official',
    page: PAGE.queryOrder
  },
  {
    err_no: NOT_SIMULATED,
    meaning: { en: 'the local gateway does not play this call', zh: '本地网关未模拟此接口' },
    note: {
      en: 'Only the local gateway answers this. Signature and fields were checked and are right.',
      zh: '只有本地网关会返回。签名和字段已校验通过。'
    },
    remedy: {
      en: 'Send the call to the sandbox: `--env sandbox`. The general trade system has none.',
      zh: '请改用沙盒：`--env sandbox`。通用交易系统没有沙盒。'
    },
    retry: 'no',
    source: 'ecpay'
  },
  {
    err_no: 1000,
    meaning: { en: 'internal error; it may have succeeded or failed', zh: '系统内部错误，可能成功也可能失败' },
    says: ['系统错误,请使用相同单号重试', '系统错误', '内部错误'],
    note: SHARED,
    remedy: {
      en: 'Repeat with the same number and the same content; if it stays, contact support with x-tt-logid.',
      zh: '用相同单号、相同参数重试；仍失败请带上 x-tt-logid 联系平台。'
    },
    retry: 'at once',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 1001,
    meaning: { en: 'busy, or too many requests', zh: '系统繁忙或请求被限流' },
    says: [
      '系统繁忙',
      '请求过于频繁',
      '限流',
      '频率限制',
      '调用频率超限',
      'too many requests',
      '429 too many requests',
      'HTTP 429',
      'rate limit'
    ],
    cause: {
      en: 'Too many calls in a second. Where the number that an app may make is known, the help of the command has it.',
      zh: '每秒请求次数过多。每个小程序的上限见命令的帮助；没有写的未见公开。'
    },
    note: SHARED,
    remedy: { en: 'Wait, then repeat with the same number.', zh: '稍后用相同单号重试。' },
    retry: 'later',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2000,
    meaning: { en: 'there is no record of this number', zh: '单号记录不存在' },
    says: ['单号记录不存在', '支付单不存在', '订单不存在', 'order not found'],
    cause: {
      en: 'Nothing was created under this number with this app_id in this environment. The sandbox keeps orders for 14 days.',
      zh: '当前环境下，这个 app_id 没有用这个单号下过单或发起过结算。沙盒的订单只保留 14 天。'
    },
    note: {
      en: 'Seen with query_order, query_settle and query_platform_order; that other calls give it is a conclusion. The answer may hold an object of zeros and empty texts in the place of the record: do not read it.',
      zh: '见于 query_order、query_settle 和 query_platform_order；其他接口也会返回，是推断的。响应中本应是记录的位置可能是一个只有零值和空文本的对象，请不要读取。'
    },
    remedy: {
      en: 'Check out_order_no, and that app_id and environment are those the order was created with.',
      zh: '检查 out_order_no，以及 app_id、环境是否与下单时一致。'
    },
    remedies: [
      {
        calls: ['query_settle'],
        remedy: {
          en: 'Check out_settle_no: the number of the settlement, not of the order.',
          zh: '检查 out_settle_no：它是结算单号，不是订单号。'
        }
      },
      {
        calls: ['create_return'],
        remedy: {
          en: 'Check settle_no or out_settle_no: the settlement whose money is to come back.',
          zh: '检查 settle_no 或 out_settle_no：要退回的是哪一次结算。'
        }
      },
      {
        calls: ['query_withdraw_order'],
        remedy: {
          en: 'Check out_order_id, merchant_uid and channel_type: those of the withdrawal.',
          zh: '检查 out_order_id、merchant_uid 和 channel_type 是否与提现时一致。'
        }
      },
      {
        calls: ['query_platform_order'],
        remedy: {
          en: 'Check out_order_no. This call knows automatic settlements alone; for your own use query_settle.',
          zh: '检查 out_order_no。这个接口只能查自动结算；自己发起的结算请用 query_settle 查询。'
        }
      }
    ],
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2008,
    meaning: { en: 'the signature is wrong', zh: '签名校验异常' },
    says: [
      '签名校验异常',
      '签名校验异常,请使用正确的签名',
      '签名校验异常,请使用正确的签名和 json 传参',
      '验签异常',
      '验签失败',
      '验签不通过',
      '签名错误',
      '签名失败',
      '签名不正确',
      '签名不对',
      '签名有误',
      '签名对不上',
      '验签没过',
      '签名不一致',
      '签名不匹配',
      'invalid sign',
      'sign error',
      'signature error',
      'invalid signature'
    ],
    cause: {
      en: 'What users report and SDKs get wrong: SALT, app_id and host of different environments or apps; a body that changed between signing and sending; a misspelt key such as appid, which is signed as data; zeros left out; a body that is not sent as JSON.',
      zh: '用户反馈与 SDK 中的常见原因：SALT、app_id 与域名不属于同一环境或应用；签名之后请求体又被改动；字段名写错（如 appid），被当作普通字段签名；漏掉值为 0 的字段；没有以 JSON 发送。'
    },
    note: {
      en: 'For create_order and create_refund users report it; their own tables could not be read.',
      zh: 'create_order 和 create_refund 的这个错误来自用户反馈；它们自己的错误码表未能看到。'
    },
    remedy: {
      en: 'Find the mistake with `ecpay diagnose`; then check that SALT, app_id and host belong to one environment, that the bytes sent are the bytes signed, and that Content-Type is application/json.',
      zh: '用 `ecpay diagnose` 找出错误；再检查 SALT、app_id 与域名是否同一环境，发送的字节是否就是签名时的字节，Content-Type 是否为 application/json。'
    },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2010,
    meaning: { en: 'a parameter is wrong', zh: '业务参数错误' },
    says: [
      '业务参数处理异常',
      '业务参数错误',
      '参数错误',
      '参数不合法',
      '参数缺失',
      '缺少参数',
      '参数校验失败',
      'invalid parameter',
      'missing parameter',
      'param error'
    ],
    cause: {
      en: 'A field is missing, misnamed (out_trade_no for out_order_no), of another type, or outside its limits.',
      zh: '字段缺失、字段名写错（如把 out_order_no 写成 out_trade_no）、类型不对，或超出限制。'
    },
    note: SHARED,
    remedy: {
      en: 'Read err_tips, and correct the field: the help of each command has the fields of its call with their limits.',
      zh: '查看 err_tips 并修正字段；各命令的帮助列出了接口的字段与限制。'
    },
    remedies: [
      {
        calls: ['create_order'],
        remedy: {
          en: 'Correct the field, and create the order under a new out_order_no: a number whose first call failed stays dead.',
          zh: '修正字段后，换新的 out_order_no 下单：首次调用失败的单号不能再用。'
        }
      },
      {
        calls: ['create_refund', 'settle', 'create_return', 'merchant_withdraw'],
        remedy: {
          en: 'Correct the field. The number of the order stays; only the number of this refund, settlement, return or withdrawal has to be a new one.',
          zh: '修正字段。订单号不变；只需更换本次退款、结算、退分账或提现自己的单号。'
        }
      },
      {
        calls: [
          'query_order',
          'query_refund',
          'query_settle',
          'unsettle_amount',
          'query_platform_order',
          'query_merchant_balance',
          'query_withdraw_order'
        ],
        remedy: {
          en: 'The field that names what is asked for is missing or misnamed: correct it and ask again, with the same number.',
          zh: '用来查询的字段缺失，或字段名写错：改正后用相同单号再查即可，不需要换单号。'
        }
      }
    ],
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2020,
    meaning: { en: 'illegal app_id', zh: 'app_id 不合法' },
    says: ['非法app_id', '非法 app_id'],
    remedy: { en: 'Check app_id.', zh: '检查 app_id。' },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },
  {
    err_no: 2042,
    meaning: { en: 'invalid app_id', zh: 'app_id 无效' },
    says: ['无效的 app_id', 'app_id 错误', '应用不存在', '小程序不存在', 'invalid appid', 'app not found'],
    note: SHARED,
    remedy: {
      en: 'Check app_id, and that it belongs to this environment: the sandbox has apps of its own.',
      zh: '检查 app_id 是否正确、是否属于当前环境：沙盒使用独立的沙盒应用。'
    },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2047,
    meaning: { en: 'invalid thirdparty_id', zh: 'thirdparty_id 无效' },
    says: ['无效的 thirdparty_id', '服务商 id 无效'],
    note: SHARED,
    remedy: {
      en: 'Check thirdparty_id; leave it out unless you are a service provider.',
      zh: '检查 thirdparty_id；非服务商模式请不要传。'
    },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2048,
    meaning: { en: 'the provider is not authorised for this app', zh: '服务商与小程序没有授权关系' },
    note: SHARED,
    remedy: {
      en: 'Check the authorisation between the service provider and the app.',
      zh: '检查服务商与小程序的授权关系。'
    },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryOrderCopy
  },
  {
    err_no: 2102,
    meaning: { en: 'out_return_no is empty or too long', zh: 'out_return_no 长度须为 0–64' },
    remedy: { en: 'Shorten out_return_no to 64 characters.', zh: '将 out_return_no 缩短至 64 个字符以内。' },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },
  {
    err_no: 3101,
    meaning: { en: 'the refund record does not exist', zh: '退款单不存在' },
    says: ['退款记录不存在', '退款单号不存在'],
    remedy: { en: 'Check out_refund_no.', zh: '检查 out_refund_no。' },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryRefundCopy
  },
  {
    err_no: 4000,
    meaning: {
      en: 'the merchant does not belong to this app_id or thirdparty_id',
      zh: '商户号不属于这个 app_id 或 thirdparty_id'
    },
    says: [
      '商户号错误',
      '商户号不匹配',
      'app_id不匹配',
      'appid not match',
      'app_id mismatch',
      '商户号无效',
      'invalid merchant_id'
    ],
    calls: ['query_merchant_status'],
    remedy: {
      en: 'Ask with the app_id, or as a provider the thirdparty_id, under which the merchant was onboarded.',
      zh: '请使用该商户进件时的 app_id 查询；服务商使用进件时的 thirdparty_id。'
    },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.merchantStatus
  },
  {
    err_no: 4408,
    meaning: { en: 'the return record does not exist', zh: '退分账单不存在' },
    says: ['退分账单号不存在', '退分账记录不存在'],
    remedy: { en: 'Check out_return_no or return_no.', zh: '检查 out_return_no 或 return_no。' },
    retry: 'no',
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },
  {
    err_no: 40004,
    meaning: { en: 'the call failed for a reason of the business', zh: '业务处理失败(Business Failed)' },
    says: ['Business Failed'],
    calls: ['create_order'],
    note: {
      en: 'Only the example cell of the page of create_order has it; nobody is known to have met it.',
      zh: '只见于 create_order 文档中的示例值，未见有人实际遇到。'
    },
    remedy: {
      en: 'Read err_tips; if it does not say more, contact support with x-tt-logid.',
      zh: '查看 err_tips；仍不清楚时，带上 x-tt-logid 联系平台。'
    },
    retry: 'no',
    source: 'official-mirror'
  }
]

/** The entry of an `err_no` literal, if there is one. */
export function errNo(literal: string): ErrNo | undefined {
  return ERR_NOS.find((one) => String(one.err_no) === literal)
}
