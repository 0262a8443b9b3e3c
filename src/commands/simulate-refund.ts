import { refundCallback } from '../simulator/callback.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { endStoredRefund } from '../simulator/refunds.js'
import type { CommandSpec } from './command.js'
import { deliverCallback, TIME_SCALE } from './deliver-callback.js'
import { withStore } from './local-gateway.js'

export const simulateRefund = endsRefund('simulate refund', 'SUCCESS')
export const simulateRefundFail = endsRefund('simulate refund-fail', 'FAIL')

/** Gives a refund its result, at once where it has none yet, and delivers the callback. */
function endsRefund(name: string, status: 'SUCCESS' | 'FAIL'): CommandSpec {
  return {
    name,
    arguments: '<out_refund_no>',
    options: [TIME_SCALE],
    examples: [`ecpay ${name} refund_1`, `ecpay ${name} refund_1 | ecpay verify-callback --env local`],
    exits: [0, 1, 2, 130],
    async run(context, [out_refund_no = ''], flags) {
      const { world, out, words } = context
      const { refund, order } = await withStore(world, async (store) =>
        endStoredRefund(store, out_refund_no, status, world.now())
      )
      out.note(words.simulate.refundEnded(out_refund_no, status))
      const body = refundCallback(refund, order, DEMO_KEYS, world)
      return deliverCallback(context, { notify_url: refund.notify_url, body, about: { out_refund_no, status } }, flags)
    }
  }
}
