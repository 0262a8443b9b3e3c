import { createServer } from 'node:http'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { bind, closeServer } from '../http-server.js'
import { Receiver, type ReceiverLimits, type ReceiverOptions } from './receiver.js'

export interface ListenOptions extends ReceiverOptions {
  host: string
  /** 0 is any free port. */
  port: number
  limits?: Partial<Limits>
}

/** Milliseconds, bytes and callbacks. */
interface Limits extends ReceiverLimits {
  /** For the whole request to arrive. */
  request: number
  headers: number
  headerBytes: number
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
