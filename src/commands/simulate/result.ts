import { EXIT, Failure, finding } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { resultCallback } from '../../simulator/callbacks/result-callback.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import { endStored } from '../../simulator/life-cycle/end-stored.js'
import type { Outcome } from '../../simulator/life-cycle/results.js'
import { patiently } from '../../simulator/store/lock.js'
import type { ResultKind } from '../../simulator/store/store.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import type { CommandSpec, Context, Flags } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

/** What ends otherwise than with success, by the flag that asks for it. */
const ENDS = { fail: 'FAIL', reexchange: 'REEXCHANGE' } as const

/** The argument is the number, as the platform names it. */
export const simulateRefund = endsWith('refund', 'out_refund_no', ['fail'])
export const simulateSettle = endsWith('settle', 'out_settle_no', ['fail'])
export const simulateReturn = endsWith('return', 'out_return_no', ['fail'])
export const simulateWithdraw = endsWith('withdraw', 'out_order_id', ['fail', 'reexchange'])

/** Gives something its result, at once where it has none yet, and delivers the callback. */
function endsWith(kind: ResultKind, argument: string, ends: readonly (keyof typeof ENDS)[]): CommandSpec {
  const line = `ecpay simulate ${kind} ${kind}_1`
  return {
    name: `simulate ${kind}`,
    arguments: `<${argument}>`,
    options: [...ends.map((end) => ({ syntax: `--${end}` })), TIME_SCALE],
    examples: [line, ...ends.map((end) => `${line} --${end}`)],
    exits: [0, 1, 2, 130],
    async run(context, [number = ''], flags) {
      const status = statusFrom(flags)
      const about = { [argument]: number, status }
      const { notify_url, body } = await end(context, kind, number, status)
      const { out, words } = context
      out.note(words.simulate.ended(visibleLine(number), status))
      if (body !== undefined) return deliverCallback(context, { notify_url, body, about }, flags)
      out.note(words.simulate.noCallback)
      if (out.json) await out.document({ ...about, callback: null, deliveries: [] })
      return EXIT.done
    }
  }
}

/** @throws Failure (exit 2) `conflicting-options` */
function statusFrom(flags: Flags): Outcome['status'] {
  const { fail, reexchange } = flags
  if (fail && reexchange) {
    throw new Failure(EXIT.input, [finding('conflicting-options', { options: ['--fail', '--reexchange'] })])
  }
  if (fail) return ENDS.fail
  return reexchange ? ENDS.reexchange : 'SUCCESS'
}

/** @returns where its callback goes, and what it is; a kind that the platform does not call back has none */
function end(context: Context, kind: ResultKind, number: string, status: Outcome['status']) {
  const { world } = context
  return withStore(context, async (store) => {
    const record = await patiently(() => endStored(store, kind, number, status, world.now()))
    return { notify_url: record.notify_url ?? '', body: resultCallback(kind, record, store, DEMO_KEYS, world) }
  })
}
