import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono/tiny'
import { BodyRoom, type HeldBody } from '../servers/body-room.js'
import { refusedAtDoor } from '../servers/door.js'
import { SERVER_LIMITS } from '../servers/http-server.js'
import { readBody } from '../servers/read-body.js'
import { createPlatform } from './platform.js'
import type { PlatformAnswer, PlatformRequest } from './platform-request.js'
import type { PlayedCall } from './played-calls.js'
import type { PlatformOptions } from './respond.js'

export interface AppOptions extends PlatformOptions {
  /** The allowed hosts in addition to loopback; see `isHostPattern`. */
  allowedHosts?: readonly string[]
  /** See `ServerLimits`. */
  heldBytes?: number
  /** The server's own `host:port` for links in answers; if absent, that of the request. */
  ownHost?: () => string | undefined
}

/** What the server passes to the application; empty without a server. */
interface Env {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse }
}

/** The local gateway as an HTTP application; see `createPlatform`. */
export function createApp(options: AppOptions, calls: readonly PlayedCall[]): Hono<Env> {
  const platform = createPlatform(options, calls)
  const room = new BodyRoom(options.heldBytes ?? SERVER_LIMITS.heldBytes)
  return new Hono<Env>().all('*', async (c) => {
    const held = room.open()
    try {
      const incoming = c.env?.incoming
      const refusal = incoming && refusedAtDoor(incoming, options.allowedHosts ?? [])
      const request = { ...requestOf(c.req.raw, held, options.ownHost?.()), ...(refusal && { refusal }) }
      return answered(await platform(request), c.env?.outgoing)
    } finally {
      held.release()
    }
  })
}

/** The answer, written to the connection at once if there is one: a Response would be read again as a stream. */
function answered({ status, headers, body }: PlatformAnswer, outgoing: ServerResponse | undefined): Response {
  if (!outgoing) return new Response(body, { status, headers })
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  return RESPONSE_ALREADY_SENT
}

function requestOf(request: Request, held: HeldBody, ownHost: string | undefined): PlatformRequest {
  const url = new URL(request.url)
  if (ownHost !== undefined) url.host = ownHost
  return {
    // RFC 9110 §9.3.2: HEAD is answered like GET, and the server sends only the head.
    method: request.method === 'HEAD' ? 'GET' : request.method,
    url,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => readBody(request, limit, held)
  }
}
