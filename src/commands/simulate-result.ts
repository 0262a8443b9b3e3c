import { EXIT, Failure, finding } from '../protocol/findings.js'
import { refundCallback } from '../simulator/callback.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { endStored } from '../simulator/end-stored.js'
import type { Store } from '../simulator/store.js'
import type { CommandSpec, Context } from './command.js'
import { deliverCallback, type SignedCallback, TIME_SCALE } from './deliver-callback.js'
import { withStore } from './local-gateway.js'

/** A kind of thing that is first accepted, and what `ecpay simulate` needs to know of it. */
interface Simulated {
  name: string
  /** The argument, as the platform names the number. */
  number: string
  example: string
  end(store: Store, number: string, status: 'SUCCESS' | 'FAIL', context: Context): Omit<SignedCallback, 'about'>
}

export const simulateRefund = endsWith({
  name: 'simulate refund',
  number: 'out_refund_no',
  example: 'refund_1',
  end(store, number, status, { world }) {
    const refund = endStored(store, 'refund', number, status, world.now())
    return { notify_url: refund.notify_url, body: refundCallback(refund, orderOf(store, refund), DEMO_KEYS, world) }
  }
})

/** Gives something its result, at once where it has none yet, and delivers the callback. */
function endsWith({ name, number: argument, example, end }: Simulated): CommandSpec {
  return {
    name,
    arguments: `<${argument}>`,
    options: [{ syntax: '--fail' }, TIME_SCALE],
    examples: [
      `ecpay ${name} ${example}`,
      `ecpay ${name} ${example} | ecpay verify-callback --env local`,
      `ecpay ${name} ${example} --fail`
    ],
    exits: [0, 1, 2, 130],
    async run(context, [number = ''], flags) {
      const status = flags.fail ? 'FAIL' : 'SUCCESS'
      const callback = await withStore(context.world, async (store) => end(store, number, status, context))
      context.out.note(context.words.simulate.ended(number, status))
      return deliverCallback(context, { ...callback, about: { [argument]: number, status } }, flags)
    }
  }
}

function orderOf(store: Store, { out_order_no }: { out_order_no: string }) {
  const order = store.get(out_order_no)
  if (order?.kind === 'order') return order
  throw new Failure(EXIT.no, [finding('order-not-found', { out_order_no })])
}
