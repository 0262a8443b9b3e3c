import { once } from 'node:events'
import { excerpt } from '../findings/excerpt.js'
import { finding } from '../findings/findings.js'
import { openForwarder } from '../gateway/forward.js'
import { fitted, type Yielding } from '../output/columns.js'
import { jsonLine, visibleLine } from '../output/terminal-text.js'
import { yuan } from '../protocol/fen.js'
import type { Keys } from '../protocol/system/keys.js'
import { beijingClock } from '../protocol/time.js'
import { SYSTEMS } from '../systems.js'
import { type DeliveryRecord, openDeliveries, shortForm } from '../workbench/listen/delivery-store.js'
import { Keeper } from '../workbench/listen/keeper.js'
import { knownSystems } from '../workbench/listen/known-systems.js'
import type { ListenRefusal } from '../workbench/listen/receiver.js'
import { listen } from '../workbench/listen/start-listening.js'
import { callbackTarget } from './callback/callback-target.js'
import { TIMEOUT } from './callback/deliver.js'
import { isAtDoor, receivedEntry, refusedEntry } from './callback/journal-entries.js'
import { neededAnswers } from './callback/needed-answers.js'
import { typeText } from './deliveries.js'
import { allowedHosts, allowingLine } from './shared/allowed-hosts.js'
import { PORT } from './shared/bounds.js'
import { type Context, command } from './shared/command.js'
import { type ConfigValues, configFor, keysOf } from './shared/config-for.js'
import { EXIT, type ExitCode } from './shared/exit.js'
import { journalOf } from './shared/journal.js'
import { patienceOf, stateOf } from './shared/local-gateway.js'
import { type Log, openLog } from './shared/log.js'
import { flag, list, number, text } from './shared/option.js'
import { PLATFORM_PUBLIC_KEY_FILE, TOKEN_FILE } from './shared/options.js'

/** Not 4040, where ngrok and its derivatives show the traffic. */
const LISTEN_PORT = 4242

