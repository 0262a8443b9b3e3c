import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono/tiny'
import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { ENDPOINTS } from '../protocol/endpoints/index.js'
import { Failure } from '../protocol/findings.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import { nearest } from '../protocol/nearest.js'
import { beijingTime } from '../protocol/time.js'
import { VERDICTS } from '../protocol/verdict.js'
import { type Answer, asReason, type Reason, type Refusal, reasonText, TIPS } from './answer.js'
import { handlerOf } from './calls/index.js'
import { DEMO_KEYS, type GatewayKeys } from './demo-keys.js'
import { injectedFailure, NEGATIVE_TEST } from './faults.js'
import { openPage, PAGES } from './life-cycle/merchants.js'
import { type LogEntry, type Numbers, numbersIn } from './log-entry.js'
import { readBody, readForm } from './read-body.js'
import { refusedRequest } from './refused-request.js'
import { type Call, checkRequest, formRequest, jsonRequest, queryRequest, wrongEncoding } from './request.js'
import type { Store } from './store/store.js'
import { membersOf, TOKEN_CALLS, type TokenCall } from './token-calls.js'
import type { SimulatorWorld } from './world.js'

export type { LogEntry } from './log-entry.js'

/** Of an upload, in bytes: 32 MiB. */
const LARGEST_IMAGE = 32 * DEFAULT_LIMIT

export interface AppOptions extends SimulatorWorld {
  store: Store
  keys: GatewayKeys
  /** Refuses what one of the platform's own demos signs and another does not. */
  strict?: boolean
  log(entry: LogEntry): void
  /** Waited for before a call that was carried out is answered. */
  latency?(): Promise<void>
  /** Told when a call came whose result comes later. */
  onAccepted?(): void
}

/** An answer with its HTTP status; the platform answers 200 to whatever reaches it as a call. */
interface Reply extends Answer {
  status: 200 | 404 | 405 | 413
  numbers?: Numbers
  /** The name of the call that was meant. */
  call?: string
  /** Where it has its verdict; `err_no` when absent. */
  verdict?: Endpoint['verdict']
  /** In the place of verdict and members. */
  json?: object
  /** Whether it is the request itself that is refused, and not what it asks for in the state of things. */
  ofRequest?: boolean
}

/**
 * The local gateway as an HTTP application: every endpoint at its path. Each answer is JSON with an
 * `x-tt-logid`, and when a call is refused `x-ecpay-reason` says why in stable codes.
 */
export function createApp(options: AppOptions, endpoints: readonly Endpoint[] = ENDPOINTS): Hono {
  const app = new Hono()
  for (const endpoint of endpoints) {
    const limit = endpoint.encoding ? LARGEST_IMAGE : DEFAULT_LIMIT
    app.on(endpoint.method, endpoint.path, async (c) => {
      const bytes = endpoint.method === 'GET' ? new Uint8Array() : await readBody(c.req.raw, limit)
      if (!bytes) return respond(c, tooLarge(limit), options)
      const { origin } = new URL(c.req.url)
      const about = { negativeTest: c.req.header(NEGATIVE_TEST), origin }
      const reply = serve(endpoint, await requestOf(endpoint, c, bytes), about, options)
      if (endpoint.resultBy) options.onAccepted?.()
      await options.latency?.()
      return respond(c, reply, options, bytes)
    })
    app.all(endpoint.path, (c) => refuseMethod(c, endpoint.method, options))
  }
  for (const call of TOKEN_CALLS) {
    for (const path of [call.path, call.path.replace(/\/$/, '')]) {
      app.post(path, (c) => giveToken(c, call, options))
      app.all(path, (c) => refuseMethod(c, 'POST', options))
    }
  }
  app.get(`${PAGES}/:id`, (c) => c.text(...openPage(options.store, c.req.param('id'), options.now())))
  app.notFound(async (c) => {
    const near = knownPathNear(c.req.path, endpoints)
    const reply = unserved(404, [{ code: 'unknown-path', ...(near !== undefined && { near }) }])
    return respond(c, reply, options, await readBody(c.req.raw, DEFAULT_LIMIT))
  })
  app.onError((error, c) => respond(c, { status: 200, ...failed(error), rest: {} }, options))
  return app
}

async function refuseMethod(c: Context, allowed: string, options: AppOptions): Promise<Response> {
  c.header('allow', allowed)
  const bytes = await readBody(c.req.raw, DEFAULT_LIMIT)
  return respond(c, unserved(405, [{ code: 'method-not-allowed' }]), options, bytes)
}

/** A path that ends in the same word, else one that is written nearly so. */
function knownPathNear(path: string, endpoints: readonly Endpoint[]): string | undefined {
  const known = [...endpoints, ...TOKEN_CALLS].map((one) => one.path)
  const [last, ending] = [lastWord(path), known.filter((one) => lastWord(one) === lastWord(path))]
  if (ending.length > 0) return nearest(path, ending) ?? ending[0]
  const word = nearest(last, known.map(lastWord))
  return known.find((one) => lastWord(one) === word) ?? nearest(path, known)
}

