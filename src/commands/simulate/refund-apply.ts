import { patiently } from '../../database/lock.js'
import { refuse, refuseAll } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { acknowledgementProblem } from '../../protocol/callback/acknowledgement.js'
import { type ReadyCallback, resultCallback } from '../../simulator/callbacks/order-callback.js'
import { type Application, applyForRefund, takeAnswer } from '../../simulator/life-cycle/apply-for-refund.js'
import { type RefundSourceName, SOURCES } from '../../simulator/life-cycle/kinds/trade-refund-kind.js'
import { LOCAL_KEYS } from '../../simulator/local-keys.js'
import { neededBy } from '../../trade/callback/post.js'
import { addressOf } from '../callback/callback-target.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import { type Context, command } from '../shared/command.js'
import { readText } from '../shared/input.js'
import { withStore } from '../shared/local-gateway.js'
import { argument, choice, flag, number, text } from '../shared/option.js'
import { configuredAddress } from './configured-address.js'

/** What the answer to the application must hold. */
const NEEDS = neededBy('pre_create_refund')

/** Who can start a refund besides the developer. */
const OTHERS = (Object.keys(SOURCES) as RefundSourceName[]).filter((name) => name !== 'developer')

export const simulateRefundApply = command({
  description: {
    en: 'Applies for a refund of an order of 通用交易系统 as its user would, and delivers pre_create_refund. The refund exists then; the answer gives its out_refund_no in data, and only after that can it be audited: ecpay trade audit-refund, within 72 hours. Later it counts as agreed.',
    zh: '以用户的身份对一笔通用交易系统的订单申请退款，并发送 pre_create_refund。此时退款单已生成；后端在响应的 data 中给出 out_refund_no，之后才能审核：ecpay trade audit-refund，72 小时内有效，超时视为同意。'
  },
  arguments: {
    out_order_no: argument('<out_order_no>', { help: { en: 'the order', zh: '订单号' } })
  },
  options: {
    amount: number('--amount <fen>', {
      min: 1,
      integer: true,
      help: {
        en: 'how much, from the first items on; default: all that is left',
        zh: '退款金额（分），从前往后分摊到商品单；默认全部剩余金额'
      }
    }),
    by: choice('--by <who>', OTHERS, {
      fallback: 'user',
      help: { en: 'who applies: user, expiry or service', zh: '申请方：user 用户、expiry 过期自动、service 客服' }
    }),
    audit: flag('--no-audit', {
      help: { en: 'a refund that needs no audit (need_refund_audit 2)', zh: '无需审核的退款（need_refund_audit 为 2）' }
    }),
    notifyUrl: text('--notify-url <url>', {
      help: {
        en: 'where the application goes; default: notify_url of the configuration, else that of the order',
        zh: '退款申请发到哪里；默认取配置中的 notify_url，其次是订单的'
      }
    }),
    answer: text('--answer <json>', {
      help: {
        en: 'take this as the answer of the backend instead of posting, or @file',
        zh: '不发送，直接把这段内容当作后端的响应；可用 @file'
      }
    }),
    timeScale: TIME_SCALE
  },
  examples: [
    'ecpay simulate refund-apply order_1001 --notify-url http://127.0.0.1:9000/refund',
    'ecpay simulate refund-apply order_1001 --amount 30 --by service --no-audit',
    'ecpay simulate refund-apply order_1001 --answer @answer.json'
  ],
  output: {
    en: 'the application with its headers where there is nobody to post it to, else nothing. --json: {"out_order_no","refund_id","status","callback","headers","deliveries":[…]}',
    zh: '没有发送目标时输出带请求头的退款申请，否则无输出。--json：{"out_order_no","refund_id","status","callback","headers","deliveries":[…]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { out_order_no, amount, by, audit, notifyUrl, answer, timeScale }) {
    const given = answer?.startsWith('@') ? (await readText(context, answer.slice(1), undefined)).text : answer
    // Before anything is stored: an answer or an address that is wrong must leave no refund behind.
    const problem = given === undefined ? undefined : acknowledgementProblem({ status: 200, body: given }, NEEDS)
    if (problem) throw refuseAll([problem])
    if (notifyUrl) addressOf(notifyUrl, '--notify-url')
    const url = given === undefined ? (notifyUrl ?? (await configuredAddress(context))) : ''
    const application = { amount, by: by ?? 'user', audit, url, answer: given } as const
    const { refund_id, callback } = await apply(context, out_order_no, application)
    const about = { out_order_no, refund_id, status: 'PROCESSING' }
    context.out.note(context.words.simulate.applied(visibleLine(out_order_no), refund_id))
    if (given !== undefined) {
      return {
        document: () => ({ ...about, callback: callback.post.body, headers: callback.post.headers, deliveries: [] }),
        text: ({ words }) => [{ note: words.simulate.answered }]
      }
    }
    const onAnswer = (text: string) => answered(context, refund_id, text)
    return deliverCallback(context, callback, about, timeScale, onAnswer)
  }
})

function apply(
  context: Context,
  out_order_no: string,
  application: Application
): Promise<{ refund_id: string; callback: ReadyCallback }> {
  return withStore(context, async (store, platform) => {
    const refund = await patiently(() => applyForRefund(store, out_order_no, application, platform))
    const callback = resultCallback('trade_refund', refund, store, LOCAL_KEYS, platform)
    if (!callback) throw new Error('a refund application has a callback')
    return { refund_id: refund.refund_id, callback }
  })
}

/** @throws EcpayError `application-answer-unusable` for an answer without a new out_refund_no */
function answered(context: Context, refund_id: string, answer: string): Promise<void> {
  return withStore(context, async (store, platform) => {
    const isTaken = await patiently(() => takeAnswer(store, refund_id, answer, platform.now()))
    if (!isTaken) throw refuse('application-answer-unusable', { refund_id })
  })
}
