import { createServer } from 'node:http'
import type { Finding } from '../../protocol/findings.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { bind, closeServer } from '../http-server.js'
import type { SimulatorWorld } from '../world.js'
import type { Deliveries, DeliveryRecord } from './deliveries.js'
import { Receiver } from './receiver.js'

/** What is passed on: everything as it came. */
export interface Passed {
  /** With its query. */
  path: string
  headers: [string, string][]
  body: Buffer
}

/** What came back from the handler. */
interface PassedBack {
  status: number
  headers: [string, string][]
  body: Buffer
}

export interface ListenOptions extends SimulatorWorld {
  token: string
  host: string
  /** 0 is any free port. */
  port: number
  /** Passes a callback on to the handler. @throws Failure (exit 3) when it does not answer */
  forward: { url: string; send(passed: Passed): Promise<PassedBack> } | undefined
  deliveries: Deliveries | undefined
  /** Told once: storing has failed, and what follows is not kept. */
  onStoreFailure(findings: readonly Finding[]): void
  onDelivery(record: DeliveryRecord): void
  /** A clock for durations, in milliseconds. */
  clock(): number
  limits?: Partial<Limits>
}

/** Milliseconds, bytes and callbacks. */
export interface Limits {
  /** For the whole request to arrive. */
  request: number
  headers: number
  headerBytes: number
  bodyBytes: number
  inFlight: number
}

const LIMITS: Limits = { request: 10_000, headers: 5000, headerBytes: 16_384, bodyBytes: DEFAULT_LIMIT, inFlight: 256 }
/** What is still open so many milliseconds after `close` is cut. */
const GRACE = 5000

export interface Listener {
  url: string
  /** Takes no more, answers and stores what it has, then ends. */
  close(): Promise<void>
}

/**
 * Receives callbacks: verifies, passes on, stores and answers each.
 *
 * @throws Failure (exit 2) `port-in-use`, `port-unusable`
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const limits = { ...LIMITS, ...options.limits }
  const receiver = new Receiver(options, limits)
  const server = createServer({
    requestTimeout: limits.request,
    headersTimeout: limits.headers,
    connectionsCheckingInterval: Math.min(1000, limits.headers),
    maxHeaderSize: limits.headerBytes
  })
  server.on('request', (request, response) => void receiver.receive(request, response))
  const { host } = options
  const port = await bind(server, host, options.port)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      await closeServer(server, GRACE)
      await receiver.idle()
    }
  }
}