function lastWord(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? ''
}

async function giveToken(c: Context, call: TokenCall, options: AppOptions): Promise<Response> {
  const bytes = await readBody(c.req.raw, DEFAULT_LIMIT)
  if (!bytes) return respond(c, tooLarge(DEFAULT_LIMIT), options)
  const given = await membersOf(new URL(c.req.url).search, c.req.header('content-type'), bytes)
  const time = options.now()
  const { err_no, reasons, json } = call.answer(given, options.keys, time, logId(time, options.random))
  const name = call.path.replace(/^\/api\/apps\//, '')
  return respond(c, { status: 200, err_no, err_tips: '', rest: {}, reasons, json, call: name }, options, bytes)
}

async function requestOf(
  { method, encoding }: Endpoint,
  c: Context,
  bytes: Uint8Array
): Promise<ReturnType<typeof jsonRequest>> {
  const contentType = c.req.header('content-type')
  if (method === 'GET') return queryRequest(new URL(c.req.url).search)
  if (!encoding) return jsonRequest({ contentType, bytes })
  const form = /^multipart\//i.test(contentType ?? '') ? await readForm(contentType, bytes) : undefined
  if (!form) return wrongEncoding()
  const named = [...form].map(async ([name, part]) => [
    name,
    typeof part === 'string' ? part : { file: await digestOf(part) }
  ])
  return formRequest(Object.fromEntries(await Promise.all(named)))
}

/** What stands for a file that was uploaded: a digest, of an empty one nothing. */
async function digestOf(file: Blob): Promise<string> {
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
  const { verdict, name } = endpoint
  const common = { status: 200, rest: empty, verdict, call: name } as const
  if ('err_no' in request) return { ...common, ...request, ofRequest: true }
  const numbers = numbersIn(request.body)
  const call = checkRequest(endpoint, request, options)
  if ('err_no' in call) return { ...common, ...call, numbers, ofRequest: true }
  const play = (call: Call) =>
    injectedFailure(options.store, name, negativeTest) ?? answer(call, { ...options, origin })
  const outcome = attempt(() => play(call))
  const { violations, warnings } = call
  return { ...common, warnings, ...outcome, numbers, ofRequest: violations.length > 0 }
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

function tooLarge(limit: number): Reply {
  return unserved(413, [{ code: 'body-too-large', limit }])
}

function unserved(status: 404 | 405 | 413, reasons: readonly Reason[]): Reply {
  const err_tips = `业务参数错误: ${reasons[0]?.code}`
  // What asks for quite another path, as browsers do by themselves, was not meant as a call.
  const ofRequest = status !== 404 || reasons.some(({ near }) => near !== undefined)
  return { status, err_no: 2010, err_tips, rest: {}, reasons, ofRequest }
}

/** @param bytes the body of the request, where it was read */
function respond(c: Context, reply: Reply, options: AppOptions, bytes?: Uint8Array): Response {
  const { status, err_no, err_tips, rest, call, numbers } = reply
  const time = options.now()
  const [reason, warning] = [reasonText(reply.reasons), reasonText(reply.warnings ?? [])]
  options.log({
    time,
    path: c.req.path,
    ...(call !== undefined && { call }),
    ...(status !== 200 && { status }),
    err_no,
    reason,
    ...(warning && { warning }),
    ...numbers
  })
  if (reply.ofRequest && err_no !== 0) keep(c, bytes, { time, err_no, reason }, options)
  const headers = {
    'x-tt-logid': logId(time, options.random),
    ...(reason && { 'x-ecpay-reason': reason }),
    ...(warning && { 'x-ecpay-warning': warning })
  }
  if (reply.file) {
    const { name, type, content } = reply.file
    const disposition = `attachment; filename="${name}"`
    return c.body(content, status, { 'content-type': type, 'content-disposition': disposition, ...headers })
  }
  const { code, text } = VERDICTS[reply.verdict ?? 'err_no']
  const json = JSON.stringify(reply.json ?? { [code]: err_no, [text]: err_tips, ...rest })
  return c.body(json, status, { 'content-type': 'application/json; charset=utf-8', ...headers })
}

/** For `ecpay diagnose --last`. A store that takes nothing does not change the answer. */
function keep(
  c: Context,
  bytes: Uint8Array | undefined,
  outcome: { time: number; err_no: number; reason: string },
  { store, keys }: AppOptions
): void {
  const { pathname, search } = new URL(c.req.url)
  const request = { method: c.req.method, path: pathname + search, headers: c.req.raw.headers }
  const isPublic = (value: string) => [...Object.values(DEMO_KEYS), ...Object.values(keys)].includes(value)
  try {
    store.keepRefused(refusedRequest(request, bytes, outcome, isPublic))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

/** The platform's shape: 14 digits of Beijing time, then hex. */
function logId(time: number, random: SimulatorWorld['random']): string {
  return beijingTime(time).replace(/\D/g, '') + Buffer.from(random(9)).toString('hex').toUpperCase()
}
