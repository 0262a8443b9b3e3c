import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { finding, refuseAll } from '../findings/findings.js'

/** Limits in milliseconds, bytes and connections. The size of a body is limited by whoever reads it. */
export interface ServerLimits {
  /** For the headers of a request to arrive, and for a new connection to begin a request. */
  headers: number
  /** For the whole request to arrive. */
  request: number
  /** For a client to read some more of an answer. */
  answer: number
  /** For the next request of a connection to begin. */
  keepAlive: number
  headerBytes: number
  /** For all bodies held at once: two uploads of the largest size. */
  heldBytes: number
  /** The most open connections. If there are more, the one that has waited longest is closed. */
  connections: number
}

export const SERVER_LIMITS: ServerLimits = {
  headers: 6000,
  request: 30_000,
  answer: 60_000,
  // Longer than clients keep an idle connection: Go and cloudflared 90 s, curl and PHP 118 s, OkHttp 300 s. If the
  // server closed it first, the next request of a client could be answered with a reset.
  keepAlive: 310_000,
  headerBytes: 16_384,
  heldBytes: 64 * 1024 * 1024,
  connections: 1024
}

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * An HTTP server that no client can crash or keep busy. An error of `handle` is answered with HTTP 500, and every wait
 * for a client is limited.
 *
 * @param onFault called for a request for which `handle` threw
 */
export function openServer(
  handle: Handle,
  limits: Partial<ServerLimits> = {},
  onFault?: (request: IncomingMessage) => void
): Server {
  const { headers, request, answer, keepAlive, headerBytes, connections } = { ...SERVER_LIMITS, ...limits }
  const server = createServer({
    requestTimeout: request,
    headersTimeout: Math.min(headers, request),
    keepAliveTimeout: keepAlive,
    connectionsCheckingInterval: Math.min(1000, headers),
    maxHeaderSize: headerBytes
  })
  const busy = limitConnections(server, connections)
  server.on('request', async (incoming, response) => {
    // A client that closed the connection gets no answer.
    incoming.on('error', ignore)
    response.on('error', ignore)
    const answered = busy(incoming)
    response.on('close', () => {
      answered()
      // While the server closes, an answer is the last one of its connection.
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
    try {
      await handle(incoming, response)
    } catch {
      onFault?.(incoming)
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'application/json' }).end(FAULT)
    }
    if (isWaiting(response)) giveUp(response, answer)
  })
  return server
}

/** Whether there is more of an answer than the system takes at once, so that the client has to read some of it. */
function isWaiting(response: ServerResponse): boolean {
  return !response.destroyed && !response.writableFinished && (response.socket?.writableLength ?? 1) > 0
}

/** As often the time without progress is the most for a whole answer. */
const MOST_TIMES = 10

/**
 * Ends a connection whose client reads nothing of its answer for so long, or reads it for ten times as long: it takes
 * room until then.
 */
function giveUp(response: ServerResponse, time: number): void {
  // What the system has taken of an answer meanwhile is progress for Node.js, which then waits as long again.
  response.setTimeout(time, () => response.destroy())
  const timer = setTimeout(() => response.destroy(), MOST_TIMES * time).unref()
  response.on('close', () => clearTimeout(timer))
}

function ignore(): void {}

const FAULT = '{"err_no":1000,"err_tips":"internal-error"}'

/**
 * Closes the connection that has waited longest for its client, if there are too many.
 *
 * @returns a function to call when a request begins; what it returns, when the request is answered
 */
function limitConnections(server: Server, most: number): (request: IncomingMessage) => () => void {
  const open = new Map<Socket, Connection>()
  let uses = 0
  server.on('connection', (socket) => {
    open.set(socket, { used: ++uses, requests: new Set() })
    socket.on('close', () => open.delete(socket))
    if (open.size <= most) return
    const longest = longestWaiting(open) ?? socket
    open.delete(longest)
    longest.destroy()
  })
  return (request) => {
    const connection = open.get(request.socket)
    connection?.requests.add(request)
    return () => {
      connection?.requests.delete(request)
      if (connection) connection.used = ++uses
    }
  }
}

interface Connection {
  /** Grows with every use of any connection. */
  used: number
  /** The requests that are being answered. */
  requests: Set<IncomingMessage>
}

/** The connection that was used longest ago, and has no complete request that is being answered. */
function longestWaiting(open: ReadonlyMap<Socket, Connection>): Socket | undefined {
  let longest: [socket: Socket, used: number] | undefined
  for (const [socket, { used, requests }] of open) {
    if (longest && longest[1] < used) continue
    if ([...requests].every(({ complete }) => !complete)) longest = [socket, used]
  }
  return longest?.[0]
}

/**
 * Starts to listen, and returns the port.
 *
 * @param port 0 means any free port
 * @throws EcpayError `port-in-use`, `port-unusable`
 */
export async function bind(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem =
      code === 'EADDRINUSE' ? finding('port-in-use', { port }) : finding('port-unusable', { port, reason: message })
    throw refuseAll([problem])
  }
  // A connection that cannot be accepted for lack of descriptors must not end the server.
  server.on('error', () => {})
  return (server.address() as AddressInfo).port
}

/** The address of a server as a URL. */
export function serverUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Accepts no more requests, answers the open ones, and cuts connections still open after `grace` milliseconds. */
export function closeServer(server: Server, grace: number): Promise<void> {
  return new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
