import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { MONEY_REASONS } from './money-reasons.js'
import { TRADE_REASONS } from './trade-reasons.js'

type Known = Pick<Entry, 'meaning' | 'note' | 'remedy' | 'says'>

/**
 * Why the local gateway refuses a call, besides the codes of signatures, of fields and of mistakes that `diagnose`
 * names. The reason is in the header `x-ecpay-reason`.
 */
const REASONS = {
  'content-type-not-json': {
    meaning: { en: 'the body is not announced as JSON', zh: '请求没有声明为 JSON' },
    remedy: { en: 'Send Content-Type: application/json.', zh: '请发送 Content-Type: application/json。' }
  },
  'unknown-app-id': {
    meaning: { en: 'app_id is not that of the demo app', zh: 'app_id 不是演示应用的' },
    remedy: { en: '`ecpay simulate keys` prints the keys to use.', zh: '请使用 `ecpay simulate keys` 打印的密钥。' }
  },
  'dead-number': {
    says: ['首次调用失败,请更换新的单号'],
    meaning: { en: 'the first call under this number failed', zh: '这个单号的首次调用失败了' },
    remedy: {
      en: 'Use a new number: the platform refuses this one from now on.',
      zh: '请换新的单号：平台会一直拒绝这个单号。'
    }
  },
  'signed-too-long-ago': {
    meaning: {
      en: 'the timestamp of the signature is more than an hour away from now',
      zh: '签名中的时间戳与当前时间相差超过 1 小时'
    },
    note: {
      en: 'It is in seconds. An SDK says that an official page has this limit.',
      zh: '时间戳以秒为单位。这个时限据某个 SDK 称来自官方文档。'
    },
    remedy: {
      en: 'Sign when the order is made, and set the clock of the server right.',
      zh: '请在下单时签名，并校准服务器时间。'
    }
  },
  'number-reused': {
    says: [
      '已被使用且请求参数不一致,请更换新的单号',
      '单号已被使用',
      '单号重复',
      '订单号重复',
      '单号已存在',
      '订单号已存在',
      '重复下单',
      '重复退款',
      '订单重复',
      '订单金额不一致',
      '金额不一致',
      '下单金额不一致',
      'amount mismatch',
      'amount does not match',
      'duplicate order',
      'duplicate order number'
    ],
    meaning: { en: 'the number stands for a request with other content', zh: '这个单号已用于内容不同的请求' },
    remedy: {
      en: 'Use a new number, or send the first request unchanged.',
      zh: '请换新的单号，或原样重发第一次的请求。'
    }
  },
  'no-such-order': {
    meaning: { en: 'there is no order of this number', zh: '没有这个单号的订单' },
    remedy: { en: '`ecpay simulate list` lists what there is.', zh: '`ecpay simulate list` 会列出已有的订单。' }
  },
  'no-such-refund': {
    meaning: { en: 'there is no refund of this number', zh: '没有这个单号的退款' },
    remedy: { en: '`ecpay simulate list` lists what there is.', zh: '`ecpay simulate list` 会列出已有的退款。' }
  },
  'order-not-paid': {
    meaning: { en: 'the order is not paid', zh: '订单未支付' },
    remedy: {
      en: 'Pay it: `ecpay simulate pay <out_order_no>`.',
      zh: '请先支付：`ecpay simulate pay <out_order_no>`。'
    }
  },
  'more-than-paid': {
    says: [
      '退款金额大于订单金额',
      '退款金额超过订单金额',
      '退款金额大于支付金额',
      '退款金额超过支付金额',
      '退款金额超限'
    ],
    meaning: { en: 'all refunds together are more than was paid', zh: '退款合计超过支付金额' },
    note: {
      en: '`limit` is what is left, in fen; refunds under way count too.',
      zh: '`limit` 是剩余可退金额，单位为分；退款中的也计算在内。'
    }
  },
  'too-many-refunds': {
    meaning: { en: 'the order has as many refunds as its channel allows', zh: '这笔订单的退款次数已到上限' },
    note: { en: '50 of an order paid with WeChat, 300 with Alipay.', zh: '微信支付 50 次，支付宝 300 次。' }
  },
  'order-too-old': {
    meaning: { en: 'the order is more than 365 days old', zh: '订单已超过 365 天' },
    remedy: { en: 'It cannot be refunded any more.', zh: '不能再退款。' }
  },
  ...TRADE_REASONS,
  ...MONEY_REASONS,
  'not-simulated': {
    meaning: {
      en: 'checked and right, but the local gateway does not play this call',
      zh: '签名和字段都正确，但本地网关没有模拟这个接口'
    },
    remedy: {
      en: 'Where the sandbox has the call, try it there: --env sandbox. The trade system has no sandbox.',
      zh: '沙盒有这个接口时，请在沙盒中试：--env sandbox；交易系统没有沙盒。'
    }
  },
  'unknown-path': {
    meaning: { en: 'no call has this path', zh: '没有这个路径的接口' },
    note: { en: '`near` is the known path nearest to it.', zh: '`near` 是与它最接近的已知路径。' },
    remedy: {
      en: '`ecpay export openapi` lists the calls with their paths.',
      zh: '`ecpay export openapi` 列出了各接口的路径。'
    }
  },
  'method-not-allowed': {
    meaning: { en: 'the call wants another HTTP method', zh: '这个接口要求别的 HTTP 方法' },
    remedy: { en: 'The header `allow` of the answer names it.', zh: '响应头 `allow` 会写明。' }
  },
  'foreign-host': {
    meaning: {
      en: 'the request names a host that is not this machine',
      zh: '请求的 Host 不是本机'
    },
    note: {
      en: '`host` is what it names. A web page could reach this server by such a name (DNS rebinding), so only loopback is answered, and what --host and --allow-host name.',
      zh: '`host` 是请求中的名称。网页可以借这样的名称访问本服务（DNS 重绑定），所以只响应本机地址，以及 --host 和 --allow-host 给出的名称。'
    },
    remedy: {
      en: 'Behind a tunnel or in a container give its name: --allow-host <name>.',
      zh: '用隧道或容器时，请给出它的名称：--allow-host <name>。'
    }
  },
  'browser-request': {
    meaning: { en: 'the request comes from a web page', zh: '请求来自网页' },
    note: {
      en: 'It has an Origin, or a Sec-Fetch-Site other than none and same-origin. Pages of any site could send it.',
      zh: '请求带有 Origin，或者 Sec-Fetch-Site 不是 none 和 same-origin。任何网站的页面都能发出这样的请求。'
    },
    remedy: {
      en: 'Send it from your backend; a page of the gateway opens from the address bar.',
      zh: '请从后端发送；网关的页面请在地址栏中打开。'
    }
  },
  'too-many-at-once': {
    meaning: { en: 'too much is under way at once', zh: '同时处理的请求过多' },
    note: { en: 'HTTP 503: nothing was done.', zh: 'HTTP 503：请求没有执行。' },
    remedy: { en: 'Send it again, fewer at a time.', zh: '请减少并发后重新发送。' }
  },
  'forwarding-loop': {
    meaning: { en: 'listen was sent what it had passed on itself', zh: 'listen 收到了自己转发出去的回调' },
    note: {
      en: 'HTTP 508. x-ecpay-forwarded-by names who passed it on.',
      zh: 'HTTP 508。x-ecpay-forwarded-by 中是转发者的标识。'
    },
    remedy: {
      en: 'Let --forward-to lead to your handler, not to listen or its tunnel.',
      zh: '请让 --forward-to 指向你的后端，而不是 listen 或它的隧道。'
    }
  },
  'unknown-merchant': {
    meaning: { en: 'the merchant cannot collect in the local gateway', zh: '这个商户不能在本地网关收款' },
    note: {
      en: 'Its own merchant 70000000000000000001 can, and who was onboarded in it to collect: a partner with role 2 only receives.',
      zh: '能收款的是自带的商户 70000000000000000001，以及在网关里以收款角色进件完成的商户；role 为 2 的合作方只能收分账。'
    },
    remedy: {
      en: 'Name 70000000000000000001, or nobody where the field may be absent; or onboard the merchant first: `ecpay trade merchant app-add-sub <sub_merchant_id> --role 1`.',
      zh: '请填 70000000000000000001（可不传的字段也可以不传），或先完成该商户的进件：`ecpay trade merchant app-add-sub <sub_merchant_id> --role 1`。'
    }
  },
  'several-merchants': {
    meaning: { en: 'the goods of the order have different merchants', zh: '订单中的商品不属于同一个商户' },
    note: {
      en: 'An order of the local gateway has one merchant. Goods without merchant_uid have 70000000000000000001.',
      zh: '本地网关的一笔订单只有一个商户。没有 merchant_uid 的商品属于 70000000000000000001。'
    },
    remedy: {
      en: 'Give all goods of an order the same merchant_uid, or none.',
      zh: '一笔订单的商品请填相同的 merchant_uid，或都不填。'
    }
  },
  'missing-byte-authorization': {
    meaning: { en: 'the header Byte-Authorization is missing', zh: '缺少请求头 Byte-Authorization' },
    remedy: {
      en: 'The calls without a group in their path (old generation) are signed: `ecpay trade sign --header` prints the value.',
      zh: '路径中没有分组的接口（old）需要签名：`ecpay trade sign --header` 会输出该请求头的值。'
    }
  },
  'unknown-access-token': {
    meaning: { en: 'the access token is not that of the demo app', zh: 'access token 不是演示应用的' },
    remedy: {
      en: 'Leave ECPAY_ACCESS_TOKEN and --access-token-file out, or use the one of `ecpay simulate keys`.',
      zh: '请去掉 ECPAY_ACCESS_TOKEN 和 --access-token-file，或使用 `ecpay simulate keys` 打印的那个。'
    }
  },
  'expired-access-token': {
    meaning: { en: 'the access token is more than 2 hours old', zh: 'access token 已超过 2 小时' },
    remedy: {
      en: 'Fetch a new one shortly before the old one ends. `ecpay simulate keys` prints one that never ends.',
      zh: '请在旧 token 到期之前换新的。`ecpay simulate keys` 打印的 token 不会过期。'
    }
  },
  'replaced-access-token': {
    meaning: {
      en: 'newer access tokens were fetched, which ended this one',
      zh: '之后又获取了新的 access token，这个已失效'
    },
    note: {
      en: 'A token lives for 5 minutes after the next one was fetched. The one after that ends it at once.',
      zh: '获取下一个 token 后，旧的还能用 5 分钟；再获取一个，它立即失效。'
    },
    remedy: {
      en: 'Fetch it in one place, and share it between all processes.',
      zh: '请集中获取，所有进程共用一个 token。'
    }
  },
  'too-many-tokens': {
    meaning: { en: 'more than 500 tokens were fetched in 5 minutes', zh: '5 分钟内获取了 500 次以上的 token' },
    remedy: {
      en: 'Keep the token for its 2 hours. Of a test: `ecpay simulate clock +5m`.',
      zh: '请把 token 缓存到 2 小时到期。测试时可用 `ecpay simulate clock +5m`。'
    }
  },
  'wrong-app-secret': {
    meaning: { en: 'the app secret is not that of the demo app', zh: 'app secret 不是演示应用的' },
    remedy: {
      en: '`ecpay simulate keys` prints the one to use.',
      zh: '请使用 `ecpay simulate keys` 打印的 app_secret。'
    }
  },
  'no-such-merchant': {
    says: [
      '商户未进件',
      '未进件',
      '未完成进件',
      '进件未完成',
      '进件审核中',
      '商户未签约',
      '商户不存在',
      '商户号不存在',
      '分账方不存在',
      '分账方未进件',
      'merchant not onboarded',
      'merchant not found',
      'receiver not onboarded'
    ],
    meaning: { en: 'no such merchant was onboarded here', zh: '本地网关中没有这个商户的进件' },
    note: {
      en: 'On the platform, settlements and withdrawals need the merchant_id of a finished onboarding. The code that it answers without one is not public.',
      zh: '在平台上，结算、分账和提现都要用进件完成后得到的 merchant_id；未进件时返回哪个错误码，平台没有公开。'
    },
    remedy: {
      en: 'Get the page for its onboarding first, for example with `ecpay merchant app-add-sub`. The same call answers merchant_id once it is finished.',
      zh: '请先获取它的进件页面，例如用 `ecpay merchant app-add-sub`；进件完成后，同一个接口会返回 merchant_id。'
    }
  },
  'content-type-not-multipart': {
    meaning: { en: 'the body is not multipart/form-data', zh: '请求体不是 multipart/form-data' },
    remedy: {
      en: 'Send the fields as parts of a form, the image as a file in it.',
      zh: '请以表单发送各字段，图片作为其中的文件。'
    }
  },
  'no-bill': {
    meaning: { en: 'there is no bill of that day', zh: '这一天没有账单' },
    note: { en: 'No money moved on it.', zh: '当天没有资金变动。' }
  },
  injected: {
    meaning: { en: 'the call was made to fail, and was not carried out', zh: '这次调用被注入了错误，没有执行' },
    note: {
      en: 'By `ecpay simulate fail`, or by the header Aweme-Negative-Test of the request, which is then the `key`.',
      zh: '来自 `ecpay simulate fail`，或请求头 Aweme-Negative-Test（此时 `key` 是它）。'
    },
    remedy: {
      en: '`ecpay simulate fail --clear` ends it; the number can be used again.',
      zh: '`ecpay simulate fail --clear` 可以取消；单号可以继续使用。'
    }
  },
  'items-settled': {
    meaning: { en: 'an item of the order was settled alone already', zh: '订单中已有商品单单独分账' },
    remedy: { en: 'Settle the other items one by one.', zh: '其余商品单请逐个分账。' }
  },
  'no-such-agreement': {
    meaning: { en: 'no such agreement', zh: '没有这个签约单' },
    note: {
      en: 'Agreements on periodic deduction and authorizations in place of a deposit do not find each other.',
      zh: '周期代扣的签约单和免押单各查各的。'
    },
    remedy: { en: '`ecpay simulate list` shows what there is.', zh: '`ecpay simulate list` 列出已有的单据。' }
  },
  'agreement-in-other-state': {
    meaning: { en: 'the state of the agreement does not allow it', zh: '签约单当前状态不允许此操作' },
    note: {
      en: '`state` is the present one. Deducting, terminating and finishing need SERVING.',
      zh: '`state` 是当前状态。扣款、解约、完结都要求 SERVING。'
    },
    remedy: {
      en: 'Sign it as its user does: `ecpay simulate sign <out_auth_order_no>`.',
      zh: '先以用户身份签约：`ecpay simulate sign <out_auth_order_no>`。'
    }
  },
  'not-admissible': {
    meaning: { en: 'the admissible_token is wrong or has expired', zh: 'admissible_token 不对或已过期' },
    remedy: {
      en: 'Fetch one by query_admissible_auth; here it lives for 300 seconds.',
      zh: '用 query_admissible_auth 重新获取；在这里有效期 300 秒。'
    }
  },
  'no-such-deduction': {
    meaning: { en: 'no such deduction', zh: '没有这笔扣款' },
    note: {
      en: 'Deductions of periodic deduction and of deposit-free do not find each other.',
      zh: '周期代扣的扣款和免押的扣款各查各的。'
    },
    remedy: { en: '`ecpay simulate list` shows what there is.', zh: '`ecpay simulate list` 列出已有的单据。' }
  },
  'deduction-ended': {
    meaning: { en: 'the deduction already has its result', zh: '这笔扣款已有结果' },
    note: { en: '`state` is its result.', zh: '`state` 是它的结果。' },
    remedy: { en: 'Refund it, if it was paid.', zh: '已支付的请退款。' }
  },
  'deduction-not-paid': {
    meaning: { en: 'the deduction has not succeeded', zh: '这笔扣款没有成功' },
    remedy: {
      en: 'It has its result after 3 seconds, or at once by `ecpay simulate deduct <out_pay_order_no>`.',
      zh: '3 秒后出结果，也可以用 `ecpay simulate deduct <out_pay_order_no>` 立即成功。'
    }
  },
  'unknown-negative-test': {
    meaning: { en: 'the case in Aweme-Negative-Test is not known here', zh: '不认识 Aweme-Negative-Test 中的用例' },
    note: {
      en: 'The list of the platform is not public. The call was not carried out.',
      zh: '平台的用例列表没有公开。这次调用没有执行。'
    },
    remedy: { en: 'Use MA_PAY_BAN or a documented err_no.', zh: '请使用 MA_PAY_BAN 或文档中的 err_no。' }
  }
} as const satisfies Record<string, Known>

export type ReasonCode = keyof typeof REASONS

/** What is known about the reasons in the header, in order: `more-than-paid;key=refund_amount;limit=70, …`. */
export function reasonsIn(header: string): Known[] {
  const codes = header.split(', ').map((reason) => reason.split(';')[0] ?? '')
  return codes.flatMap((code) => (Object.hasOwn(REASONS, code) ? [REASONS[code as ReasonCode]] : []))
}

/** The reasons as entries of the catalogue. */
export const REASON_ENTRIES: readonly Entry[] = Object.entries<Known>(REASONS).map(([code, known]) => ({
  namespace: 'reason',
  code,
  ...known,
  source: 'ecpay'
}))
