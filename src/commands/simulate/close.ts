import { patiently } from '../../database/lock.js'
import type { Both } from '../../language.js'
import { visibleLine } from '../../output/terminal-text.js'
import { paymentCallback } from '../../simulator/callbacks/order-callback.js'
import type { Closed } from '../../simulator/life-cycle/orders.js'
import { closeStored } from '../../simulator/life-cycle/trade-orders.js'
import { LOCAL_KEYS } from '../../simulator/local-keys.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import { command, type Definition } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { argument } from '../shared/option.js'
import { withConfiguredAddress } from './configured-address.js'

export const simulateCancel = closes('cancel', 'USER_CANCEL', {
  en: 'Cancels an unpaid order of 通用交易系统 as its user would, and delivers the callback: status CANCEL, message USER_CANCEL.',
  zh: '以用户的身份取消一笔通用交易系统的待支付订单，并发送回调：status 为 CANCEL，message 为 USER_CANCEL。'
})
export const simulateTimeout = closes('timeout', 'TIME_OUT', {
  en: 'Lets an unpaid order of 通用交易系统 time out at once, and delivers the callback: status CANCEL, message TIME_OUT. While simulate serve runs, it sends this by itself once payExpireSeconds are over.',
  zh: '让一笔通用交易系统的待支付订单立即超时，并发送回调：status 为 CANCEL，message 为 TIME_OUT。simulate serve 运行时，payExpireSeconds 一到它会自动发送。'
})

/** The command that closes an order without payment, and delivers the callback. */
function closes(name: string, reason: Closed['reason'], description: Both): Definition {
  const line = `ecpay simulate ${name} order_1001`
  return command({
    description,
    arguments: {
      out_order_no: argument('<out_order_no>', { help: { en: 'the order', zh: '订单号' } })
    },
    options: { timeScale: TIME_SCALE },
    examples: [line, `${line} | ecpay verify-callback --env local`],
    output: {
      en: 'the callback with its headers when the order has no payNotifyUrl, else nothing. --json: {"out_order_no","status","message","callback","headers","deliveries":[…]}',
      zh: '订单没有 payNotifyUrl 时输出带请求头的回调，否则无输出。--json：{"out_order_no","status","message","callback","headers","deliveries":[…]}'
    },
    exits: [0, 1, 2, 130],
    async run(context, { out_order_no, timeScale }) {
      const callback = await withStore(context, async (store, platform) => {
        const order = await patiently(() => closeStored(store, out_order_no, reason, platform.now()))
        return paymentCallback(order, LOCAL_KEYS, platform)
      })
      context.out.note(context.words.simulate.closed(visibleLine(out_order_no), reason))
      const ready = await withConfiguredAddress(context, callback)
      return deliverCallback(context, ready, { out_order_no, status: 'CANCEL', message: reason }, timeScale)
    }
  })
}
