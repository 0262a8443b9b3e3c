import { setTimeout as sleep } from 'node:timers/promises'
import { postJson } from '../gateway/post.js'
import { sentence } from '../output/report.js'
import { visibleLine } from '../output/terminal-text.js'
import type { FindingWords } from '../output/words/words.js'
import { EXIT, type ExitCode, Failure, finding } from '../protocol/findings.js'
import { paymentCallback } from '../simulator/callback.js'
import { type Attempt, deliver } from '../simulator/delivery.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import type { SettledOrder, Way } from '../simulator/orders.js'
import { payStored } from '../simulator/pay.js'
import type { CommandSpec, Context, Flags } from './command.js'
import { withStore } from './local-gateway.js'

export const simulatePay: CommandSpec = {
  name: 'simulate pay',
  arguments: '<out_order_no>',
  options: [
    { syntax: '--way <way>', choices: ['wx', 'ali', 'dyzf'], fallback: 'wx' },
    { syntax: '--fail' },
    { syntax: '--time-scale <factor>', number: { min: 0, integer: false }, fallback: 1 }
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
    if (order.payment.status === 'FAIL') {
      out.note(words.simulate.failed(out_order_no))
      if (out.json) await out.document(report(order, null, []))
      return EXIT.done
    }
    out.note(words.simulate.paid(out_order_no))
    const callback = paymentCallback(order, DEMO_KEYS, context.world)
    return order.notify_url === ''
      ? printCallback(context, order, callback)
      : deliverCallback(context, order, callback, flags)
  }
}

function pay({ world }: Context, out_order_no: string, flags: Flags): Promise<SettledOrder> {
  const way = (flags.way as Way | undefined) ?? 'wx'
  const status = flags.fail ? 'FAIL' : 'SUCCESS'
  return withStore(world, async (store) => payStored(store, out_order_no, way, world.now(), status))
}

async function printCallback({ out, words }: Context, order: SettledOrder, callback: string): Promise<ExitCode> {
  out.note(words.simulate.noNotifyUrl)
  if (out.json) await out.document(report(order, callback, []))
  else await out.result(`${callback}\n`)
  return EXIT.done
}

async function deliverCallback(
  context: Context,
  order: SettledOrder,
  callback: string,
  flags: Flags
): Promise<ExitCode> {
  const { world, out, words } = context
  const deliveries: Attempt[] = []
  const findings = await out.catalogue.findings()
  out.note(words.simulate.delivering(visibleLine(order.notify_url)))
  const { delivered, attempts } = await deliver({
    url: order.notify_url,
    body: callback,
    timeScale: (flags.timeScale as number | undefined) ?? 1,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    signal: world.signal,
    post: (url, body, timeout, signal) => postJson(url, body, timeout, signal, world.env),
    onAttempt: (attempt) => {
      deliveries.push(attempt)
      out.note(attemptLine(context, findings, attempt))
    }
  })
  if (out.json) await out.document(report(order, callback, deliveries))
  if (delivered) return EXIT.done
  throw new Failure(EXIT.no, [finding('callback-not-delivered', { url: order.notify_url, attempts })])
}

export function attemptLine(
  { words }: Context,
  findings: FindingWords,
  { attempt, of, problem, waitSeconds }: Attempt
): string {
  if (!problem) return words.simulate.delivered(attempt, of)
  return words.simulate.notDelivered(attempt, of, sentence(problem, findings).message, waitSeconds)
}

function report(order: SettledOrder, callback: string | null, deliveries: Attempt[]): object {
  return { out_order_no: order.out_order_no, status: order.payment.status, callback, deliveries }
}
