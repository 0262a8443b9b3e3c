import { EcpayError, type Finding, finding } from '../../../findings/findings.js'
import { errorDocument } from '../../../output/report.js'
import { jsonLine } from '../../../output/terminal-text.js'
import { DEFAULT_LIMIT, decodeBody } from '../../../protocol/json/bytes.js'
import { isDeep } from '../../../protocol/json/is-deep.js'
import { MAX_DEPTH } from '../../../protocol/json/json-reader.js'
import { nearest } from '../../../protocol/nearest.js'
import { NoRoom } from '../../../servers/read-body.js'
import { CONTROL_PATH, type Control } from '../../../simulator/control.js'
import type { PlatformAnswer, PlatformRequest } from '../../../simulator/platform-request.js'
import type { Journal } from '../../../workbench/journal/journal.js'
import type { KnownCalls } from '../../log/known-calls.js'
import { type Tool, toolsOf } from '../../mcp/tools.js'
import type { Context } from '../../shared/command.js'
import { EXIT, type ExitCode } from '../../shared/exit.js'
import { FILTERS } from '../../shared/filter-options.js'
import { runProgram } from '../../shared/run-program.js'
import type { TakenRequests } from './taken-requests.js'

/** What a server took, and where it writes that down. */
interface Taken {
  requests: TakenRequests
  journal: Pick<Journal, 'flush'>
  calls: KnownCalls
}

/** The values of a request: of its query and of the object in its body. */
type Given = Readonly<Record<string, unknown>>

/** The paths that ask for requests. */
const REQUESTS = 'requests'

/**
 * What answers under `/_ecpay/`: the requests that were taken, and every `simulate` command that an agent may call too.
 * Each has the path of its words, its arguments behind that, and its options in the body or the query.
 */
export async function controlOf(context: Context, taken: Taken): Promise<Control> {
  const { out, language } = context
  const entries = (await context.commands()).filter(({ name }) => name.startsWith('simulate '))
  const tools = await toolsOf(entries, { sends: [], calls: [] }, { words: await out.catalogue.help(), language })
  const byName = new Map(tools.map((tool) => [tool.name.replace(/^simulate_/, ''), tool]))
  const refused = async (status: number, found: readonly Finding[]) => json(status, await errorOf(context, found))
  return async (request, signal) => {
    const [name = '', ...words] = request.path.slice(CONTROL_PATH.length).split('/').map(decoded)
    try {
      const tool = byName.get(name)
      const isOfRequests = name === REQUESTS && words.every((word) => word === '')
      if (!isOfRequests && !tool) {
        const known = [REQUESTS, ...byName.keys()]
        const meant = nearest(name, known)
        const near = meant === undefined ? {} : { meant: CONTROL_PATH + meant }
        const found = CONTROL_PATH + (name === REQUESTS ? [name, ...words].join('/') : name)
        return await refused(404, [finding('unknown-control', { found, known, ...near })])
      }
      const isAsked = words.some((word) => word !== '') || request.query.length > 1
      const methods = tool ? methodsOf(tool, isAsked) : ['GET', 'DELETE']
      if (!methods.includes(request.method)) {
        const answer = await refused(405, [finding('control-method', { found: request.method, allowed: methods })])
        return { ...answer, headers: { ...answer.headers, allow: methods.join(', ') } }
      }
      const given = { ...Object.fromEntries(new URLSearchParams(request.query)), ...(await objectOf(request)) }
      return tool
        ? await played(context, tool, withWords(tool, words, given), signal)
        : await answerRequests(context, request.method, given, taken)
    } catch (error) {
      if (error instanceof NoRoom) return json(503, { error: { code: 'too-many-at-once' } })
      if (!(error instanceof EcpayError)) throw error
      const isTooLarge = error.findings.some(({ code }) => code === 'body-too-large')
      return refused(isTooLarge ? 413 : 400, error.findings)
    }
  }
}

/**
 * A command that needs nothing shows something when it is asked without anything. With a word or a field it changes
 * something, and a GET must not.
 */
function methodsOf(tool: Tool, isAsked: boolean): readonly string[] {
  if (tool.annotations.readOnlyHint) return ['GET']
  return isAsked || tool.inputSchema.required.length > 0 ? ['POST'] : ['GET', 'POST']
}

async function answerRequests(
  { world }: Context,
  method: string,
  given: Given,
  { requests, journal, calls }: Taken
): Promise<PlatformAnswer> {
  // What was answered a moment ago may not be written yet.
  journal.flush()
  expectKnown(given, Object.keys(FILTERS))
  const text = (key: string) => (key in given ? wordIn(key, given[key]) : undefined)
  const failed = 'failed' in given ? failedIn(given.failed, method) : undefined
  const filters = { number: text('number'), call: text('call'), type: text('type'), grep: text('grep') }
  const values = { ...filters, since: text('since'), failed }
  if (method === 'DELETE') return json(200, { deleted: await requests.forget(values, world.now()) })
  return json(200, { requests: await requests.find(values, world.now(), calls) })
}

