import { hash } from 'node:crypto'
import { isBusy, patiently } from '../database/lock.js'
import { EcpayError } from '../findings/findings.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import { nearest } from '../protocol/nearest.js'
import { type Endpoint, isSlashless } from '../protocol/system/endpoint.js'
import { asReason, type Reason } from '../protocol/system/reason.js'
import type { Refusal } from '../protocol/system/system.js'
import { allowing, type DoorRefusal } from '../servers/door.js'
import { NoRoom, readForm } from '../servers/read-body.js'
import { handlerOf } from './calls/answers.js'
import type { CallWorld } from './calls/received-call.js'
import { groupedAnswer } from './calls/trade/v2/envelope.js'
import { CLIENT_CALLS, type ClientCall } from './client/client-calls.js'
import { keysOf } from './demo-keys.js'
import { injectedFailure, NEGATIVE_TEST } from './faults.js'
import { newToken, stableToken } from './give-token.js'
import type { TokenKind } from './given-tokens.js'
import { openPage, PAGES } from './life-cycle/onboarding-page.js'
import { type Numbers, numbersIn } from './log-entry.js'
import type { Answer } from './platform-answer.js'
import type { Platform, PlatformAnswer, PlatformRequest } from './platform-request.js'
import type { PlayedCall } from './played-calls.js'
import { type Call, checkRequest, formRequest, jsonRequest, queryRequest, type RequestText } from './read-request.js'
import { logId, type PlatformOptions, type Reply, respond, tooLarge, unserved } from './respond.js'
import { codesOf, type SystemCodes } from './system-codes.js'
import { membersOf, TOKEN_CALLS, type TokenCall } from './token-calls.js'

/** The limit for an upload, in bytes: 32 MiB. */
const LARGEST_IMAGE = 32 * DEFAULT_LIMIT

/** The codes of what is no call of a system: tokens, and the client of 通用交易系统. */
const CLIENT_CODES = codesOf('trade', { errNos: [] })

/** The handler of one path. */
interface Route {
  method: Endpoint['method']
  /** Absent for what is no call of a system. */
  call?: PlayedCall
  answer(request: PlatformRequest): Promise<PlatformAnswer>
}

/**
 * The answers of the local gateway, independent of a server: every endpoint at its path. Each answer is JSON with an
 * `x-tt-logid`. If a call is refused, `x-ecpay-reason` says why in stable codes.
 */
export function createPlatform(options: PlatformOptions, calls: readonly PlayedCall[]): Platform {
  const routes = routesOf(options, calls)
  const route = async (request: PlatformRequest): Promise<PlatformAnswer> => {
    if (request.refusal) return turnAway(request, request.refusal, options)
    const { path } = request
    const found = routes.get(path)
    if (found?.method === request.method) return found.answer(request)
    if (found) return refuseMethod(request, found.method, options)
    const isPage = request.method === 'GET' && path.startsWith(`${PAGES}/`)
    return isPage ? pageOf(path.slice(PAGES.length + 1), options) : refusePath(request, calls, options)
  }
  const replyTo = (error: unknown, call: PlayedCall | undefined): Reply => {
    if (error instanceof NoRoom) return unserved(503, [{ code: 'too-many-at-once' }])
    // Also a body that was broken off: nothing was verified.
    const reply: Reply = { status: 200, ...failed(error, call?.codes), rest: {}, isForeign: true }
    return call ? inForm(call, reply, options) : reply
  }
  return (request) =>
    route(request).catch((error) => respond(request, replyTo(error, routes.get(request.path)?.call), options))
}

function routesOf(options: PlatformOptions, known: readonly PlayedCall[]): Map<string, Route> {
  const calls = known.flatMap((call) => {
    const { path, method, slashless } = call.endpoint
    const route: Route = { method, call, answer: (request) => answerCall(call, request, options) }
    const paths = slashless && !options.strict ? [path, path.replace(/\/$/, '')] : [path]
    return paths.map((one): [string, Route] => [one, route])
  })
  const tokens = TOKEN_CALLS.flatMap((call) => {
    const route: Route = { method: 'POST', answer: (request) => giveToken(request, call, options) }
    return [call.path, call.path.replace(/\/$/, '')].map((path): [string, Route] => [path, route])
  })
  const client = CLIENT_CALLS.map(({ path, ...call }): [string, Route] => [
    path,
    { method: 'POST', answer: (request) => playClient(request, call, options) }
  ])
  return new Map([...tokens, ...calls, ...client])
}

