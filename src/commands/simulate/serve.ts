import { once } from 'node:events'
import { refuse } from '../../findings/findings.js'
import { poster } from '../../gateway/post.js'
import { lengthText } from '../../simulator/clock-setting.js'
import type { Control } from '../../simulator/control.js'
import { startGateway } from '../../simulator/gateway-server.js'
import { SERVE_PORT } from '../call/call-target.js'
import { TIME_SCALE } from '../callback/deliver.js'
import { knownCalls } from '../log/known-calls.js'
import { allowedHosts } from '../shared/allowed-hosts.js'
import { PORT } from '../shared/bounds.js'
import { command } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { journalOf, keepingPost, takenEntry } from '../shared/journal.js'
import { patienceOf, stateOf } from '../shared/local-gateway.js'
import { openLog } from '../shared/log.js'
import { flag, list, number, text } from '../shared/option.js'
import { appNames, configuredApps } from './configured-apps.js'
import { controlOf } from './control/control.js'
import { TakenRequests } from './control/taken-requests.js'
import { printCallback, printRequest } from './serve-log.js'

export const simulateServe = command({
  description: {
    en: 'Serves the gateway for a backend in any language, on 127.0.0.1 or where --host says, and delivers the callbacks of results as they come due, to the notify_url of the request, by the retry schedule of the platform. What is not delivered when it stops is delivered by the next one. Payments are called back by simulate pay. Requests from web pages, or to a host that is neither this machine nor allowed, are refused. Under /_ecpay/ it tells tests what it received and takes the simulate commands.',
    zh: '在 127.0.0.1 或 --host 给出的地址上启动网关，供任何语言的后端联调；结果出来后，按平台的重试间隔把回调发送到请求中的 notify_url。停止时尚未送达的，由下一次启动的网关接着发送。支付回调由 simulate pay 发送。来自网页的请求，以及 Host 既不是本机也未经允许的请求，都会拒绝。测试可以通过 /_ecpay/ 查询它收到的请求，并执行各个 simulate 命令。'
  },
  options: {
    port: number('--port <n>', {
      ...PORT,
      default: SERVE_PORT,
      help: {
        en: 'port to listen on; 0 takes a free one',
        zh: '监听端口；0 表示自动选择空闲端口'
      }
    }),
    host: text('--host <address>', {
      default: '127.0.0.1',
      help: {
        en: 'address to listen on; 0.0.0.0 in a container',
        zh: '监听地址；在容器中用 0.0.0.0'
      }
    }),
    allowHost: list('--allow-host <name>', {
      help: {
        en: 'also answer requests to this host, such as the name of a container: gateway, .example.com, *; repeatable',
        zh: '也响应发给这个 Host 的请求，例如容器名：gateway、.example.com、*；可多次使用'
      }
    }),
    timeScale: {
      ...TIME_SCALE,
      help: {
        en: 'shorten how long results take and the waits of the retry schedule, e.g. 0.001',
        zh: '按比例缩短出结果的时间和重试间隔，例如 0.001'
      }
    },
    latency: text('--latency <ms>', {
      help: {
        en: 'hold each answer back so long, or between two times, e.g. 50-400; the call is carried out at once',
        zh: '每个响应延迟多久，或在两个值之间随机，例如 50-400；请求本身立即执行'
      }
    }),
    strict: flag('--strict', {
      help: {
        en: "refuse what one of ByteDance's own demos signs and another does not; else x-ecpay-warning says it",
        zh: '拒绝字节跳动各官方示例不一致的签名；不加时接受，并在 x-ecpay-warning 中说明'
      }
    })
  },
  examples: [
    'ecpay simulate serve',
    'ecpay simulate serve --port 9000 --json',
    'ecpay simulate serve --time-scale 0.01 --latency 50-400',
    'ecpay simulate serve --host 0.0.0.0 --allow-host gateway'
  ],
  output: {
    en: 'one line a request, and one an attempt to call back, until Ctrl-C. --json: one JSON object a line',
    zh: '每个请求、每次发送回调各输出一行，直到按 Ctrl-C。--json：每行一个 JSON 对象'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { port, host, allowHost, timeScale, latency, strict }) {
    const { world, out, words } = context
    const holding = latencyOf(latency)
    const hosts = allowedHosts({ host, allowHost })
    const apps = await configuredApps(context)
    const log = openLog(out)
    const requests = new TakenRequests()
    const journal = await journalOf(context, {
      isServer: true,
      onEntry: (entry, isForeign) => requests.add(entry, isForeign)
    })
    const control = whenAsked(async () => controlOf(context, { requests, journal, calls: await knownCalls() }))
    await out.ready()
    const gateway = await startGateway({
      stateDir: stateOf(world),
      patience: patienceOf(context),
      host,
      apps,
      allowedHosts: hosts,
      port,
      now: world.now,
      random: world.random,
      timeScale,
      strict,
      ...(holding && { latency: holding }),
      log: (entry) => void printRequest(context, log, entry),
      onExchange: (one) => journal.add(takenEntry(one, world.now())),
      control,
      callbacks: {
        post: (one) => keepingPost(journal, poster(world.env, one), one, world.now),
        log: (entry) => void printCallback(context, log, entry, timeScale),
        onProblem: (problem) => out.warnAtOnce([problem])
      }
    })
    try {
      out.note(words.simulate.listening(gateway.url))
      if (apps.length > 0) out.note(words.simulate.knownApps(appNames(apps)))
      out.note(words.simulate.stopHint)
      const ahead = gateway.store.clockAhead()
      if (ahead !== 0) out.note(words.simulate.setClock(lengthText(ahead)))
      if (out.json) await out.result(`${JSON.stringify({ listening: gateway.url })}\n`)
      if (!world.signal.aborted) await once(world.signal, 'abort')
    } finally {
      await gateway.close()
      journal.flush()
    }
    await log.end()
    return EXIT.interrupted
  }
})

/** Made for the first request, because most servers get none. */
function whenAsked(make: () => Promise<Control>): Control {
  let made: Promise<Control> | undefined
  return async (request, signal) => {
    made ??= make()
    return (await made)(request, signal)
  }
}

/** Reads `200` or a range like `50-400`, in milliseconds. */
function latencyOf(typed: string | undefined): readonly [number, number] | undefined {
  if (typed === undefined) return undefined
  const [, least = '', most = least] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(typed) ?? []
  if (least !== '' && Number(least) <= Number(most)) return [Number(least), Number(most)]
  throw refuse('invalid-option-value', { option: '--latency', found: typed, expected: '200, 50-400' })
}