/** Runs the command of a path in this process. */
async function played(context: Context, tool: Tool, given: Given, signal: AbortSignal): Promise<PlatformAnswer> {
  const { config, profile } = context.flags
  const words = [
    ...(config === undefined ? [] : [`--config=${config}`]),
    ...(profile === undefined ? [] : [`--profile=${profile}`]),
    ...tool.argv(given)
  ]
  const { exit, stdout, stderr } = await runProgram(context, words, { signal })
  const [result, error] = [parsed(stdout), parsed(stderr)]
  return json(exit === EXIT.done ? 200 : statusOf(exit, error), { ...result, ...(exit !== EXIT.done && error) })
}

/** The status for a command that ended otherwise than well. */
function statusOf(exit: ExitCode, error: Record<string, unknown>): number {
  const code = (error.error as { code?: unknown } | undefined)?.code
  if (exit === EXIT.no) return /-not-found$/.test(String(code)) ? 404 : 409
  return exit === EXIT.input ? 400 : 502
}

/**
 * What a command is given. Waits of the schedule are not waited for, unless it is asked for: whoever waits here is a
 * test.
 */
function withWords(tool: Tool, words: readonly string[], given: Given): Given {
  const { properties, required } = tool.inputSchema
  const own = Object.keys(properties).filter((key) => key !== 'env' && key !== 'profile')
  const [placed = own[0] ?? ''] = required
  const rest = words.filter((word) => word !== '')
  const all: Given = {
    ...('time-scale' in properties && { 'time-scale': 0 }),
    ...given,
    ...(rest.length > 0 && { [placed]: rest.length > 1 ? rest : rest[0] })
  }
  expectKnown(all, own)
  const isFlag = (key: string) => (properties[key] as { type?: unknown } | undefined)?.type === 'boolean'
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, isFlag(key) ? switchOf(key, value) : value])
  )
}

/**
 * Whether an option without a value is given. In a query there are only texts, and some languages send numbers.
 *
 * @throws EcpayError `invalid-option-value`
 */
function switchOf(key: string, value: unknown): boolean {
  const found = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (/^(?:true|1|)$/.test(found)) return true
  if (/^(?:false|0|null)$/.test(found)) return false
  throw new EcpayError([finding('invalid-option-value', { option: `--${key}`, found, expected: 'true, false' })])
}

/** A switch. To forget what failed, it has to be said: nothing is what a variable leaves that is not set. */
function failedIn(value: unknown, method: string): boolean {
  if (value !== null && !(value === '' && method === 'DELETE')) return switchOf('failed', value)
  throw new EcpayError([
    finding('invalid-option-value', { option: '--failed', found: String(value ?? 'null'), expected: 'true, false' })
  ])
}

/**
 * What is looked for. Nothing is what a variable leaves that is not set, and would find all or none.
 *
 * @throws EcpayError `invalid-option-value`
 */
function wordIn(key: string, value: unknown): string {
  const found = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (typeof value !== 'object' && found.trim() !== '') return found
  throw new EcpayError([finding('invalid-option-value', { option: `--${key}`, found, expected: 'text' })])
}

function expectKnown(given: Given, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown === undefined) return
  const meant = nearest(unknown, [...known])
  throw new EcpayError([
    finding('unknown-control-field', { found: unknown, known, ...(meant !== undefined && { meant }) })
  ])
}

/** The object in the body; none in an empty one. */
async function objectOf(request: PlatformRequest): Promise<Given> {
  const bytes = request.method === 'GET' ? new Uint8Array() : await request.body(DEFAULT_LIMIT)
  if (!bytes) throw new EcpayError([finding('body-too-large', { limit: DEFAULT_LIMIT })])
  if (bytes.length === 0) return {}
  const { text } = decodeBody(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EcpayError([finding('control-not-json', {})])
  }
  if (isDeep(value)) throw new EcpayError([finding('json-too-deep', { limit: MAX_DEPTH })])
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Given
  throw new EcpayError([finding('control-not-json', {})])
}

async function errorOf({ out }: Context, found: readonly Finding[]): Promise<object> {
  const [words, mask] = await Promise.all([out.catalogue.findings(), out.masking()])
  return JSON.parse(mask(JSON.stringify(errorDocument(found, words))))
}

function json(status: number, document: object): PlatformAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: jsonLine(document) }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
