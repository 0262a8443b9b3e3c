import { type Code, EcpayError, type Finding, finding } from '../../findings/findings.js'
import {
  acknowledgementAdvice,
  crashIn,
  requiredData,
  takesForGenuine
} from '../../protocol/callback/acknowledgement.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import {
  type Answered,
  attemptDelivery,
  ofHandler,
  type Post,
  type PostAnswer
} from '../../protocol/callback/delivery.js'
import type { HandlerCase, HandlerRequest, Kit } from '../../protocol/callback/handler-case.js'
import { memberAt, objectIn } from '../../protocol/json/json.js'
import type { Effect } from './effect.js'

/** The answer to one request of a case. */
interface CaseAnswer {
  /** The posted callback; absent for the console's GET. */
  sent?: CallbackPost
  /** Absent if there was no answer. */
  status?: number
  answer?: string
  milliseconds: number
  /** Why it is not what the case requires. */
  problem?: Finding
  /** What to improve in an acceptable answer. */
  advice?: Finding
}

export interface CaseResult {
  one: HandlerCase
  /** `advice` is a failure that does not count. */
  verdict: 'passed' | 'failed' | 'advice'
  answers: CaseAnswer[]
  /** From the first request to the last answer. Less than the sum if requests are sent at the same time. */
  milliseconds: number
}

export interface HandlerUnderTest {
  url: string
  /** The limit for one answer, in milliseconds. */
  timeout: number
  signal: AbortSignal
  /** A clock for durations, in milliseconds. */
  clock(): number
  post(sent: CallbackPost): Post
  get(url: string, timeout: number, signal: AbortSignal): Promise<PostAnswer>
}

/**
 * Sends the requests of a case and compares the answers with what it requires.
 *
 * @param effect checked if the case sends the same callback again, or one that must change nothing
 */
export async function runCase(
  one: HandlerCase,
  kit: Kit,
  handler: HandlerUnderTest,
  effect?: Effect
): Promise<CaseResult> {
  const started = handler.clock()
  const requests = one.send(kit)
  const answers: CaseAnswer[] = []
  const watched = isWatched(one) ? effect : undefined
  await watched?.before()
  const steps = one.together ? [requests] : requests.map((request) => [request])
  for (const [i, step] of steps.entries()) {
    const got = await askAll(one, step, handler)
    const accepted = got.every(({ problem }) => problem === undefined)
    const isUnchanged = one.changesNothing || (one.lastChangesNothing && i === steps.length - 1)
    const look = () => (isUnchanged ? watched?.unchanged() : watched?.after())
    const problem = accepted ? ((await look()) ?? (one.again && differing([...answers, ...got]))) : undefined
    answers.push(...got.slice(0, -1), ...got.slice(-1).map((last) => ({ ...last, ...(problem && { problem }) })))
  }
  return { one, verdict: verdictOf(one, answers), answers, milliseconds: Math.round(handler.clock() - started) }
}

/** Whether the work of the handler is looked at during this case. */
export function isWatched({ again, changesNothing, lastChangesNothing }: HandlerCase): boolean {
  return again === true || changesNothing === true || lastChangesNothing === true
}

/** What the answers to one and the same callback give in the data that its type needs: it must be the same. */
function differing(answers: readonly CaseAnswer[]): Finding | undefined {
  const needs = requiredData(answers[0]?.sent?.needs ?? [])
  const textsOf = (path: string) => answers.map(({ answer = '' }) => memberAt(objectIn(answer), ...path.split('.')))
  for (const key of needs) {
    const [before, ...others] = textsOf(key).map((value) => (value && 'text' in value ? value.text : ''))
    const after = others.find((other) => other !== before)
    if (before !== undefined && after !== undefined) return finding('callback-answers-differ', { key, before, after })
  }
  return undefined
}

function verdictOf(one: HandlerCase, answers: readonly CaseAnswer[]): CaseResult['verdict'] {
  if (answers.some(({ problem }) => problem !== undefined)) return one.advice ? 'advice' : 'failed'
  return answers.some(({ advice }) => advice !== undefined) ? 'advice' : 'passed'
}

