import { EXIT, Failure, finding } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { resultCallback } from '../../simulator/callbacks/order-callback.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import { endStored } from '../../simulator/life-cycle/end-stored.js'
import { KINDS, type ResultKind } from '../../simulator/life-cycle/kinds/kinds.js'
import type { Outcome } from '../../simulator/life-cycle/results.js'
import { patiently } from '../../simulator/store/lock.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import type { CommandSpec, Context, Flags } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

export const simulateRefund = endsWith('refund')
export const simulateSettle = endsWith('settle')
export const simulateReturn = endsWith('return')
export const simulateWithdraw = endsWith('withdraw')

/** Gives something its result, at once where it has none yet, and delivers the callback. */
function endsWith(kind: ResultKind): CommandSpec {
  const { number: argument, ends: flagged } = KINDS[kind]
  const ends = Object.keys(flagged)
  const line = `ecpay simulate ${kind} ${kind}_1`
  return {
    name: `simulate ${kind}`,
    arguments: `<${argument}>`,
    options: [...ends.map((end) => ({ syntax: `--${end}` })), TIME_SCALE],
    examples: [line, ...ends.map((end) => `${line} --${end}`)],
    exits: [0, 1, 2, 130],
    async run(context, [number = ''], flags) {
      const status = statusFrom(kind, flags)
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
function statusFrom(kind: ResultKind, flags: Flags): Outcome['status'] {
  const given = Object.entries(KINDS[kind].ends).filter(([flag]) => flags[flag])
  if (given.length > 1) {
    throw new Failure(EXIT.input, [finding('conflicting-options', { options: given.map(([flag]) => `--${flag}`) })])
  }
  return given[0]?.[1].status ?? 'SUCCESS'
}

/** @returns where its callback goes, and what it is; a kind that the platform does not call back has none */
function end(context: Context, kind: ResultKind, number: string, status: Outcome['status']) {
  const { world } = context
  return withStore(context, async (store) => {
    const record = await patiently(() => endStored(store, kind, number, status, world.now()))
    return { notify_url: record.notify_url ?? '', body: resultCallback(kind, record, store, DEMO_KEYS, world) }
  })
}
