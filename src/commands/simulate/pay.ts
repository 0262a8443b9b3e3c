import { EXIT } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { paymentCallback } from '../../simulator/callbacks/order-callback.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import type { SettledOrder, Way } from '../../simulator/life-cycle/orders.js'
import { payStored } from '../../simulator/life-cycle/pay-order.js'
import { patiently } from '../../simulator/store/lock.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import type { CommandSpec, Context, Flags } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

export const simulatePay: CommandSpec = {
  name: 'simulate pay',
  arguments: '<out_order_no>',
  options: [
    { syntax: '--way <way>', choices: ['wx', 'ali', 'dyzf'], fallback: 'wx' },
    { syntax: '--fail' },
    TIME_SCALE
  ],
  examples: [
    'ecpay simulate pay 20261122120000000abcdefgh',
    'ecpay simulate pay 20261122120000000abcdefgh | ecpay verify-callback --env local',
    'ecpay simulate pay 20261122120000000abcdefgh --way ali --time-scale 0.001'
  ],
  exits: [0, 1, 2, 130],
  async run(context, [out_order_no = ''], flags) {
    const order = await pay(context, out_order_no, flags)
    const { out, words } = context
    const about = { out_order_no, status: order.payment.status }
    if (order.payment.status === 'FAIL') {
      out.note(words.simulate.failed(visibleLine(out_order_no)))
      if (out.json) await out.document({ ...about, callback: null, deliveries: [] })
      return EXIT.done
    }
    out.note(words.simulate.paid(visibleLine(out_order_no)))
    const body = paymentCallback(order, DEMO_KEYS, context.world)
    return deliverCallback(context, { notify_url: order.notify_url, body, about }, flags)
  }
}

function pay(context: Context, out_order_no: string, flags: Flags): Promise<SettledOrder> {
  const way = flags.way as Way | undefined
  const status = flags.fail ? 'FAIL' : 'SUCCESS'
  const { world } = context
  return withStore(context, (store) => patiently(() => payStored(store, out_order_no, way, world.now(), status)))
}
