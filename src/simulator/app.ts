import { Hono } from 'hono/tiny'
import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { createPlatform, type PlatformOptions } from './platform.js'
import type { PlatformRequest } from './platform-request.js'
import { readBody } from './read-body.js'

/** The local gateway as an HTTP application; see `createPlatform`. */
export function createApp(options: PlatformOptions, endpoints?: readonly Endpoint[]): Hono {
  const platform = createPlatform(options, endpoints)
  return new Hono().all('*', async (c) => {
    const { status, headers, body } = await platform(requestOf(c.req.raw))
    return new Response(body, { status, headers })
  })
}

function requestOf(request: Request): PlatformRequest {
  return {
    // RFC 9110 §9.3.2: what GET would answer, of which the server sends the head.
    method: request.method === 'HEAD' ? 'GET' : request.method,
    url: new URL(request.url),
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => readBody(request, limit)
  }
}
