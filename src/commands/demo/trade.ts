import { ENDPOINTS } from '../../trade/endpoints/endpoints.js'
import { trade } from '../../trade/system.js'
import type { Context } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { simulateRefund } from '../simulate/result.js'
import { tradeOrder } from '../trade/order.js'
import { tradeVerifyCallback } from '../trade/verify-callback.js'
import { callNamed, type Playable } from './stage.js'
import { LOCAL, PRETTY, paidSteps, type Story, storyNumber } from './steps.js'

/** The story of 通用交易系统: an order is signed, stands, is paid, asked for and refunded. */
export function tradeStory(context: Context, notify_url: string): Story {
  const { words } = context
  const { trade: said } = words.demo
  const number = storyNumber(context)
  const refund_no = `${number}r`
  const goods = ['--amount', '100', '--title', 'Demo 演示', '--image', 'https://example.com/1.png', '--type', '401']
  const order = ['--out-order-no', number, ...goods, '--path', 'pages/order/detail', '--notify-url', notify_url]
  return {
    intro: said.intro,
    done: said.done,
    steps: [
      { heading: said.order, command: { name: 'trade order', ...tradeOrder }, argv: [...LOCAL, ...order] },
      ...paidSteps(number, said, { name: 'trade verify-callback', ...tradeVerifyCallback }),
      { heading: said.query, command: call('query'), argv: [number, ...LOCAL, ...PRETTY] },
      {
        heading: said.refund,
        command: call('refund'),
        argv: async () => {
          const id = await orderId(context, number)
          const about = ['--out-refund-no', refund_no, '--page', '{"path":"pages/refund"}', '--notify-url', notify_url]
          return [id, '--all', '--amount', '100', ...about, ...LOCAL]
        }
      },
      {
        heading: said.refunded,
        command: { name: 'simulate refund', ...simulateRefund },
        argv: [refund_no, '--time-scale', '0.001']
      },
      { heading: said.queryRefund, command: call('query-refund'), argv: [refund_no, ...LOCAL] }
    ]
  }
}

function call(command: string): Playable {
  return callNamed(command, trade, ENDPOINTS)
}

/** The platform's number, which the client got. */
function orderId(context: Context, number: string): Promise<string> {
  return withStore(context, async (store) => store.find('order', number)?.order_id ?? '')
}