function turnAway(request: PlatformRequest, refusal: DoorRefusal, options: PlatformOptions): PlatformAnswer {
  const reply = unserved(403, [refusal])
  const line = 'host' in refusal ? ` (ecpay simulate serve ${allowing(refusal.host)})` : ''
  return respond(request, { ...reply, err_tips: reply.err_tips + line }, options)
}

async function answerCall(
  known: PlayedCall,
  request: PlatformRequest,
  options: PlatformOptions
): Promise<PlatformAnswer> {
  const { endpoint } = known
  const limit = endpoint.encoding ? LARGEST_IMAGE : DEFAULT_LIMIT
  const bytes = endpoint.method === 'GET' ? new Uint8Array() : await request.body(limit)
  if (!bytes) return respond(request, tooLarge(limit), options)
  const about = { negativeTest: request.header(NEGATIVE_TEST.toLowerCase()), origin: request.origin }
  const asked = endpoint.encoding ? await formOf(known, request, bytes) : requestOf(known, request, bytes)
  const call = 'err_no' in asked ? asked : await checkRequest(known, asked, request.header, options)
  const numbers = 'err_no' in asked ? {} : numbersIn(asked.body)
  const reply = inForm(known, await patiently(() => serve(known, call, numbers, about, options)), options)
  if (isSlashless(endpoint, request.path))
    reply.warnings = [...(reply.warnings ?? []), { code: 'path-without-slash', near: endpoint.path }]
  if (endpoint.resultBy) options.onAccepted?.()
  if (options.latency) await options.latency()
  return respond(request, reply, options, bytes)
}

async function pageOf(id: string, { store, now }: PlatformOptions): Promise<PlatformAnswer> {
  const [body, status] = await patiently(() => openPage(store, id, now()))
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body }
}

async function refusePath(
  request: PlatformRequest,
  calls: readonly PlayedCall[],
  options: PlatformOptions
): Promise<PlatformAnswer> {
  const near = knownPathNear(request.path, calls)
  const reply = unserved(404, [{ code: 'unknown-path', ...(near !== undefined && { near }) }])
  return respond(request, reply, options, await request.body(DEFAULT_LIMIT))
}

async function refuseMethod(
  request: PlatformRequest,
  allowed: string,
  options: PlatformOptions
): Promise<PlatformAnswer> {
  const bytes = await request.body(DEFAULT_LIMIT)
  const answer = respond(request, unserved(405, [{ code: 'method-not-allowed' }]), options, bytes)
  return { ...answer, headers: { ...answer.headers, allow: allowed } }
}

/** A known path that ends with the same word, otherwise one with a similar spelling. */
function knownPathNear(path: string, calls: readonly PlayedCall[]): string | undefined {
  const known = [...calls.map(({ endpoint }) => endpoint), ...TOKEN_CALLS].map((one) => one.path)
  const [last, ending] = [lastWord(path), known.filter((one) => lastWord(one) === lastWord(path))]
  if (ending.length > 0) return nearest(path, ending) ?? ending[0]
  const word = nearest(last, known.map(lastWord))
  return known.find((one) => lastWord(one) === word) ?? nearest(path, known)
}

