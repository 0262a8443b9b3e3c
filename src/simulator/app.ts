import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyRoom, type HeldBody } from '../servers/body-room.js'
import { refusedAtDoor } from '../servers/door.js'
import { SERVER_LIMITS } from '../servers/http-server.js'
import { readBody } from '../servers/read-body.js'
import { CONTROL_PATH, type Control } from './control.js'
import { type TakenExchange, watched } from './exchange.js'
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
  /** Called after the answer to each request that the door let in. */
  onExchange?: ((exchange: TakenExchange) => void) | undefined
  /** What answers under its path in place of the platform. */
  control?: Control | undefined
}

/** Answers one request of an HTTP server. */
type App = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** The local gateway as an HTTP application; see `createPlatform`. */
export function createApp(options: AppOptions, calls: readonly PlayedCall[]): App {
  const platform = createPlatform(options, calls)
  const { heldBytes = SERVER_LIMITS.heldBytes } = options
  const room = new BodyRoom(heldBytes)
  const answers = new BodyRoom(2 * heldBytes, 0)
  const allowed = options.allowedHosts ?? []
  return async (incoming, outgoing) => {
    const held = room.open()
    try {
      const request = requestOf(incoming, { held, allowed, ownHost: options.ownHost?.() })
      const { onExchange, control } = options
      if (control && !request.refusal && request.path.startsWith(CONTROL_PATH))
        return write(outgoing, await control(request, goneSignal(outgoing)), answers)
      if (!onExchange || request.refusal) return write(outgoing, await platform(request), answers)
      const watching = watched(request)
      const answer = await platform(watching.request)
      write(outgoing, answer, answers)
      onExchange(watching.exchange(answer, incoming))
    } finally {
      held.release()
    }
  }
}

/** In bytes. A longer answer is a list, and clients that do not read theirs may fill the memory with it. */
const LONG = 64 * 1024

/** @param room for long answers that are not read to their end, and for all that wait behind another one */
function write(outgoing: ServerResponse, { status, headers, body }: PlatformAnswer, room: BodyRoom): void {
  const size = Buffer.byteLength(body)
  const { socket } = outgoing.req
  if (outgoing.destroyed || socket.destroyed) return
  if (size > LONG || !outgoing.socket) {
    const held = room.open()
    if (!held.take(size)) {
      outgoing.writeHead(503, { 'content-type': 'application/json' }).end(FULL)
      return
    }
    // An answer that waits hears nothing of the end of its connection.
    const free = () => {
      socket.off('close', free)
      outgoing.off('close', free)
      held.release()
    }
    socket.setMaxListeners(0).once('close', free)
    outgoing.once('close', free)
  }
  headers['content-length'] = String(size)
  outgoing.writeHead(status, headers).end(body)
}

const FULL = '{"err_no":2010,"err_tips":"too-many-at-once"}'

/** Aborted when the client has gone before it was answered. */
function goneSignal(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  // Then there is no more event: the client left while its request was read.
  if (outgoing.destroyed) gone.abort()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  return gone.signal
}

interface Reception {
  held: HeldBody
  allowed: readonly string[]
  ownHost: string | undefined
}

function requestOf(incoming: IncomingMessage, { held, allowed, ownHost }: Reception): PlatformRequest {
  const { method = 'GET', headers } = incoming
  const { path, query } = targetOf(incoming.url ?? '/')
  return {
    refusal: refusedAtDoor(incoming, allowed),
    // RFC 9110 §9.3.2: HEAD is answered like GET, and the server sends only the head.
    method: method === 'HEAD' ? 'GET' : method,
    path,
    query,
    origin: `http://${ownHost ?? headers.host ?? 'localhost'}`,
    header: (name) => headers[name]?.toString(),
    body: (limit) => readBody(incoming, limit, held)
  }
}

/** A target that needs no decoding. */
const PLAIN = /^\/[\w/-]+$/

/** The path and the query of a request target (RFC 9112 §3.2). What is none of its forms is a path that no call has. */
function targetOf(target: string): Pick<PlatformRequest, 'path' | 'query'> {
  if (PLAIN.test(target)) return { path: target, query: '' }
  const text = target.startsWith('/') ? `http://localhost${target}` : target
  if (!URL.canParse(text)) return { path: target, query: '' }
  const { pathname, search } = new URL(text)
  return { path: pathname, query: search }
}
