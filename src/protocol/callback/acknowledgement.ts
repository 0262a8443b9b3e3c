import { type Finding, finding } from '../../findings/findings.js'
import { type JsonObject, type JsonValue, member, memberAt, memberText, objectIn } from '../json/json.js'

interface Answer {
  status: number
  body: string
}

/** A form of answer that a framework, a language or a habit of the author produces. */
type Form = { is: RegExp; found: () => Finding }

/**
 * Answers that are not a JSON object; the first that matches counts. A byte order mark comes before JSON that would be
 * right without it, so it is checked before anything that looks at the beginning.
 */
const FORMS: readonly Form[] = [
  { is: /^\s*$/, found: () => finding('callback-answer-empty') },
  { is: /^\uFEFF/, found: () => finding('callback-answer-byte-order-mark') },
  {
    is: /<b>(?:Warning|Notice|Deprecated|Fatal error|Parse error)<\/b>|^[^\S\n\r\u2028\u2029]*(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error): /m,
    found: () => finding('callback-answer-php-warning')
  },
  { is: /^\s*"?success"?\s*$/i, found: () => finding('callback-answer-success-text') },
  { is: /^\s*<(?:\?xml|xml)[\s>]/i, found: () => finding('callback-answer-xml') },
  {
    is: /^\s*(?:<!doctype html|<html|<head|<body|<!--|<br|<h1|<p[\s>]|<div)/i,
    found: () => finding('callback-answer-html')
  }
]

/**
 * Why an answer is not the acknowledgement that the documentation requires: HTTP 200 with `err_no` 0, and for some
 * types of callbacks more.
 *
 * @param body the text of the answer; a byte order mark at its beginning is U+FEFF
 * @param needs what it must hold beside, each a text, by dotted path; one that ends in ? may be absent, and one with
 *   =text must be this text
 */
export function acknowledgementProblem({ status, body }: Answer, needs: readonly string[] = []): Finding | undefined {
  if (status !== 200) return finding('callback-not-200', { status })
  const answer = objectIn(body)
  if (!answer) return FORMS.find(({ is }) => is.test(body))?.found() ?? finding('callback-answer-not-json')
  const err_no = memberText(answer, 'err_no') ?? ''
  if (err_no === '0') return incomplete(answer, needs)
  const err_tips = memberText(answer, 'err_tips') ?? ''
  const wanted = requiredData(needs)
  return finding('callback-refused', { err_no, err_tips, ...(wanted.length > 0 && { needs: wanted }) })
}

/** What an answer must hold in `data`, beside its err_no and err_tips, by dotted path. */
export function requiredData(needs: readonly string[]): string[] {
  return required(needs).filter((path) => path.startsWith('data.'))
}

/** Those that may not be absent. */
function required(needs: readonly string[]): string[] {
  return needs.filter((path) => !path.endsWith('?'))
}

function pathsOf(needs: readonly string[]): string[] {
  return needs.map((one) => one.replace(/\?$|=.*$/, ''))
}

function incomplete(answer: JsonObject, needs: readonly string[]): Finding | undefined {
  const at = (path: string) => memberAt(answer, ...path.split('.'))
  const missing = pathsOf(required(needs)).filter((path) => !isGiven(at(path)))
  if (missing.length > 0) return finding('callback-answer-incomplete', { missing })
  for (const [key = '', wanted] of needs.map((one) => one.split('='))) {
    const value = at(key)
    const given = value && 'text' in value ? value.text : ''
    if (wanted !== undefined && given !== wanted) return finding('callback-answer-text-differs', { key, given, wanted })
  }
  const paths = pathsOf(needs)
  const keys = paths.filter((path) => isGiven(at(path)) && at(path)?.kind !== 'string')
  return keys.length > 0 ? finding('callback-answer-not-text', { keys }) : undefined
}

/** Whether there is a text that is not empty, or anything else but null. */
function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.text === '')
}

/** Success in the words of handlers that were written for other platforms, or whose output is damaged. */
const MEANT_AS_SUCCESS =
  /^\W*(?:success|SUCCESS|Success)\W*$|"err_no"\s*:\s*"?0(?![\d.])|<return_code>\s*(?:<!\[CDATA\[)?SUCCESS/

/**
 * Whether the answer to a forgery means that it was accepted, as the platform reads it or as the author meant it. A
 * handler that answers `success` to everything has refused nothing, even if the platform requires other words.
 */
export function takesForGenuine({ status, body }: Answer): boolean {
  if (status !== 200) return false
  const answer = objectIn(body)
  if (!answer) return MEANT_AS_SUCCESS.test(body)
  const said = ['err_no', 'code', 'return_code'].map((key) => memberText(answer, key))
  return said[0] === '0' || (said[0] === undefined && said.includes('SUCCESS'))
}

/** What to improve in an answer that counts as success. */
export function acknowledgementAdvice(body: string): Finding | undefined {
  const err_no = member(objectIn(body), 'err_no')
  return err_no?.kind === 'string' ? finding('err-no-as-text', { err_no: err_no.text }) : undefined
}

/** The texts that runtimes print for an uncaught error. */
const CRASHES =
  /Fatal error|Traceback \(most recent call last\)|Exception in thread|Uncaught \w*(?:Error|Exception)|panic: /

/** The crash that an answer shows, whatever its status. */
export function crashIn(body: string): Finding | undefined {
  const [said] = CRASHES.exec(body) ?? []
  return said === undefined ? undefined : finding('error-text-in-answer', { said })
}