function lastWord(path: string): string {
  return (
    path
      .replace(/(?<!\/)\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  )
}

async function giveToken(request: PlatformRequest, call: TokenCall, options: PlatformOptions): Promise<PlatformAnswer> {
  const bytes = await request.body(DEFAULT_LIMIT)
  if (!bytes) return respond(request, tooLarge(DEFAULT_LIMIT), options)
  const given = await membersOf(request.query, request.header('content-type'), bytes)
  const time = options.now()
  const log = logId(time, options.random)
  const keys = keysOf(options, given.client_key ?? given.appid)
  const give = (kind: TokenKind | 'stable_client_token') =>
    kind === 'stable_client_token' ? stableToken(keys, options) : newToken({ kind, app_id: keys.app_id }, options)
  const { err_no, reasons, json } = await patiently(() => call.answer(given, keys, time, log, give))
  const name = call.path.replace(/^\/api\/apps\//, '')
  const isForeign = reasons.length > 0
  const reply = { status: 200, err_no, err_tips: '', rest: {}, reasons, json, call: name, isForeign } as const
  return respond(request, reply, options, bytes)
}

/** Plays the client of 通用交易系统: the parameters of a call come in, and what it gives goes out. */
async function playClient(
  request: PlatformRequest,
  { call, play }: ClientCall,
  options: PlatformOptions
): Promise<PlatformAnswer> {
  const bytes = await request.body(DEFAULT_LIMIT)
  if (!bytes) return respond(request, tooLarge(DEFAULT_LIMIT), options)
  const read = jsonRequest({ contentType: request.header('content-type'), bytes }, CLIENT_CODES)
  const common = { status: 200, err_tips: '', rest: {}, call } as const
  const failure = (refusal: Refusal) => ({
    ...refusal,
    json: (errLogId: string) => ({
      errNo: String(refusal.err_no),
      errMsg: `${call.replace(/^tt\./, '')}:fail ${refusal.err_tips}`,
      errLogId
    })
  })
  if ('err_no' in read) return respond(request, { ...common, ...failure(read), isForeign: true }, options)
  const reply = await play(read.body, options).catch((error) => failure(failed(error)))
  options.onAccepted?.()
  return respond(request, { ...common, ...reply, isForeign: reply.reasons.length > 0 }, options)
}

function requestOf(
  { endpoint: { method }, codes }: PlayedCall,
  request: PlatformRequest,
  bytes: Uint8Array
): RequestText | Refusal {
  if (method === 'GET') return queryRequest(request.query)
  return jsonRequest({ contentType: request.header('content-type'), bytes }, codes)
}

async function formOf(
  { codes }: PlayedCall,
  request: PlatformRequest,
  bytes: Uint8Array
): Promise<RequestText | Refusal> {
  const contentType = request.header('content-type')
  const form = /^multipart\//i.test(contentType ?? '') ? await readForm(contentType, bytes) : undefined
  if (!form) return { ...codes.notForm, reasons: [{ code: 'content-type-not-multipart' }] }
  const named = [...form].map(async ([name, part]) => [
    name,
    typeof part === 'string' ? part : { file: await digestOf(part) }
  ])
  return formRequest(Object.fromEntries(await Promise.all(named)))
}

/** The digest of an uploaded file; empty for an empty file. */
async function digestOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bytes.length === 0 ? '' : hash('sha256', bytes, 'hex')
}

function serve(
  known: PlayedCall,
  call: Call | Refusal,
  numbers: Numbers,
  { negativeTest, origin }: { negativeTest: string | undefined; origin: string },
  options: PlatformOptions
): Reply {
  const { system, endpoint, codes } = known
  const { empty, answer } = handlerOf(system.name, endpoint.name)
  const { name } = endpoint
  if ('err_no' in call)
    return { ...call, status: 200, rest: empty, call: name, numbers, ofRequest: true, isForeign: true }
  const { store, now, random, timeScale, realNow, keys } = options
  const app_id = call.app_id ?? call.values.get('app_id') ?? keys.app_id
  const world: CallWorld = { store, now, random, origin, app_id }
  if (timeScale !== undefined) world.timeScale = timeScale
  if (realNow) world.realNow = realNow
  const outcome: Partial<Answer> & Refusal = attempt(
    () => injectedFailure(store, known, negativeTest) ?? answer(call, world),
    codes
  )
  const { err_no, err_tips, rest = empty, reasons, warnings = call.warnings, file } = outcome
  const ofRequest = call.violations.length > 0
  // Written out, because V8 makes an object that begins with `...` several times as slowly.
  return { status: 200, err_no, err_tips, rest, reasons, warnings, file, call: name, numbers, ofRequest }
}

/** A reply in the form that answers of its call have. */
function inForm({ endpoint, verdict, isGrouped }: PlayedCall, reply: Reply, { now }: PlatformOptions): Reply {
  if (isGrouped) reply.json = (logId: string) => groupedAnswer(endpoint, reply, logId, now())
  else reply.verdict = verdict
  return reply
}

/** Does the work of a call. An error of the store is an error of the gateway, not of the caller. */
function attempt(work: () => Answer | Refusal, codes: SystemCodes): Answer | Refusal {
  try {
    return work()
  } catch (error) {
    if (isBusy(error)) throw error
    return failed(error, codes)
  }
}

function failed(error: unknown, { internal }: SystemCodes = CLIENT_CODES): Refusal {
  const reasons: Reason[] = error instanceof EcpayError ? error.findings.map(asReason) : [{ code: 'internal-error' }]
  return { ...internal, reasons }
}
