import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ReasonCode } from '../../ecpay/catalogue/reasons.js'
import { type Code, EcpayError } from '../../findings/findings.js'
import { BodyRoom, type HeldBody } from '../../servers/body-room.js'
import { allowing, type DoorRefusal, refusedAtDoor } from '../../servers/door.js'
import type { Outside } from '../../world.js'
import { deliveryIds } from './delivery-id.js'
import type { DeliveryRecord } from './delivery-store.js'
import type { Keeper } from './keeper.js'
import type { KnownSystems } from './known-systems.js'
import { isRead, readCallback } from './read-callback.js'

/** A forwarded callback, exactly as it came. */
export interface Passed {
  /** With its query. */
  path: string
  headers: [string, string][]
  body: Buffer
}

/** The answer of the handler. */
interface PassedBack {
  status: number
  headers: [string, string][]
  body: Buffer
}

export interface ReceiverOptions extends Outside {
  systems: KnownSystems
  /** Passes a callback on to the handler. @throws EcpayError when it does not answer */
  forward: { url: string; send(passed: Passed): Promise<PassedBack> } | undefined
  keeper: Pick<Keeper, 'add'> | undefined
  /** The allowed hosts in addition to loopback; see `isHostPattern`. */
  allowedHosts: readonly string[]
  /** @param stored whether it was stored */
  onDelivery(record: DeliveryRecord, stored: boolean): void
  /** Called for requests that the server refuses itself and does not store. */
  onRefusal(refusal: ListenRefusal): void
  /** A clock for durations, in milliseconds. */
  clock(): number
}

export interface ListenRefusal {
  /** Unix time in milliseconds. */
  received_at: number
  method: string
  /** With its query. */
  path: string
  status: number
  refused: Code | ReasonCode
  /** The host that is not allowed. */
  host?: string
}

export interface ReceiverLimits {
  bodyBytes: number
  /** See `ServerLimits`. */
  heldBytes: number
  /** The most callbacks at the same time. */
  inFlight: number
}

interface Reply {
  status: number
  headers: [string, string][]
  body: Buffer | string
}

/** Receives callbacks: verifies, forwards, stores and answers each. */
export class Receiver {
  private inFlight = 0
  private readonly running = new Set<Promise<void>>()
  private readonly nextId: () => string
  private readonly room: BodyRoom
  /** Distinguishes callbacks that this listener has forwarded from those of others. */
  private readonly mark: string
  private readonly options: ReceiverOptions
  private readonly limits: ReceiverLimits

  constructor(options: ReceiverOptions, limits: ReceiverLimits) {
    this.options = options
    this.limits = limits
    this.room = new BodyRoom(limits.heldBytes)
    this.nextId = deliveryIds(options)
    this.mark = Buffer.from(options.random(8)).toString('hex')
  }

  /** Resolves when all received callbacks are answered and stored. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.running)
  }

  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const atDoor = refusedAtDoor(request, this.options.allowedHosts)
    if (atDoor) return this.refuse(request, response, 403, atDoor.code, hostOf(atDoor))
    if (request.method === 'GET') return send(response, this.check(request))
    if (request.method !== 'POST') return this.refuse(request, response, 405, 'method-not-allowed')
    const held = this.room.open()
    const running = this.take(request, response, held).finally(() => {
      held.release()
      this.running.delete(running)
    })
    this.running.add(running)
    return running
  }

  private async take(request: IncomingMessage, response: ServerResponse, held: HeldBody): Promise<void> {
    const started = this.options.clock()
    const body = await readCallback(request, this.limits.bodyBytes, held)
    if (body === undefined) return
    if (body === 'too-large') return this.refuse(request, response, 413, 'body-too-large')
    // Only a complete callback counts: a slow client does not take the place of another.
    if (body === 'no-room' || this.inFlight >= this.limits.inFlight) {
      return this.refuse(request, response, 503, 'too-many-at-once')
    }
    const headers = pairs(request.rawHeaders)
    if (marksIn(headers).includes(this.mark)) return this.refuse(request, response, 508, 'forwarding-loop')
    this.inFlight++
    try {
      await this.deliver({ path: request.url ?? '/', headers, body }, response, started)
    } finally {
      this.inFlight--
    }
  }

  private async deliver({ path, headers, body }: Passed, response: ServerResponse, started: number): Promise<void> {
    const id = this.nextId()
    const received_at = this.options.now()
    const { reply: success, ...found } = this.options.systems.inspect({ headers, body }, this.limits.bodyBytes)
    const marked: [string, string][] = [...headers, [FORWARDED_BY, this.mark]]
    const { reply, forwarded } = await this.answer({ path, headers: marked, body }, found.code, success)
    const milliseconds = Math.round(this.options.clock() - started)
    const answer = { status: reply.status, body: Buffer.from(reply.body).toString() }
    const record: DeliveryRecord = {
      ...{ id, received_at, path, headers, body: body.toString('base64') },
      ...{ ...found, forwarded, answer, milliseconds }
    }
    const stored = (await this.options.keeper?.add(record)) ?? false
    send(response, reply)
    this.options.onDelivery(record, stored)
  }

  /** Reports a request that was answered with HTTP 500. */
  onFault({ method = '', url: path = '/' }: IncomingMessage): void {
    this.options.onRefusal({ received_at: this.options.now(), method, path, status: 500, refused: 'internal-error' })
  }

