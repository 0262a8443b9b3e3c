import { type Finding, finding, refuse } from '../../findings/findings.js'
import { jsonIn, memberText, objectIn } from '../../protocol/json/json.js'
import { isBody, pastedBodies } from '../../recorded/pasted-body.js'

/** The fields of an answer that have its code. */
const CODES = ['err_no', 'err_code', 'errNo', 'error_code']

/**
 * The body of a request in a text that is another form of it, such as a line of a log.
 *
 * @param hasSign whether the signature is given apart
 * @throws EcpayError `several-bodies`, `answer-in-place-of-body`
 */
export function bodyIn(text: string, hasSign: boolean): { body: string; said: Finding[] } {
  const [first, ...others] = pastedBodies(text)
  if (others.length > 0)
    throw refuse('several-bodies', { count: others.length + 1, ...(isOneALine(text) && { lines: true }) })
  if (first) return { body: first.text, said: [finding('body-unwrapped', { form: first.form })] }
  const answer = hasSign ? undefined : answerIn(text)
  if (answer !== undefined) throw refuse('answer-in-place-of-body', { found: answer })
  return { body: text, said: [] }
}

/** Whether every line is a body, as `--ndjson` reads them. */
function isOneALine(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || isBody(jsonIn(line)))
}

/** Whether a text has a callback in it, and is not the body of a request with one in a field. */
export function hasCallback(text: string): boolean {
  if (!text.includes('msg_signature')) return false
  const value = jsonIn(text)
  return !isBody(value) && (value?.kind !== 'object' || memberText(value, 'sign') === undefined)
}

/** The code of an answer of the platform: `err_no:2008`. */
function answerIn(text: string): string | undefined {
  const object = objectIn(text)
  if (!object || ['sign', 'app_id'].some((key) => memberText(object, key) !== undefined)) return undefined
  const key = CODES.find((one) => memberText(object, one) !== undefined)
  return key === undefined ? undefined : `${key}:${memberText(object, key)}`
}
