import { once } from 'node:events'
import { excerpt } from '../findings/excerpt.js'
import { EXIT, type ExitCode, finding } from '../findings/findings.js'
import { openForwarder } from '../gateway/forward.js'
import { fitted, type Yielding } from '../output/columns.js'
import { jsonLine, visibleLine } from '../output/terminal-text.js'
import { yuan } from '../protocol/fen.js'
import { beijingClock } from '../protocol/time.js'
import { ATTEMPT_TIMEOUT } from '../simulator/callbacks/delivery.js'
import { type DeliveryRecord, openDeliveries, shortForm } from '../workbench/listen/delivery-store.js'
import { Keeper } from '../workbench/listen/keeper.js'
import type { ListenRefusal } from '../workbench/listen/receiver.js'
import { listen } from '../workbench/listen/start-listening.js'
import { callbackTarget } from './callback/callback-target.js'
import { ALLOW_HOST, allowedHosts, allowingLine } from './shared/allowed-hosts.js'
import { MILLISECONDS, PORT } from './shared/bounds.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { patienceOf, stateOf } from './shared/local-gateway.js'
import { type Log, openLog } from './shared/log.js'

/** Not 4040, where ngrok and tunnels made from it show what passes through them. */
const LISTEN_PORT = 4242

export const listenCommand: CommandSpec = {
  name: 'listen',
  options: [
    { syntax: '--port <n>', number: PORT, fallback: LISTEN_PORT },
    { syntax: '--host <address>', fallback: '127.0.0.1' },
    ALLOW_HOST,
    { syntax: '--forward-to <url>' },
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: ATTEMPT_TIMEOUT },
    { syntax: '--no-store' },
    { syntax: '--exit-after <n>', number: { min: 1, integer: true } },
    { syntax: '--insecure' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay listen --forward-to http://127.0.0.1:9000/notify',
    'ecpay listen --env local --port 9001 --json',
    'ecpay listen --allow-host .ngrok-free.app --forward-to http://127.0.0.1:9000/notify',
    'ecpay listen --exit-after 1 --forward-to http://127.0.0.1:9000/notify'
  ],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { world } = context
    const { settings } = await configFor(context, flags, { needs: [], required: ['token'] })
    const hosts = allowedHosts(flags)
    const forwarder = await forwarderFor(context, flags)
    const keeper = flags.store === false ? undefined : keeperFor(context)
    const done = new AbortController()
    const wanted = (flags.exitAfter as number | undefined) ?? Number.POSITIVE_INFINITY
    const log = openLog(context.out)
    const mask = await context.out.masking()
    await context.out.ready()
    let count = 0
    try {
      const listener = await listen({
        token: settings.token.value,
        host: (flags.host as string | undefined) ?? '127.0.0.1',
        port: (flags.port as number | undefined) ?? LISTEN_PORT,
        forward: forwarder,
        keeper,
        allowedHosts: hosts,
        now: world.now,
        random: world.random,
        clock: () => performance.now(),
        onRefusal: (refusal) => void printRefusal(context, log, refusal, mask),
        onDelivery: (record, stored) => {
          void log.print(deliveryLine(context, record, stored, mask))
          if (++count >= wanted) done.abort()
        }
      })
      await keeper?.open()
      await sayWhere(context, listener.url, forwarder?.url)
      const stop = AbortSignal.any([world.signal, done.signal])
      if (!stop.aborted) await once(stop, 'abort')
      await listener.close()
      await log.end()
      return endOf(done.signal)
    } finally {
      await forwarder?.close()
      await keeper?.close()
    }
  }
}

function endOf(done: AbortSignal): ExitCode {
  return done.aborted ? EXIT.done : EXIT.interrupted
}

async function forwarderFor(context: Context, flags: Flags) {
  const said = flags.forwardTo as string | undefined
  if (said === undefined) return undefined
  const { url, insecure } = callbackTarget(context, said, '--forward-to', flags.insecure === true)
  const timeout = (flags.timeout as number | undefined) ?? ATTEMPT_TIMEOUT
  return { url, ...(await openForwarder({ url, timeout, insecure })) }
}

/** A state directory that cannot be used does not keep callbacks from their handler. */
function keeperFor(context: Context): Keeper {
  const { world, out, words } = context
  return new Keeper(async () => openDeliveries(stateOf(world), undefined, patienceOf(context)), {
    onTrouble(findings) {
      out.warnAtOnce(findings)
      out.note(words.listen.notKept)
    },
    onRecovery: (count) => out.warnAtOnce([finding('deliveries-kept-again', { count })])
  })
}

async function sayWhere({ out, words }: Context, url: string, forwardTo: string | undefined): Promise<void> {
  out.note(words.listen.listening(url))
  if (forwardTo !== undefined) out.note(words.listen.forwarding(visibleLine(forwardTo)))
  out.note(words.listen.tunnel)
  out.note(words.listen.stopHint)
  if (out.json) await out.result(`${JSON.stringify({ listening: url })}\n`)
}

/** What a line leaves out first where the terminal is narrow: the milliseconds, last the time. */
const YIELDING: readonly Yielding[] = [
  { column: 7, to: 0 },
  { column: 2, to: 0 },
  { column: 3, to: 16 },
  { column: 4, to: 0 },
  { column: 0, to: 0 }
]

/** One line a callback: time, id, type, number, amount, verdict, what the handler answered, milliseconds. */
function deliveryLine(
  { out }: Context,
  record: DeliveryRecord,
  stored: boolean,
  mask: (text: string) => string
): string {
  if (out.json) return jsonLine({ ...shortForm(record), stored })
  const { received_at, id, type, number, amount, valid, code, forwarded, milliseconds } = record
  const { red, green, dim } = out.paint.stdout
  const plain = (text: string) => text
  const cells: [text: string, paint: (text: string) => string][] = [
    [beijingClock(received_at), dim],
    [id, plain],
    [visibleLine(type ?? '-'), plain],
    [visibleLine(number ?? '-'), plain],
    [amount !== null && /^[0-9]+$/.test(amount) ? yuan(amount) : '-', plain],
    [valid ? '✓' : `✗ ${code}`, valid ? green : red],
    [forwarded ? `→ ${forwarded.status ?? forwarded.code}` : '', plain],
    [`${milliseconds} ms`, dim]
  ]
  const texts = fitted(
    cells.map(([text]) => excerpt(mask(text))),
    out.tableWidth,
    YIELDING
  )
  return cells.flatMap(([, paint], i) => (texts[i] ? [paint(texts[i])] : [])).join('  ')
}

/** One line for what is answered by nobody but this tool: time, why, host or path, HTTP status. */
async function printRefusal(
  context: Context,
  log: Log,
  refusal: ListenRefusal,
  mask: (text: string) => string
): Promise<void> {
  const { out, words } = context
  const { received_at, method, path, status, refused, host } = refusal
  const line = host === undefined ? undefined : allowingLine(context, host)
  if (out.json) return log.print(jsonLine({ ...refusal, ...(line && { allow: line }) }))
  const { red, dim } = out.paint.stdout
  const asked = excerpt(mask(visibleLine(host ?? `${method} ${path}`)))
  await log.print([dim(beijingClock(received_at)), red(`✗ ${refused}`), asked, `HTTP ${status}`].join('  '))
  if (line !== undefined) out.note(words.listen.allowHost(line))
}