  /** Refuses a request after reading all of it, because a client that is cut off while sending sees no answer. */
  private async refuse(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    refused: ListenRefusal['refused'],
    host?: string
  ): Promise<void> {
    const { method = '', url: path = '/' } = request
    const about = host === undefined ? {} : { host }
    this.options.onRefusal({ received_at: this.options.now(), method, path, status, refused, ...about })
    if (!(await isRead(request, 8 * this.limits.bodyBytes))) return
    const text = host === undefined ? refused : `${refused}: ecpay listen ${allowing(host)}`
    send(response, refusal(status, text, ALLOW[status]))
  }

  /** The answer of the handler; without a handler, the answer that the platform expects. */
  private async answer(
    passed: Passed,
    code: Code | null,
    success: string
  ): Promise<{ reply: Reply; forwarded: DeliveryRecord['forwarded'] }> {
    const { forward } = this.options
    if (!forward) return { reply: code ? refusal(403, code) : json(200, success), forwarded: null }
    const { url } = forward
    try {
      const reply = await forward.send(passed)
      return { reply, forwarded: { url, status: reply.status, code: null } }
    } catch (error) {
      const problem = error instanceof EcpayError ? error.findings[0]?.code : undefined
      const why = problem ?? 'network-error'
      return { reply: refusal(502, why), forwarded: { url, status: null, code: why } }
    }
  }

  /** Answers the GET with which the console checks the address. */
  private check(request: IncomingMessage): Reply {
    const { url = '/' } = request
    // Not with URL, because it does not accept every possible path.
    const searchParams = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')
    const body = this.options.systems.answerCheck(searchParams)
    if (body === undefined) return refusal(403, 'signature-mismatch')
    return { status: 200, headers: [['content-type', 'text/plain']], body }
  }
}

/** The header in forwarded callbacks, with the mark of each listener that forwarded them. */
const FORWARDED_BY = 'x-ecpay-forwarded-by'

function marksIn(headers: readonly [string, string][]): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === FORWARDED_BY ? value.split(/[ ,]+/) : []))
}

/** The headers that some statuses require. */
const ALLOW: Readonly<Record<number, [string, string][]>> = { 405: [['allow', 'GET, POST']] }

function hostOf(refusal: DoorRefusal): string | undefined {
  return 'host' in refusal ? refusal.host : undefined
}

function json(status: number, body: string, headers: [string, string][] = []): Reply {
  return { status, headers: [['content-type', 'application/json'], ...headers], body }
}

function refusal(status: number, code: string, headers: [string, string][] = []): Reply {
  return json(status, JSON.stringify({ err_no: 1, err_tips: code }), headers)
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, [...headers, ['content-length', String(bytes.length)]].flat())
  // As a string, which keeps every byte in latin1, Node sends it together with the headers.
  response.end(bytes.toString('latin1'), 'latin1')
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''])
}
