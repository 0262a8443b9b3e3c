import { patiently } from '../../database/lock.js'
import { visibleLine } from '../../output/terminal-text.js'
import { paymentCallback } from '../../simulator/callbacks/order-callback.js'
import type { Payment, SettledOrder, Way } from '../../simulator/life-cycle/orders.js'
import { payStored } from '../../simulator/life-cycle/pay-order.js'
import { LOCAL_KEYS } from '../../simulator/local-keys.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import { type Context, command } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { argument, choice, flag } from '../shared/option.js'
import { withConfiguredAddress } from './configured-address.js'

export const simulatePay = command({
  description: {
    en: 'Pays an order as its payer would, and delivers the callback of its system: of 担保支付 or of 通用交易系统. Of an order that is paid already it delivers the callback once more.',
    zh: '以付款人的身份支付一笔订单，并按其所属系统（担保支付或通用交易系统）发送回调。订单已支付时，再发送一次回调。'
  },
  arguments: {
    out_order_no: argument('<out_order_no>', {
      help: {
        en: 'the order to pay',
        zh: '要支付的订单号'
      }
    })
  },
  options: {
    way: choice('--way <way>', ['wx', 'ali', 'dyzf'], {
      fallback: 'wx',
      help: {
        en: 'wx, ali or dyzf',
        zh: '支付方式：wx、ali 或 dyzf'
      }
    }),
    fail: flag('--fail', {
      help: {
        en: 'let the payment fail; the platform sends no callback then. Not for 通用交易系统: see simulate cancel',
        zh: '让支付失败；平台此时不发送回调。通用交易系统没有支付失败，见 simulate cancel'
      }
    }),
    timeScale: TIME_SCALE
  },
  examples: [
    'ecpay simulate pay 20261122120000000abcdefgh',
    'ecpay simulate pay 20261122120000000abcdefgh | ecpay verify-callback --env local',
    'ecpay simulate pay 20261122120000000abcdefgh --way ali --time-scale 0.001'
  ],
  output: {
    en: 'the callback body when the order has no notify_url, else nothing. --json: {"out_order_no","status","callback","deliveries":[…]}',
    zh: '订单没有 notify_url 时输出回调内容，否则无输出。--json：{"out_order_no","status","callback","deliveries":[…]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { out_order_no, way, fail, timeScale }) {
    const order = await pay(context, out_order_no, way, fail ? 'FAIL' : 'SUCCESS')
    const about = { out_order_no, status: order.payment.status }
    const named = visibleLine(out_order_no)
    if (order.payment.status === 'FAIL') {
      return {
        document: () => ({ ...about, callback: null, deliveries: [] }),
        text: ({ words }) => [{ note: words.simulate.failed(named) }]
      }
    }
    context.out.note(context.words.simulate.paid(named))
    const callback = await withConfiguredAddress(context, paymentCallback(order, LOCAL_KEYS, context.world))
    return deliverCallback(context, callback, about, timeScale)
  }
})

function pay(
  context: Context,
  out_order_no: string,
  way: Way | undefined,
  status: Payment['status']
): Promise<SettledOrder> {
  return withStore(context, (store, { now }) => patiently(() => payStored(store, out_order_no, way, now(), status)))
}
