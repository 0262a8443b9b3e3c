import { EcpayError } from '../findings/findings.js'
import type { Reason } from '../protocol/system/reason.js'
import type { Verdict } from '../protocol/system/verdict.js'
import { beijingDigits } from '../protocol/time.js'
import type { Outside } from '../world.js'
import { DEMO_KEYS, type KnownApps } from './demo-keys.js'
import type { LogEntry, Numbers } from './log-entry.js'
import { type Answer, reasonText } from './platform-answer.js'
import type { PlatformAnswer, PlatformRequest } from './platform-request.js'
import { refusedRequest } from './refused-request.js'
import type { Store } from './store/store.js'

export interface PlatformOptions extends Outside, KnownApps {
  store: Store
  /** Whether to refuse signatures of one official source on which the others disagree. */
  strict?: boolean
  log(entry: LogEntry): void
  /** Delays the answer to a call that was carried out. */
  latency?(): Promise<void>
  /** Called when a call was accepted whose result comes later. */
  onAccepted?(): void
}

/** An answer with its HTTP status. The platform answers 200 to everything that reaches it as a call. */
export interface Reply extends Answer {
  status: 200 | 403 | 404 | 405 | 413 | 503
  numbers?: Numbers
  /** The name of the call that was meant. */
  call?: string
  /** Where it has its verdict; in `err_no` when absent. */
  verdict?: Verdict
  /** The whole JSON, instead of code and members, perhaps with the log id in it. */
  json?: object | ((logId: string) => object)
  /** Whether the request itself is wrong, not only refused in the present state. */
  ofRequest?: boolean
  /** See `PlatformAnswer`. */
  isForeign?: boolean
}

/** The reply to a body above its limit, in bytes. */
export function tooLarge(limit: number): Reply {
  return unserved(413, [{ code: 'body-too-large', limit }])
}

/** The reply to a request that reaches no call. */
export function unserved(status: Exclude<Reply['status'], 200>, reasons: readonly Reason[]): Reply {
  const err_tips = `业务参数错误: ${reasons[0]?.code}`
  // A request for a completely different path, such as browsers send by themselves, was not meant as a call.
  const isMeant = status !== 404 || reasons.some(({ near }) => near !== undefined)
  // A request of some web page must not replace the last request of the user.
  const ofRequest = isMeant && status !== 403 && status !== 503
  return { status, err_no: 2010, err_tips, rest: {}, reasons, ofRequest }
}

/**
 * Writes a reply in the form of the platform, logs it, and stores a wrong request for `ecpay diagnose --last`.
 *
 * @param bytes the body of the request, if it was read
 */
export function respond(
  request: PlatformRequest,
  reply: Reply,
  options: PlatformOptions,
  bytes?: Uint8Array
): PlatformAnswer {
  const { status, err_no, err_tips, rest, call, numbers } = reply
  const time = options.now()
  const id = logId(time, options.random)
  const [reason, warning] = [reasonText(reply.reasons), reasonText(reply.warnings ?? [])]
  options.log({
    time,
    path: request.path,
    call,
    status: status === 200 ? undefined : status,
    err_no,
    reason,
    host: request.refusal && 'host' in request.refusal ? request.refusal.host : undefined,
    warning: warning || undefined,
    ...numbers
  })
  if (reply.ofRequest && err_no !== 0) keep(request, bytes, { time, err_no, reason }, options)
  const { file } = reply
  const headers: Record<string, string> = { 'content-type': file?.type ?? 'application/json; charset=utf-8' }
  if (file) headers['content-disposition'] = `attachment; filename="${file.name}"`
  headers['x-tt-logid'] = id
  if (reason) headers['x-ecpay-reason'] = reason
  if (warning) headers['x-ecpay-warning'] = warning
  const isForeign = status !== 200 || reply.isForeign === true
  if (file) return { status, headers, body: file.content, isForeign }
  const { code = 'err_no', text = 'err_tips', logId: member } = reply.verdict ?? {}
  const json = typeof reply.json === 'function' ? reply.json(id) : reply.json
  const common = member ? { [code]: err_no, [text]: err_tips, [member]: id } : { [code]: err_no, [text]: err_tips }
  return { status, headers, body: JSON.stringify(json ?? Object.assign(common, rest)), isForeign }
}

/** Stores a refused request for `ecpay diagnose --last`. An error of the store does not change the answer. */
function keep(
  request: PlatformRequest,
  bytes: Uint8Array | undefined,
  outcome: { time: number; err_no: number; reason: string },
  { store, keys }: PlatformOptions
): void {
  const isPublic = (value: string) => [...Object.values(DEMO_KEYS), ...Object.values(keys)].includes(value)
  try {
    store.keepRefused(refusedRequest(request, bytes, outcome, isPublic))
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
  }
}

/** A log id in the platform's form: 14 digits of Beijing time, then hexadecimal digits. */
export function logId(time: number, random: Outside['random']): string {
  const second = Math.floor(time / 1000)
  if (latest?.second !== second) latest = { second, digits: beijingDigits(second * 1000).slice(0, 14) }
  return latest.digits + Buffer.from(random(9)).toString('hex').toUpperCase()
}

/** Many requests come in one second, and to write a date takes as long as to read a body. */
let latest: { second: number; digits: string } | undefined
