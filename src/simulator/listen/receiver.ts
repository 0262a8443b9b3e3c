import type { IncomingMessage, ServerResponse } from 'node:http'
import { readEnvelope } from '../../protocol/callback/callback.js'
import { callbackSubject } from '../../protocol/callback/message.js'
import { callbackSignature } from '../../protocol/callback/signature.js'
import { type Code, Failure, type Finding, finding } from '../../protocol/findings.js'
import { decodeBody } from '../../protocol/json/bytes.js'
import { sameSignature } from '../../protocol/sign/request-signature.js'
import type { SimulatorWorld } from '../world.js'
import type { Deliveries, DeliveryRecord } from './deliveries.js'
import { deliveryIds } from './delivery-id.js'

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

export interface ReceiverOptions extends SimulatorWorld {
  token: string
  /** Passes a callback on to the handler. @throws Failure (exit 3) when it does not answer */
  forward: { url: string; send(passed: Passed): Promise<PassedBack> } | undefined
  deliveries: Deliveries | undefined
  /** Told once: storing has failed, and what follows is not kept. */
  onStoreFailure(findings: readonly Finding[]): void
  onDelivery(record: DeliveryRecord): void
  /** A clock for durations, in milliseconds. */
  clock(): number
}

export interface ReceiverLimits {
  bodyBytes: number
  /** Callbacks at once. */
  inFlight: number
}

interface Reply {
  status: number
  headers: [string, string][]
  body: Buffer | string
}

/** Takes callbacks one by one: verifies, passes on, stores, answers. */
export class Receiver {
  private inFlight = 0
  private readonly running = new Set<Promise<void>>()
  private deliveries: Deliveries | undefined
  private readonly nextId: () => string
  private readonly options: ReceiverOptions
  private readonly limits: ReceiverLimits

  constructor(options: ReceiverOptions, limits: ReceiverLimits) {
    this.options = options
    this.limits = limits
    this.deliveries = options.deliveries
    this.nextId = deliveryIds(options)
  }

  /** Resolves when everything that was received is answered and stored. */
  async idle(): Promise<void> {
    await Promise.all(this.running)
  }

  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that leaves in the middle has nobody to be answered.
    request.on('error', () => {})
    response.on('error', () => {})
    if (request.method === 'GET') return send(response, this.check(request))
    if (request.method !== 'POST') return send(response, refusal(405, 'method-not-allowed', [['allow', 'GET, POST']]))
    if (this.inFlight >= this.limits.inFlight) return send(response, refusal(503, 'too-many-at-once'))
    this.inFlight++
    const running = this.take(request, response).finally(() => {
      this.inFlight--
      this.running.delete(running)
    })
    this.running.add(running)
    return running
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = this.options.clock()
    const body = await readBody(request, this.limits.bodyBytes)
    if (body === undefined) return
    if (body === 'too-large') return send(response, refusal(413, 'body-too-large'))
    const id = this.nextId()
    const received_at = this.options.now()
    const headers = pairs(request.rawHeaders)
    const path = request.url ?? '/'
    const found = judge(body, this.options.token, this.limits.bodyBytes)
    const { reply, forwarded } = await this.answer({ path, headers, body }, found.code)
    const milliseconds = Math.round(this.options.clock() - started)
    const answer = { status: reply.status, body: Buffer.from(reply.body).toString() }
    const record: DeliveryRecord = {
      ...{ id, received_at, path, headers, body: body.toString('base64') },
      ...{ ...found, forwarded, answer, milliseconds }
    }
    await this.store(record)
    send(response, reply)
    this.options.onDelivery(record)
  }

  /** The handler's answer where there is one; otherwise what the platform expects of a handler. */
  private async answer(
    passed: Passed,
    code: Code | null
  ): Promise<{ reply: Reply; forwarded: DeliveryRecord['forwarded'] }> {
    const { forward } = this.options
    if (!forward) return { reply: code ? refusal(403, code) : json(200, SUCCESS), forwarded: null }
    const { url } = forward
    try {
      const reply = await forward.send(passed)
      return { reply, forwarded: { url, status: reply.status, code: null } }
    } catch (error) {
      const problem = error instanceof Failure ? error.findings[0]?.code : undefined
      const why = problem ?? 'network-error'
      return { reply: refusal(502, why), forwarded: { url, status: null, code: why } }
    }
  }

  private async store(record: DeliveryRecord): Promise<void> {
    try {
      await this.deliveries?.add(record)
    } catch (error) {
      if (this.deliveries === undefined) return
      this.deliveries = undefined
      const unknown = [finding('internal-error', { reason: String(error) })]
      this.options.onStoreFailure(error instanceof Failure ? error.findings : unknown)
    }
  }

  /** The GET by which the console checks the address. */
  private check(request: IncomingMessage): Reply {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [timestamp = '', nonce = '', msg = '', signature = ''] = ['timestamp', 'nonce', 'msg', 'signature'].map(
      (key) => searchParams.get(key) ?? ''
    )
    const right = sameSignature(signature, callbackSignature({ timestamp, nonce, msg }, this.options.token))
    if (!right) return refusal(403, 'signature-mismatch')
    return { status: 200, headers: [['content-type', 'text/plain']], body: searchParams.get('echostr') ?? '' }
  }
}

const SUCCESS = '{"err_no":0,"err_tips":"success"}'

function json(status: number, body: string, headers: [string, string][] = []): Reply {
  return { status, headers: [['content-type', 'application/json'], ...headers], body }
}

function refusal(status: number, code: string, headers: [string, string][] = []): Reply {
  return json(status, JSON.stringify({ err_no: 1, err_tips: code }), headers)
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, [...headers, ['content-length', String(bytes.length)]].flat())
  // As text that keeps every byte Node sends it together with the headers.
  response.end(bytes.toString('latin1'), 'latin1')
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''])
}

/** The whole body; undefined when the client left, and what is too large is read to its end, and not kept. */
function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      // Somebody who sends without end is not listened to.
      else if (size > 8 * limit) request.destroy()
    })
    request.on('end', () => resolve(size > limit ? 'too-large' : Buffer.concat(chunks)))
    request.on('close', () => resolve(size > limit ? 'too-large' : undefined))
  })
}

type Found = Pick<DeliveryRecord, 'valid' | 'code' | 'type' | 'number' | 'amount'>

/** What is known of a body; causes of a wrong signature are not looked for, as anybody may send one. */
function judge(body: Buffer, token: string, limit: number): Found {
  try {
    const envelope = readEnvelope(decodeBody(body, limit).text)
    const valid = sameSignature(envelope.msg_signature, callbackSignature(envelope, token))
    const { type = null, msg } = envelope
    return { valid, code: valid ? null : 'signature-mismatch', type, ...callbackSubject(type, msg) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { valid: false, code: error.findings[0]?.code ?? null, type: null, number: null, amount: null }
  }
}
