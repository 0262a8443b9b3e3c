import { Failure, type Finding, finding } from '../../protocol/findings.js'
import type { HandlerCase, HandlerRequest, Kit } from '../../protocol/handler-cases/handler-case.js'
import { deliver, type PostAnswer } from '../callbacks/delivery.js'
import type { Effect } from './effect.js'

/** How one request of a case was answered. */
interface CaseAnswer {
  /** Absent when there was no answer. */
  status?: number
  answer?: string
  milliseconds: number
  /** Why it is not what the case wants. */
  problem?: Finding
}

export interface CaseResult {
  one: HandlerCase
  /** `advice` is a failure that fails nothing. */
  verdict: 'passed' | 'failed' | 'advice'
  answers: CaseAnswer[]
}

export interface HandlerUnderTest {
  url: string
  /** Milliseconds for one answer. */
  timeout: number
  signal: AbortSignal
  /** A clock for durations, in milliseconds. */
  clock(): number
  post(
    url: string,
    body: string | Uint8Array,
    contentType: string,
    timeout: number,
    signal: AbortSignal
  ): Promise<PostAnswer>
  get(url: string, timeout: number, signal: AbortSignal): Promise<PostAnswer>
}

/**
 * Sends the requests of a case and holds the answers against what it wants.
 *
 * @param effect looked at where the case sends the same callback again
 */
export async function runCase(
  one: HandlerCase,
  kit: Kit,
  handler: HandlerUnderTest,
  effect?: Effect
): Promise<CaseResult> {
  const requests = one.send(kit)
  const answers: CaseAnswer[] = []
  const watched = one.again ? effect : undefined
  await watched?.before()
  for (const step of one.together ? [requests] : requests.map((request) => [request])) {
    const got = await Promise.all(step.map((request) => ask(one, request, handler)))
    const accepted = got.every(({ problem }) => problem === undefined)
    const problem = accepted ? await watched?.after() : undefined
    answers.push(...got.slice(0, -1), ...got.slice(-1).map((last) => ({ ...last, ...(problem && { problem }) })))
  }
  const failed = answers.some(({ problem }) => problem !== undefined)
  return { one, verdict: failed ? (one.advice ? 'advice' : 'failed') : 'passed', answers }
}

async function ask(one: HandlerCase, request: HandlerRequest, handler: HandlerUnderTest): Promise<CaseAnswer> {
  const started = handler.clock()
  const answer = 'query' in request ? await check(request, handler) : await post(one, request, handler)
  const milliseconds = Math.round(handler.clock() - started)
  const isSlow = one.within !== undefined && milliseconds > one.within && !answer.problem
  const problem = isSlow ? finding('answer-slow', { milliseconds, limit: one.within as number }) : answer.problem
  return { ...answer, milliseconds, ...(problem && { problem }) }
}

type Answered = Omit<CaseAnswer, 'milliseconds'>

async function post(
  { wants }: HandlerCase,
  { body, contentType }: { body: string; contentType: string },
  { url, timeout, signal, post }: HandlerUnderTest
): Promise<Answered> {
  let answered: Answered = {}
  await deliver({
    url,
    body,
    schedule: [],
    timeout,
    signal,
    sleep: async () => {},
    post: (to, text, limit, stop) => post(to, text, contentType, limit, stop),
    onAttempt: ({ status, answer, problem }) => {
      answered = { ...(status !== undefined && { status, answer: answer ?? '' }), ...(problem && { problem }) }
    }
  })
  const { status, problem } = answered
  if (status === undefined || wants === 'accepted') return answered
  const { problem: _, ...fine } = answered
  if (wants === 'refused') return problem ? fine : { ...fine, problem: finding('forgery-accepted', {}) }
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
    const problem = error instanceof Failure ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem }
  }
}