export const listenCommand = command({
  description: {
    en: 'Stands behind your own tunnel or the local gateway. Takes callbacks of 担保支付 (verified with the token) and of 通用交易系统 (with the public key of the platform). Passes on byte for byte with the headers that came, and returns the answer of the handler; without --forward-to it answers what the platform expects. Answers the GET with which the console checks the address. Requests from web pages, or to a host that is neither this machine nor allowed, are refused.',
    zh: '放在自己的隧道或本地网关之后。同时接收担保支付（用令牌验签）和通用交易系统（用平台公钥验签）的回调。连同原请求头逐字节转发，并返回后端的响应；没有 --forward-to 时按平台的要求返回。也会响应控制台校验地址的 GET 请求。来自网页的请求，以及 Host 既不是本机也未经允许的请求，都会拒绝。'
  },
  options: {
    port: number('--port <n>', {
      ...PORT,
      default: LISTEN_PORT,
      help: {
        en: 'port to listen on; 0 takes a free one',
        zh: '监听端口；0 表示自动选择空闲端口'
      }
    }),
    host: text('--host <address>', {
      default: '127.0.0.1',
      help: {
        en: 'address to listen on',
        zh: '监听地址'
      }
    }),
    allowHost: list('--allow-host <name>', {
      help: {
        en: 'also answer requests to this host, as a tunnel sends them: a.example.com, .example.com, *; repeatable',
        zh: '也响应发给这个 Host 的请求，例如隧道的域名：a.example.com、.example.com、*；可多次使用'
      }
    }),
    forwardTo: text('--forward-to <url>', {
      help: {
        en: 'the handler to pass callbacks on to',
        zh: '把回调转发到这个后端'
      }
    }),
    timeout: TIMEOUT,
    store: flag('--no-store', {
      help: {
        en: 'keep no delivery',
        zh: '不保存回调'
      }
    }),
    exitAfter: number('--exit-after <n>', {
      min: 1,
      integer: true,
      help: {
        en: 'end after so many callbacks, with exit 0',
        zh: '收到这么多个回调后结束，退出码为 0'
      }
    }),
    insecure: flag('--insecure', {
      byHand: true,
      help: {
        en: 'also plain http, and any certificate, to another machine',
        zh: '向其他机器转发时也允许 http 和任意证书'
      }
    }),
    tokenFile: TOKEN_FILE,
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE
  },
  examples: [
    'ecpay listen --forward-to http://127.0.0.1:9000/notify',
    'ecpay listen --env local --port 9001 --json',
    'ecpay listen --allow-host .ngrok-free.app --forward-to http://127.0.0.1:9000/notify',
    'ecpay listen --exit-after 1 --forward-to http://127.0.0.1:9000/notify'
  ],
  output: {
    en: 'one line a callback until Ctrl-C: time, id, type, number, amount, ✓ or ✗ with why, what the handler answered, milliseconds. --json: {"listening"}, then one object a line: {"id","received_at","path","system","valid","code","type","number","amount","forwarded":{"url","status","code"},"milliseconds","answered","stored"}; what is refused as {"received_at","method","path","status","refused","host","allow"}',
    zh: '每个回调一行，直到按 Ctrl-C：时间、id、类型、单号、金额、✓ 或 ✗ 加原因、后端的响应、毫秒数。--json：先输出 {"listening"}，之后每行一个对象：{"id","received_at","path","system","valid","code","type","number","amount","forwarded":{"url","status","code"},"milliseconds","answered","stored"}；被拒绝的请求为 {"received_at","method","path","status","refused","host","allow"}'
  },
  exits: [0, 2, 130],
  withoutResult: true,
  async run(context, values) {
    const { world } = context
    const { host, port, store, tokenFile, platformPublicKeyFile, exitAfter: wanted = Number.POSITIVE_INFINITY } = values
    const systems = await knownSystems(SYSTEMS, await verifyingKeys(context, { tokenFile, platformPublicKeyFile }))
    const hosts = allowedHosts(values)
    const forwarder = await forwarderFor(context, values)
    const keeper = store ? keeperFor(context) : undefined
    const done = new AbortController()
    const log = openLog(context.out)
    const mask = await context.out.masking()
    const journal = await journalOf(context, { isServer: true })
    const neededBy = await neededAnswers()
    await context.out.ready()
    let count = 0
    try {
      const listener = await listen({
        systems,
        host,
        port,
        forward: forwarder,
        keeper,
        allowedHosts: hosts,
        now: world.now,
        random: world.random,
        clock: () => performance.now(),
        onRefusal: (refusal) => {
          void printRefusal(context, log, refusal, mask)
          if (!isAtDoor(refusal)) journal?.add(refusedEntry(refusal))
        },
        onDelivery: (record, stored) => {
          void log.print(deliveryLine(context, record, stored, mask))
          journal?.add(receivedEntry(record, stored, neededBy(record)))
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
      journal?.flush()
    }
  }
})

/**
 * The keys that callbacks are verified with: of one system at least.
 *
 * @throws EcpayError with what is missing where there are none
 */
async function verifyingKeys(context: Context, values: ConfigValues): Promise<Keys> {
  const names = SYSTEMS.flatMap(({ keys }) => keys.verify)
  const { settings } = await configFor(context, values, { needs: names })
  const isVerified = SYSTEMS.some(({ keys }) => keys.verify.every((name) => settings[name]))
  if (!isVerified) await configFor(context, values, { needs: [], required: names })
  return keysOf(names, settings)
}

function endOf(done: AbortSignal): ExitCode {
  return done.aborted ? EXIT.done : EXIT.interrupted
}

/** @param values `timeout` in milliseconds */
async function forwarderFor(
  context: Context,
  { forwardTo, insecure: allow, timeout }: { forwardTo: string | undefined; insecure: boolean; timeout: number }
) {
  if (forwardTo === undefined) return undefined
  const { url, insecure } = callbackTarget(context, forwardTo, '--forward-to', allow)
  return { url, ...(await openForwarder({ url, timeout, insecure })) }
}

/** Makes the keeper. An unusable state directory must not prevent forwarding to the handler. */
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

/** The columns to leave out on a narrow terminal: the milliseconds first, the time last. */
const YIELDING: readonly Yielding[] = [
  { column: 7, to: 0 },
  { column: 2, to: 0 },
  { column: 3, to: 16 },
  { column: 4, to: 0 },
  { column: 0, to: 0 }
]

/** The line of a callback: time, id, type, number, amount, verdict, answer of the handler, milliseconds. */
function deliveryLine(
  { out }: Context,
  record: DeliveryRecord,
  stored: boolean,
  mask: (text: string) => string
): string {
  if (out.json) return jsonLine({ ...shortForm(record), stored })
  const { received_at, id, number, amount, valid, code, forwarded, milliseconds } = record
  const { red, green, dim } = out.paint.stdout
  const plain = (text: string) => text
  const cells: [text: string, paint: (text: string) => string][] = [
    [beijingClock(received_at), dim],
    [id, plain],
    [typeText(record), plain],
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

/** Prints the line of a request that this tool refused: time, reason, host or path, HTTP status. */
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
