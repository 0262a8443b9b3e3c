import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Hono } from 'hono/tiny'
import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { ENDPOINTS } from '../protocol/endpoints/index.js'
import { Failure } from '../protocol/findings.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import { memberText } from '../protocol/json/json.js'
import { beijingTime } from '../protocol/time.js'
import { VERDICTS } from '../protocol/verdict.js'
import { type Answer, asReason, type Reason, type Refusal, reasonText, TIPS } from './answer.js'
import { handlerOf } from './calls/index.js'
import type { GatewayKeys } from './demo-keys.js'
import { injectedFailure, NEGATIVE_TEST } from './faults.js'
import { openPage, PAGES } from './life-cycle/merchants.js'
import { type Call, checkRequest, readForm, readQuery, readRequest, wrongEncoding } from './request.js'
import type { Store } from './store/store.js'
import type { SimulatorWorld } from './world.js'

/** Of an upload, in bytes: 32 MiB. */
const LARGEST_IMAGE = 32 * DEFAULT_LIMIT

/** One line of the gateway's log. */
export interface LogEntry {
  /** Unix time in milliseconds. */
  time: number
  path: string
  err_no: number
  /** As in the header `x-ecpay-reason`; empty when the call was accepted. */
  reason: string
  out_order_no?: string
}

export interface AppOptions extends SimulatorWorld {
  store: Store
  keys: GatewayKeys
  log(entry: LogEntry): void
  /** Waited for before a call that was carried out is answered. */
  latency?(): Promise<void>
  /** Told when a call came whose result comes later. */
  onAccepted?(): void
}

/** An answer with its HTTP status; the platform answers 200 to whatever reaches it as a call. */
interface Reply extends Answer {
  status: 200 | 404 | 405 | 413
  out_order_no?: string | undefined
  /** Where it has its verdict; `err_no` when absent. */
  verdict?: Endpoint['verdict']
}

/**
 * The local gateway as an HTTP application: every endpoint at its path. Each answer is JSON with an
 * `x-tt-logid`, and when a call is refused `x-ecpay-reason` says why in stable codes.
 */
export function createApp(options: AppOptions, endpoints: readonly Endpoint[] = ENDPOINTS): Hono {
  const app = new Hono()
  const send = (c: Context, reply: Reply) => respond(c, reply, options)
  const limit = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (c) => send(c, unserved(413, [{ code: 'body-too-large', limit: maxSize }]))
    })
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, limit(endpoint.encoding ? LARGEST_IMAGE : DEFAULT_LIMIT), async (c) => {
      const { origin } = new URL(c.req.url)
      const about = { negativeTest: c.req.header(NEGATIVE_TEST), origin }
      const reply = serve(endpoint, await requestOf(endpoint, c), about, options)
      if (endpoint.resultBy) options.onAccepted?.()
      await options.latency?.()
      return send(c, reply)
    })
    app.all(endpoint.path, (c) => {
      c.header('allow', endpoint.method)
      return send(c, unserved(405, [{ code: 'method-not-allowed' }]))
    })
  }
  app.get(`${PAGES}/:id`, (c) => c.text(...openPage(options.store, c.req.param('id'), options.now())))
  app.notFound((c) => send(c, unserved(404, [{ code: 'unknown-path' }])))
  app.onError((error, c) => send(c, { status: 200, ...failed(error), rest: {} }))
  return app
}

async function requestOf({ method, encoding }: Endpoint, c: Context): Promise<ReturnType<typeof readRequest>> {
  if (method === 'GET') return readQuery(new URL(c.req.url).search)
  if (encoding) return formOf(c)
  return readRequest({
    contentType: c.req.header('content-type'),
    bytes: new Uint8Array(await c.req.arrayBuffer())
  })
}

async function formOf(c: Context): Promise<ReturnType<typeof readRequest>> {
  if (!/^multipart\/form-data\s*;/i.test(c.req.header('content-type') ?? '')) return wrongEncoding()
  const parts = await c.req.parseBody().catch(() => undefined)
  if (!parts) return wrongEncoding()
  const named = Object.entries(parts).map(async ([name, part]) => [
    name,
    typeof part === 'string' ? part : { file: await digestOf(part as File) }
  ])
  return readForm(Object.fromEntries(await Promise.all(named)))
}

/** What stands for a file that was uploaded: a digest, of an empty one nothing. */
async function digestOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bytes.length === 0 ? '' : hash('sha256', bytes, 'hex')
}

function serve(
  endpoint: Endpoint,
  request: Awaited<ReturnType<typeof requestOf>>,
  { negativeTest, origin }: { negativeTest: string | undefined; origin: string },
  options: AppOptions
): Reply {
  const { empty, answer } = handlerOf(endpoint.name)
  const { verdict } = endpoint
  if ('err_no' in request) return { status: 200, rest: empty, verdict, ...request }
  const out_order_no = memberText(request.body, 'out_order_no')
  const call = checkRequest(endpoint, request.text, request.body, options.keys)
  const play = (call: Call) =>
    injectedFailure(options.store, endpoint.name, negativeTest) ?? answer(call, { ...options, origin })
  const outcome = 'err_no' in call ? call : attempt(() => play(call))
  return { status: 200, rest: empty, verdict, ...outcome, out_order_no }
}

/** A store that fails under a call is the gateway's own error, not the caller's. */
function attempt(work: () => Answer | Refusal): Answer | Refusal {
  try {
    return work()
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): Refusal {
  const reasons: Reason[] = error instanceof Failure ? error.findings.map(asReason) : [{ code: 'internal-error' }]
  return { err_no: 1000, err_tips: TIPS.internal, reasons }
}

function unserved(status: 404 | 405 | 413, reasons: readonly Reason[]): Reply {
  return { status, err_no: 2010, err_tips: `业务参数错误: ${reasons[0]?.code}`, rest: {}, reasons }
}

function respond(c: Context, reply: Reply, { now, random, log }: AppOptions): Response {
  const { status, err_no, err_tips, rest, out_order_no } = reply
  const time = now()
  const reason = reasonText(reply.reasons)
  log({ time, path: c.req.path, err_no, reason, ...(out_order_no !== undefined && { out_order_no }) })
  const headers = { 'x-tt-logid': logId(time, random), ...(reason && { 'x-ecpay-reason': reason }) }
  if (reply.file) {
    const { name, type, content } = reply.file
    const disposition = `attachment; filename="${name}"`
    return c.body(content, status, { 'content-type': type, 'content-disposition': disposition, ...headers })
  }
  const { code, text } = VERDICTS[reply.verdict ?? 'err_no']
  const json = JSON.stringify({ [code]: err_no, [text]: err_tips, ...rest })
  return c.body(json, status, { 'content-type': 'application/json; charset=utf-8', ...headers })
}

/** The platform's shape: 14 digits of Beijing time, then hex. */
function logId(time: number, random: SimulatorWorld['random']): string {
  return beijingTime(time).replace(/\D/g, '') + Buffer.from(random(9)).toString('hex').toUpperCase()
}
