import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { endStored } from '../simulator/end-stored.js'
import { resultCallback } from '../simulator/result-callback.js'
import type { ResultKind } from '../simulator/store.js'
import type { CommandSpec } from './command.js'
import { deliverCallback, TIME_SCALE } from './deliver-callback.js'
import { withStore } from './local-gateway.js'

/** A kind of thing that is first accepted, and what `ecpay simulate` needs to know of it. */
interface Simulated {
  name: string
  kind: ResultKind
  /** The argument, as the platform names the number. */
  number: string
  example: string
}

export const simulateRefund = endsWith({
  name: 'simulate refund',
  kind: 'refund',
  number: 'out_refund_no',
  example: 'refund_1'
})

/** Gives something its result, at once where it has none yet, and delivers the callback. */
function endsWith({ name, kind, number: argument, example }: Simulated): CommandSpec {
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
      const { world } = context
      const callback = await withStore(world, async (store) => {
        const record = endStored(store, kind, number, status, world.now())
        const body = resultCallback(kind, record, store, DEMO_KEYS, world) ?? ''
        return { notify_url: record.notify_url ?? '', body }
      })
      context.out.note(context.words.simulate.ended(number, status))
      return deliverCallback(context, { ...callback, about: { [argument]: number, status } }, flags)
    }
  }
}
