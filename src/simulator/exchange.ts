import type { IncomingMessage } from 'node:http'
import type { PlatformAnswer, PlatformRequest } from './platform-request.js'

/** A request that a server of the local gateway took, with its answer. */
export interface TakenExchange {
  method: string
  /** With the host that the client named. */
  url: string
  headers: [name: string, value: string][]
  /** Empty if there was none or it was not read. */
  body: Uint8Array
  answer: PlatformAnswer
  milliseconds: number
}

/**
 * Remembers the body of a request when it is read.
 *
 * @returns the request to answer, and what makes its exchange
 */
export function watched(request: PlatformRequest): {
  request: PlatformRequest
  exchange(answer: PlatformAnswer, incoming: IncomingMessage): TakenExchange
} {
  const started = performance.now()
  let read: Uint8Array | undefined
  return {
    request: { ...request, body: async (limit) => (read = await request.body(limit)) },
    exchange: (answer, incoming) => ({
      method: request.method,
      url: request.origin + request.path + request.query,
      headers: pairs(incoming.rawHeaders),
      body: read ?? new Uint8Array(),
      answer,
      milliseconds: Math.round(performance.now() - started)
    })
  }
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''])
}
