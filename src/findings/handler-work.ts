import { excerpt } from './excerpt.js'
import { entry, topic } from './topic.js'

/** What queries of a handler's work show (`--query`, `--order-url`). */
export const handlerWork = topic('The work of a handler', '后端的业务处理', {
  /** `before` and `after` are results of the query. */
  'effect-repeated': entry<{ before: string; after: string }>({
    en: ({ before, after }) => [
      `The work was done twice: after the same callback, the result changed from "${excerpt(before)}" to "${excerpt(after)}".`,
      'Do the work once per number, in one transaction with the mark that it is done (a unique index).'
    ],
    zh: ({ before, after }) => [
      `业务被重复处理：收到同一回调后，查询结果由“${excerpt(before)}”变为“${excerpt(after)}”。`,
      '请按单号只处理一次，并与“已处理”的标记放在同一个数据库事务中（唯一索引）。'
    ]
  }),
  'effect-changed': entry<{ before: string; after: string }>({
    en: ({ before, after }) => [
      `After a callback that is not a payment, the result changed from "${excerpt(before)}" to "${excerpt(after)}".`,
      'Check type and status before you mark the order as paid.'
    ],
    zh: ({ before, after }) => [
      `收到一个并非支付的回调后，查询结果由“${excerpt(before)}”变为“${excerpt(after)}”。`,
      '把订单改为已支付之前，请先判断 type 和 status。'
    ]
  }),
  'effect-differs': entry<{ found: string; expected: string }>({
    en: ({ found, expected }) => [
      `The result is "${excerpt(found)}"; --expect says "${excerpt(expected)}".`,
      'Do the work once per number, in one transaction with the mark that it is done (a unique index).'
    ],
    zh: ({ found, expected }) => [
      `查询结果为“${excerpt(found)}”，--expect 指定的是“${excerpt(expected)}”。`,
      '请按单号只处理一次，并与“已处理”的标记放在同一个数据库事务中（唯一索引）。'
    ]
  }),
  'effect-not-seen': entry<{ shown: string }>({
    exit: 'unknown',
    en: ({ shown }) => [
      `It cannot be seen whether the work is done only once: the result is "${excerpt(shown)}" before and after the first callback.`,
      'Use an order that is not paid yet (--number), query something that its payment changes, and raise --work-time for slow work.'
    ],
    zh: ({ shown }) => [
      `无法判断业务是否只处理了一次：第一个回调前后的查询结果都是“${excerpt(shown)}”。`,
      '请用 --number 指定一笔尚未支付的订单，并查询支付后会变化的内容；处理较慢时加大 --work-time。'
    ]
  }),
  'order-url-failed': entry<{ status: number }>({
    exit: 'unknown',
    en: ({ status }) => [
      `--order-url answered HTTP ${status}.`,
      'It must answer HTTP 2xx with what the payment changes, or 404 as long as there is nothing; {number} is replaced by the number.'
    ],
    zh: ({ status }) => [
      `--order-url 返回了 HTTP ${status}。`,
      '它应以 HTTP 2xx 返回支付后会变化的内容，尚无内容时返回 404；网址中的 {number} 代表单号。'
    ]
  }),
  /** `reason` is `exit <n>`, the name of a signal, `time-out`, or why it did not start; `said` is its stderr. */
  'query-failed': entry<{ reason: string; said: string }>({
    exit: 'unknown',
    en: ({ reason, said }) => [
      `The command of --query failed (${reason})${said === '' ? '.' : `: ${excerpt(said)}`}`,
      'Try it in a shell with the number in the variable ECPAY_NUMBER; it must end with 0.'
    ],
    zh: ({ reason, said }) => [
      `--query 的命令执行失败（${reason}）${said === '' ? '。' : `：${excerpt(said)}`}`,
      '请先在命令行中试一遍，单号在环境变量 ECPAY_NUMBER 中；命令的退出码应为 0。'
    ]
  })
})
