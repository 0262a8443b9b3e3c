import { EcpayError, type Finding, finding } from '../findings/findings.js'
import { type JsonObject, member, memberText, readJson } from '../protocol/json/json.js'
import type { Verdict, VerdictPlace } from '../protocol/system/verdict.js'
import type { RawAnswer } from './read-answer.js'

/** The meaning of an answer. */
export interface Judgement {
  /** Why it is not a plain success; empty if it is. */
  findings: Finding[]
  /** Oddities that do not change its meaning. */
  notes?: Finding[]
  /** The answer as JSON, if it is JSON. */
  body: JsonObject | undefined
  text: string
  /** The literal of `err_no`, or of the member that replaces it. */
  err_no: string | undefined
  /** The member that has it, if the call was refused. */
  member?: VerdictPlace['code']
}

/** Whether it is a plain success. */
export function isDone(judgement: Judgement | undefined): boolean {
  return judgement?.findings.length === 0
}

/** The judgement of a file that came whole. */
const DONE: Judgement = { findings: [], body: undefined, text: '', err_no: undefined }

/**
 * Judges an answer by the documentation of the platform: HTTP status, JSON, `err_no` or what a system has in its place. Success is `err_no` 0 or a whole
 * file. The text of `err_tips` is never tested, because it differs from call to call.
 */
export function judge(answer: RawAnswer, verdict: Verdict): Judgement {
  const whole = answer.bytes.toString('utf8')
  const text = whole.replace(/^\ufeff/, '')
  const judgement = judgeText(answer, text, verdict)
  return text === whole ? judgement : { ...judgement, notes: [finding('answer-with-byte-order-mark')] }
}

function judgeText(answer: RawAnswer, text: string, verdict: Verdict): Judgement {
  const { status, bytes } = answer
  const unread = (...findings: Finding[]): Judgement => ({
    findings,
    body: undefined,
    text,
    err_no: undefined
  })
  if (status >= 300 && status < 400)
    return unread(finding('http-redirect', { status, location: answer.headers.location ?? '' }))
  if (status >= 500) return unread(finding('http-server-error', { status }))
  if (answer.file) return answer.cutOff ? unread(finding('file-cut-off', { size: answer.file.size })) : DONE
  const html = looksLikeHtml(answer, text) ? [finding('html-answer', { status })] : []
  const client = status >= 400 ? [finding('http-client-error', { status })] : []
  if (html.length > 0) return unread(...client, ...html)
  if (text.trim() === '') return unread(...client, finding('answer-empty', { status }))
  if (answer.cutOff) return unread(...client, finding('answer-cut-off', { size: bytes.length }))
  const read = readAnswerJson(text, bytes.length)
  if ('problem' in read) return unread(...client, read.problem)
  return judgeJson(read.body, text, client, verdict)
}

function judgeJson(
  body: JsonObject,
  text: string,
  client: Finding<'http-client-error'>[],
  verdict: Verdict
): Judgement {
  const said = sayingIn(body, verdict)
  if (!said) {
    const message = memberText(body, 'data') ?? ''
    if (/not\s*sandbox\s*app/i.test(message))
      return { findings: [finding('not-a-sandbox-app', { message })], body, text, err_no: undefined }
    const named = verdict.code === 'err_no' ? {} : { member: verdict.code }
    const findings = client.length > 0 ? client : [finding('answer-without-err-no', named)]
    return { findings, body, text, err_no: undefined }
  }
  const { code, literal: err_no, message: err_tips } = said
  if (err_no === '0' && client.length === 0) return { findings: [], body, text, err_no }
  const log_id = logIdIn(body)
  const named = { ...(code !== 'err_no' && { member: code }), ...(log_id && { log_id }) }
  const refused = finding('gateway-refused', { err_no, err_tips, ...named })
  const isExpected = err_no !== '0' && client.every(({ status }) => verdict.refusedWith?.includes(status))
  return { findings: [...(isExpected ? [] : client), refused], body, text, err_no, member: code }
}

/** What an answer says in one of its places. */
interface Saying extends Pick<VerdictPlace, 'code'> {
  literal: string
  message: string
}

/** What an answer says: of several codes, the first that is not 0, with the first text that is not empty. */
function sayingIn(body: JsonObject, verdict: Verdict): Saying | undefined {
  const all = [verdict, ...(verdict.elsewhere ?? [])].flatMap((place) => sayingAt(body, place))
  const [first = all[0], ...others] = all.filter(({ literal }) => literal !== '0')
  if (!first) return undefined
  const message = first.message || (others.find((one) => one.message !== '')?.message ?? '')
  return { ...first, message }
}

function sayingAt(body: JsonObject, { code, text, within }: VerdictPlace): Saying[] {
  const inner = within && member(body, within)
  const place = inner?.kind === 'object' ? inner : body
  const literal = memberText(place, code)
  if (literal === undefined || !/^-?[0-9]+$/.test(literal)) return []
  return [{ code, literal, message: memberText(place, text) ?? '' }]
}

/** The log id in an answer, which support asks for. */
function logIdIn(body: JsonObject): string | undefined {
  const extra = member(body, 'extra')
  return memberText(body, 'log_id') || (extra?.kind === 'object' ? memberText(extra, 'logid') : undefined) || undefined
}

function readAnswerJson(text: string, size: number): { body: JsonObject } | { problem: Finding } {
  try {
    const body = readJson(text)
    return body.kind === 'object' ? { body } : { problem: finding('answer-without-err-no') }
  } catch (error) {
    const found = error instanceof EcpayError ? error.findings[0] : undefined
    if (found?.code !== 'invalid-json') return { problem: finding('answer-not-json', { line: 1, column: 1 }) }
    if (found.found === '') return { problem: finding('answer-cut-off', { size }) }
    return { problem: finding('answer-not-json', { line: found.line, column: found.column }) }
  }
}

function looksLikeHtml({ headers }: RawAnswer, text: string): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(text) || /text\/html/i.test(headers['content-type'] ?? '')
}
