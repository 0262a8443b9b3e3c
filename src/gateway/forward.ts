import type { Dispatcher } from 'undici'
import { EcpayError, refuse, refuseAll } from '../findings/findings.js'
import { networkFinding } from './client.js'

/** A larger answer is not passed back. An acknowledgement has about 40 bytes. */
const MAX_ANSWER = 1024 * 1024

/** Headers that belong to one connection, and headers that the next connection sets itself. */
const HOP_BY_HOP = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

interface Message {
  headers: [string, string][]
  body: Buffer
}

export interface Forwarder {
  /** @throws EcpayError if there is no complete answer in time */
  send(message: Message): Promise<Message & { status: number }>
  close(): Promise<void>
}

export interface ForwardOptions {
  url: string
  /** The limit for one answer, in milliseconds. */
  timeout: number
  /** Whether to accept any certificate. */
  insecure: boolean
}

/** Passes POSTs on to one address over persistent connections, with unchanged bytes and headers. */
export async function openForwarder({ url, timeout, insecure }: ForwardOptions): Promise<Forwarder> {
  // Optimised, unlike in client.ts: for thousands of answers the parser is worth it.
  const { Pool } = await import('undici')
  const { origin, pathname, search, host } = new URL(url)
  const pool = new Pool(origin, {
    connect: { rejectUnauthorized: !insecure, timeout: 0 },
    headersTimeout: 0,
    bodyTimeout: 0
  })
  const path = pathname + search
  return {
    send({ headers, body }) {
      return new Promise((resolve, reject) => {
        const deadline = setTimeout(() => answer.stop(refuse('answer-timeout', { host, limit: timeout })), timeout)
        const answer = new CollectedAnswer((result) => {
          clearTimeout(deadline)
          if (!(result instanceof Error)) return resolve(result)
          reject(result instanceof EcpayError ? result : refuseAll([networkFinding(result, host)]))
        })
        pool.dispatch({ method: 'POST', path, headers: endToEnd(headers).flat(), body }, answer)
      })
    },
    close: () => pool.destroy()
  }
}

type Answer = Message & { status: number }

/** Collects an answer by the events of undici. The stream that `request` makes takes longer than all of this. */
class CollectedAnswer implements Dispatcher.DispatchHandler {
  private readonly settle: (result: Answer | Error) => void
  private controller: Dispatcher.DispatchController | undefined
  private stopped: Error | undefined
  private status = 0
  private headers: [string, string][] = []
  private readonly chunks: Buffer[] = []
  private size = 0

  constructor(settle: (result: Answer | Error) => void) {
    this.settle = settle
  }

  /** Ends the request with an error, also one that waits for a connection. */
  stop(reason: Error): void {
    this.stopped = reason
    this.controller?.abort(reason)
    this.settle(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.stopped) controller.abort(this.stopped)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.status = status
    this.headers = endToEnd(listOf(headers))
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length
    if (this.size <= MAX_ANSWER) this.chunks.push(chunk)
    else this.stop(refuse('answer-too-large', { limit: MAX_ANSWER }))
  }

  onResponseEnd(): void {
    this.settle({ status: this.status, headers: this.headers, body: Buffer.concat(this.chunks) })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.settle(error)
  }
}

function endToEnd(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()))
}

type Headers = Record<string, string | string[] | undefined>

function listOf(headers: Headers): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one])
  )
}
