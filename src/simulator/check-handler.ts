import { Failure, type Finding, finding } from '../protocol/findings.js'
import type { HandlerCase, HandlerRequest, Kit } from '../protocol/handler-cases/handler-case.js'
import { deliver, type PostAnswer } from './delivery.js'

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

/** Sends the requests of a case and holds the answers against what it wants. */
export async function runCase(one: HandlerCase, kit: Kit, handler: HandlerUnderTest): Promise<CaseResult> {
  const requests = one.send(kit)
  const answers: CaseAnswer[] = []
  if (one.together) answers.push(...(await Promise.all(requests.map((request) => ask(one, request, handler)))))
  else for (const request of requests) answers.push(await ask(one, request, handler))
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
