import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Patience } from '../database/lock.js'
import { bind, closeServer, openServer, type ServerLimits, serverUrl } from '../servers/http-server.js'
import { SYSTEMS } from '../systems.js'
import type { Outside } from '../world.js'
import { createApp } from './app.js'
import { type CallbackOptions, type Callbacks, startCallbacks } from './callbacks/send-callbacks.js'
import { platformWorld } from './clock.js'
import type { Control } from './control.js'
import type { GatewayKeys, KnownApps } from './demo-keys.js'
import type { TakenExchange } from './exchange.js'
import { LOCAL_KEYS } from './local-keys.js'
import type { LogEntry } from './log-entry.js'
import { callsOf } from './played-calls.js'
import { fromPool } from './random-pool.js'
import { openStore, type Store } from './store/store.js'

export interface GatewayOptions {
  /** See `stateDirectory`. */
  stateDir: string
  /** How to wait for another process that is writing. */
  patience?: Patience
  /** Loopback if absent. */
  host?: string
  /** 0, the default, means any free port. */
  port?: number
  /** The hosts that requests may name in addition to loopback; see `isHostPattern`. */
  allowedHosts?: readonly string[]
  limits?: Partial<ServerLimits>
  keys?: GatewayKeys
  /** See `KnownApps`. */
  apps?: KnownApps['apps']
  /** The real time, as Unix time in milliseconds. The platform's own clock may be ahead; see `platformWorld`. */
  now(): number
  random?(size: number): Uint8Array
  log?(entry: LogEntry): void
  /** Called after the answer to each request. */
  onExchange?: (exchange: TakenExchange) => void
  /** See `AppOptions`. */
  control?: Control
  /** See `AppOptions`. */
  strict?: boolean
  /** See `Outside`. */
  timeScale?: number
  /** The delay of answers in milliseconds, chosen at random between the two. */
  latency?: readonly [least: number, most: number]
  /** How to send the callbacks of results; if absent, they are not sent. */
  callbacks?: CallbackOptions
}

export interface Gateway {
  /** `http://<host>:<port>`. */
  url: string
  port: number
  store: Store
  /** Answers the open requests, then closes every connection and the store. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
/** In milliseconds. Connections that are still open this long after `close` are cut. */
const GRACE = 1000

/**
 * Starts the local gateway.
 *
 * @throws EcpayError `port-in-use`, `port-unusable`, `state-unusable`
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { stateDir, now, host = LOOPBACK, port = 0, keys = LOCAL_KEYS, log = () => {}, timeScale = 1 } = options
  const random = fromPool(options.random ?? randomBytes)
  const store = await openStore(stateDir, options.patience)
  const world = { store, keys, ...platformWorld(store, { now, random, timeScale }) }
  let callbacks: Callbacks | undefined
  const { latency } = options
  const app = createApp(
    {
      ...world,
      ...(options.apps && { apps: options.apps }),
      ...(options.strict && { strict: true }),
      ...(options.limits?.heldBytes && { heldBytes: options.limits.heldBytes }),
      ...(options.allowedHosts && { allowedHosts: options.allowedHosts }),
      // On loopback, links lead to the server's own address. Elsewhere its port may be mapped to another.
      ...(host === LOOPBACK && { ownHost: () => ownHost }),
      log,
      ...(latency && { latency: () => heldBack(latency, random) }),
      ...(options.onExchange && { onExchange: options.onExchange }),
      ...(options.control && { control: options.control }),
      onAccepted: () => callbacks?.look()
    },
    await callsOf(SYSTEMS)
  )
  const server = openServer(app, options.limits)
  let ownHost: string | undefined
  try {
    const bound = await bind(server, host, port)
    ownHost = `${host}:${bound}`
    callbacks = options.callbacks && startCallbacks({ ...world, ...options.callbacks })
    return { url: serverUrl(host, bound), port: bound, store, close: () => close(server, callbacks, store) }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function heldBack([least, most]: readonly [number, number], random: Outside['random']): Promise<void> {
  const part = Buffer.from(random(4)).readUInt32BE() / 2 ** 32
  // A delayed answer does not keep the process alive.
  await sleep(least + part * (most - least), undefined, { ref: false })
}

async function close(server: Server, callbacks: Callbacks | undefined, store: Store): Promise<void> {
  await Promise.all([closeServer(server, GRACE), callbacks?.close()])
  await store.close()
}
