import { once } from 'node:events'
import { EXIT, Failure, finding } from '../../findings/findings.js'
import { postJson } from '../../gateway/post.js'
import { startGateway } from '../../simulator/gateway-server.js'
import { SERVE_PORT } from '../call/call-target.js'
import { TIME_SCALE, timeScaleOf } from '../callback/deliver.js'
import { ALLOW_HOST, allowedHosts } from '../shared/allowed-hosts.js'
import { PORT } from '../shared/bounds.js'
import type { CommandSpec } from '../shared/command.js'
import { patienceOf, stateOf } from '../shared/local-gateway.js'
import { openLog } from '../shared/log.js'
import { printCallback, printRequest } from './serve-log.js'

export const simulateServe: CommandSpec = {
  name: 'simulate serve',
  options: [
    { syntax: '--port <n>', number: PORT, fallback: SERVE_PORT },
    { syntax: '--host <address>', fallback: '127.0.0.1' },
    ALLOW_HOST,
    TIME_SCALE,
    { syntax: '--latency <ms>' },
    { syntax: '--strict' }
  ],
  examples: [
    'ecpay simulate serve',
    'ecpay simulate serve --port 9000 --json',
    'ecpay simulate serve --time-scale 0.01 --latency 50-400',
    'ecpay simulate serve --host 0.0.0.0 --allow-host gateway'
  ],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { world, out, words } = context
    const latency = latencyOf(flags.latency as string | undefined)
    const timeScale = timeScaleOf(flags)
    const hosts = allowedHosts(flags)
    const log = openLog(out)
    await out.ready()
    const gateway = await startGateway({
      stateDir: stateOf(world),
      patience: patienceOf(context),
      ...(typeof flags.host === 'string' && { host: flags.host }),
      allowedHosts: hosts,
      port: (flags.port as number | undefined) ?? SERVE_PORT,
      now: world.now,
      random: world.random,
      timeScale,
      strict: flags.strict === true,
      ...(latency && { latency }),
      log: (entry) => void printRequest(context, log, entry),
      callbacks: {
        post: (to, body, timeout, signal) => postJson(to, body, timeout, signal, world.env),
        log: (entry) => void printCallback(context, log, entry, timeScale),
        onProblem: (problem) => out.warnAtOnce([problem])
      }
    })
    try {
      out.note(words.simulate.listening(gateway.url))
      out.note(words.simulate.stopHint)
      if (out.json) await out.result(`${JSON.stringify({ listening: gateway.url })}\n`)
      if (!world.signal.aborted) await once(world.signal, 'abort')
    } finally {
      await gateway.close()
    }
    await log.end()
    return EXIT.interrupted
  }
}

/** `200`, or a range as `50-400`, in milliseconds. */
function latencyOf(text: string | undefined): readonly [number, number] | undefined {
  if (text === undefined) return undefined
  const [, least = '', most = least] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? []
  if (least !== '' && Number(least) <= Number(most)) return [Number(least), Number(most)]
  throw new Failure(EXIT.input, [
    finding('invalid-option-value', { option: '--latency', found: text, expected: '200, 50-400' })
  ])
}
