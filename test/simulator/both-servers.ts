import { onTestFinished } from 'vitest'
import type { ServerLimits } from '../../src/servers/http-server.js'
import { type GatewayOptions, startGateway } from '../../src/simulator/gateway-server.js'
import { SYSTEMS } from '../../src/systems.js'
import { knownSystems } from '../../src/workbench/listen/known-systems.js'
import type { ReceiverLimits } from '../../src/workbench/listen/receiver.js'
import { type ListenOptions, listen } from '../../src/workbench/listen/start-listening.js'
import { callback } from '../e2e/platform.js'
import { CREATE, ORDER, signedBody } from './bodies.js'
import { freshDirectory, START } from './support.js'

export const TOKEN = 'tokenOfTheShop01'

export interface Served {
  port: number
  url: string
  /** Where a right request goes, and its body. */
  path: string
  body: string
  /** Why requests were turned away, as the log has it. */
  refusals: string[]
  /** The HTTP status of a right request over a connection of its own. */
  good(): Promise<number>
  close(): Promise<void>
}

export interface Options {
  limits?: Partial<ServerLimits & ReceiverLimits>
  allowedHosts?: readonly string[]
}

/** Both servers of this tool, each on a free port until the test ends. */
export const SERVERS: [name: string, start: (options?: Options) => Promise<Served>][] = [
  ['listen', (options) => startListen(options)],
  ['simulate serve', (options) => startServe(options)]
]

export async function startListen(options: Options & Partial<ListenOptions> = {}): Promise<Served> {
  const refusals: string[] = []
  const listener = await listen({
    systems: await knownSystems(SYSTEMS, { token: TOKEN }),
    host: '127.0.0.1',
    port: 0,
    forward: undefined,
    keeper: undefined,
    allowedHosts: [],
    now: Date.now,
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    clock: () => performance.now(),
    onDelivery: () => {},
    onRefusal: ({ refused }) => refusals.push(refused),
    ...options
  })
  return served(listener.url, '/', JSON.stringify(callback(TOKEN)), refusals, listener.close)
}

export async function startServe(options: Options & Partial<GatewayOptions> = {}): Promise<Served> {
  const refusals: string[] = []
  const gateway = await startGateway({
    stateDir: freshDirectory(),
    now: () => START,
    log: ({ status, reason }) => status !== undefined && status >= 403 && refusals.push(reason),
    ...options
  })
  return served(gateway.url, CREATE, signedBody(ORDER), refusals, gateway.close)
}

function served(url: string, path: string, body: string, refusals: string[], close: () => Promise<void>): Served {
  let closed: Promise<void> | undefined
  const closeOnce = () => {
    closed ??= close()
    return closed
  }
  onTestFinished(closeOnce)
  const headers = { 'content-type': 'application/json', connection: 'close' }
  const good = async () => {
    const answer = await fetch(url + path, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    return answer.status
  }
  return { port: Number(new URL(url).port), url, path, body, refusals, good, close: closeOnce }
}
