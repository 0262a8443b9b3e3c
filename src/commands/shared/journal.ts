import { EcpayError } from '../../findings/findings.js'
import type { Send, SendRequest } from '../../gateway/client.js'
import { acknowledgementProblem } from '../../protocol/callback/acknowledgement.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { Post } from '../../protocol/callback/delivery.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import type { TakenExchange } from '../../simulator/exchange.js'
import { withoutCredentials } from '../../simulator/without-credentials.js'
import type { Exchange, Hide } from '../../workbench/journal/entry.js'
import { type Journal, type JournalOptions, openJournal } from '../../workbench/journal/journal.js'
import { DEFAULT_LIMITS, type JournalLimits, journalFolder } from '../../workbench/journal/journal-files.js'
import type { World } from '../../world.js'
import type { Context } from './command.js'
import { stateOf } from './local-gateway.js'

type KeepingContext = Pick<Context, 'world' | 'out' | 'flags'>

interface JournalWish {
  /** Whether it must not wait for the journal; see `JournalOptions`. */
  isServer?: boolean
  /** Gets every entry, also where nothing is written to the log. */
  onEntry?: NonNullable<JournalOptions['onEntry']>
}

/** The journal of what this command sends and takes, unless `--no-log` or `ECPAY_NO_LOG` says that there is none. */
export function journalOf(
  context: KeepingContext,
  options: JournalWish & Required<Pick<JournalWish, 'onEntry'>>
): Promise<Journal>
export function journalOf(context: KeepingContext, options?: JournalWish): Promise<Journal | undefined>
export async function journalOf(
  context: KeepingContext,
  { isServer = false, onEntry }: JournalWish = {}
): Promise<Journal | undefined> {
  const { world, out } = context
  const isKept = keepsLog(context)
  if (!isKept && !onEntry) return undefined
  const [mask, maskBytes] = [await out.masking(), await out.maskingBytes()]
  // What has a name that says that it is secret goes, whatever it is.
  const hide: Hide = (text, bytes) => withoutCredentials(bytes ? maskBytes(text) : mask(text), isPublic)
  return openJournal({
    ...(isKept && { folder: journalFolder(stateOf(world)) }),
    limits: limitsOf(world),
    now: world.now,
    random: world.random,
    hide: isServer ? remembered(hide) : hide,
    // A server ends late, or never.
    onTrouble: (problem) => (isServer ? out.warnAtOnce([problem]) : out.warn([problem])),
    ...(onEntry && { onEntry }),
    isServer
  })
}

/** Whether this command writes to the journal. */
function keepsLog({ world, flags }: Pick<Context, 'world' | 'flags'>): boolean {
  return flags.log && !world.env.ECPAY_NO_LOG
}

/** How much is kept, by the environment or by default. What is no number there counts as not set. */
export function limitsOf({ env }: Pick<World, 'env'>): JournalLimits {
  const days = numberIn(env.ECPAY_LOG_DAYS)
  const mebibytes = numberIn(env.ECPAY_LOG_MIB)
  return {
    ...DEFAULT_LIMITS,
    ...(days !== undefined && { age: days * 86_400_000 }),
    ...(mebibytes !== undefined && { size: mebibytes * 1024 * 1024 })
  }
}

function numberIn(text = ''): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined
}

/** In characters. Addresses and headers are mostly the same from one request to the next, and looking takes long. */
const SHORT = 256
const MOST_REMEMBERED = 1000

function remembered(hide: Hide): Hide {
  const known = new Map<string, string>()
  return (text, bytes) => {
    if (bytes || text.length > SHORT) return hide(text, bytes)
    const hidden = known.get(text) ?? hide(text)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(text, hidden)
    return hidden
  }
}

function isPublic(value: string): boolean {
  return Object.values(DEMO_KEYS).includes(value)
}

/** Sends calls as `send` does, and keeps each with its answer. */
export function keepingSend(
  journal: Journal | undefined,
  send: Send,
  env: string | undefined,
  now: () => number
): Send {
  if (!journal) return send
  return async (request) => {
    const noted = begun(journal, now, {
      ...{ direction: 'out', what: 'call', method: request.method, url: request.url },
      ...{ headers: headersOf(request.headers), body: request.body },
      ...(env !== undefined && { env })
    })
    const answer = await send(request).catch((error) => {
      noted({ problem: codeIn(error) })
      throw error
    })
    const { status, headers, bytes, file } = answer
    noted({ answer: { status, headers: Object.entries(headers), body: bytes }, ...(file && { fileSize: file.size }) })
    return answer
  }
}

/** Posts a callback as `post` does, and keeps each attempt with its answer. */
export function keepingPost(
  journal: Journal | undefined,
  post: Post,
  { headers = [], contentType, needs }: Partial<Pick<CallbackPost, 'headers' | 'contentType' | 'needs'>>,
  now: () => number
): Post {
  if (!journal) return post
  return async (url, body, timeout, signal) => {
    const noted = begun(journal, now, {
      ...{ direction: 'out', what: 'callback', method: 'POST', url, body },
      headers: [['content-type', contentType ?? 'application/json'], ...headers]
    })
    const answer = await post(url, body, timeout, signal).catch((error) => {
      noted({ problem: codeIn(error) })
      throw error
    })
    const problem = acknowledgementProblem(answer, needs)?.code ?? null
    noted({ problem, answer: { status: answer.status, headers: [], body: answer.body } })
    return answer
  }
}

type Begun = Omit<Exchange, 'at' | 'milliseconds' | 'problem'>

/** Takes the time of a request, until its outcome is there. */
function begun(journal: Journal, now: () => number, request: Begun): (outcome: Partial<Exchange>) => void {
  const [at, started] = [now(), performance.now()]
  return (outcome) =>
    journal.add({ at, problem: null, ...request, milliseconds: Math.round(performance.now() - started), ...outcome })
}

function codeIn(error: unknown): Exchange['problem'] {
  return (error instanceof EcpayError ? error.findings[0]?.code : undefined) ?? 'interrupted'
}

function headersOf(headers: SendRequest['headers']): [string, string][] {
  return Array.isArray(headers) ? [...headers] : Object.entries(headers)
}

/** What a server of the local gateway took, as it is kept. */
export function takenEntry({ answer, milliseconds, ...request }: TakenExchange, now: number): Exchange {
  const { status, headers, body, isForeign } = answer
  return {
    ...{ at: now - milliseconds, direction: 'in', what: 'call', ...request, milliseconds, problem: null },
    answer: { status, headers: Object.entries(headers), body },
    isForeign: isForeign ?? status !== 200
  }
}
