import type { Readable } from 'node:stream'
import { EcpayError, finding, refuse, refuseAll } from '../findings/findings.js'
import { loadUndici, networkFinding } from './client.js'

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
  const { Pool } = await loadUndici()
  const { origin, pathname, search, host } = new URL(url)
  const pool = new Pool(origin, {
    connect: { rejectUnauthorized: !insecure, timeout: 0 },
    headersTimeout: 0,
    bodyTimeout: 0
  })
  return {
    async send({ headers, body }) {
      // Not AbortSignal.timeout, which is kept and fires long after the answer came.
      const deadline = new AbortController()
      const timer = setTimeout(() => deadline.abort(), timeout)
      try {
        const answer = await pool.request({
          method: 'POST',
          path: pathname + search,
          headers: endToEnd(headers).flat(),
          body,
          signal: deadline.signal
        })
        const bytes = await collect(answer.body)
        return { status: answer.statusCode, headers: endToEnd(listOf(answer.headers)), body: bytes }
      } catch (error) {
        if (error instanceof EcpayError) throw error
        const late = deadline.signal.aborted && finding('answer-timeout', { host, limit: timeout })
        throw refuseAll([late || networkFinding(error, host)])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => pool.destroy()
  }
}

/** Collects a stream by its events. An iterator takes longer than everything else for a callback. */
function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_ANSWER) chunks.push(chunk)
      else stream.destroy(refuse('answer-too-large', { limit: MAX_ANSWER }))
    })
    stream.on('end', () => resolve(Buffer.concat(chunks)))
    stream.on('error', reject)
  })
}

function endToEnd(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()))
}

function listOf(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one])
  )
}