/** What is wrong in a case, or to be improved. */
export function problemOf({ answers }: Pick<CaseResult, 'answers'>): Finding | undefined {
  const answer = answers.find(({ problem }) => problem) ?? answers.find(({ advice }) => advice)
  return answer?.problem ?? answer?.advice
}

/**
 * Sends all requests at once. Some may find no place in the queue of the server's socket, and be lost before the
 * handler sees them. They are sent again, as the platform does. A handler that is too slow, or works on one request
 * after another, still fails then.
 */
async function askAll(
  one: HandlerCase,
  requests: readonly HandlerRequest[],
  handler: HandlerUnderTest
): Promise<CaseAnswer[]> {
  const got = await Promise.all(requests.map((request) => ask(one, request, handler)))
  const lost = got.filter(({ status }) => status === undefined).length
  if (!one.together || one.again || lost === 0 || lost === got.length) return got
  const again = (answer: CaseAnswer, i: number) =>
    answer.status === undefined ? ask(one, requests[i] as HandlerRequest, handler) : answer
  const all = await Promise.all(got.map(again))
  const advice = finding('answered-when-sent-again', { count: lost, of: got.length })
  return all.map((answer, i) => (got[i]?.status === undefined && !answer.problem ? { ...answer, advice } : answer))
}

async function ask(one: HandlerCase, request: HandlerRequest, handler: HandlerUnderTest): Promise<CaseAnswer> {
  const started = handler.clock()
  const isCheck = 'query' in request
  const answered = isCheck ? await check(request, handler) : await post(one, request, handler)
  const milliseconds = Math.round(handler.clock() - started)
  const isSlow = one.within !== undefined && milliseconds > one.within && !answered.problem
  const problem = isSlow ? finding('answer-slow', { milliseconds, limit: one.within as number }) : answered.problem
  const advice = problem ? undefined : oddity(one, answered)
  return {
    ...answered,
    ...(!isCheck && { sent: request }),
    milliseconds,
    ...(problem && { problem }),
    ...(advice && { advice })
  }
}

function oddity({ wants }: HandlerCase, { answer = '' }: Answered): Finding | undefined {
  return crashIn(answer) ?? (wants === 'accepted' ? acknowledgementAdvice(answer) : undefined)
}

/** What an answer is that says success without all that its type needs. */
const UNUSABLE: readonly Code[] = [
  'callback-answer-incomplete',
  'callback-answer-not-text',
  'callback-answer-text-differs'
]

async function post(
  { wants }: HandlerCase,
  sent: CallbackPost,
  { url, timeout, signal, post }: HandlerUnderTest
): Promise<Answered> {
  const { body, needs } = sent
  const answered = await attemptDelivery({ url, body, needs, timeout, signal, post: post(sent) })
  const { status, problem } = answered
  if (status === undefined || wants === 'accepted') return answered
  if (wants === 'complete' && problem && UNUSABLE.includes(problem.code)) return answered
  const { problem: _, ...fine } = answered
  if (wants === 'refused') {
    const isTaken = takesForGenuine({ status, body: answered.answer ?? '' })
    return isTaken ? { ...fine, problem: finding('forgery-accepted') } : fine
  }
  return status < 500 ? fine : { ...fine, problem: finding('handler-crashed', { status }) }
}

async function check(
  { query, echostr }: { query: Record<string, string>; echostr: string },
  { url, timeout, signal, get }: HandlerUnderTest
): Promise<Answered> {
  const address = new URL(url)
  for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value)
  try {
    const { status, body } = await get(address.href, timeout, signal)
    const echoed = status === 200 && body === echostr
    return { status, answer: body, ...(!echoed && { problem: finding('echostr-not-returned', { status }) }) }
  } catch (error) {
    const problem = error instanceof EcpayError ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem: ofHandler(problem) }
  }
}
