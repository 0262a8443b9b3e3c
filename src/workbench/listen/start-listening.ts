import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import {
  bind,
  closeServer,
  openServer,
  SERVER_LIMITS,
  type ServerLimits,
  serverUrl
} from '../../servers/http-server.js'
import { Receiver, type ReceiverLimits, type ReceiverOptions } from './receiver.js'

export interface ListenOptions extends ReceiverOptions {
  host: string
  /** 0 means any free port. */
  port: number
  limits?: Partial<ServerLimits & ReceiverLimits>
}

const LIMITS = { request: 10_000, bodyBytes: DEFAULT_LIMIT, inFlight: 256 }
/** In milliseconds. Connections that are still open this long after `close` are cut. */
const GRACE = 5000

export interface Listener {
  url: string
  /** Accepts no more requests, answers and stores the open ones, then ends. */
  close(): Promise<void>
}

/**
 * Receives callbacks: verifies, forwards, stores and answers each.
 *
 * @throws EcpayError `port-in-use`, `port-unusable`
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const limits = { ...SERVER_LIMITS, ...LIMITS, ...options.limits }
  const receiver = new Receiver(options, limits)
  const server = openServer(
    (request, response) => receiver.receive(request, response),
    limits,
    (request) => receiver.onFault(request)
  )
  const { host } = options
  const port = await bind(server, host, options.port)
  return {
    url: serverUrl(host, port),
    async close() {
      await closeServer(server, GRACE)
      await receiver.idle()
    }
  }
}
