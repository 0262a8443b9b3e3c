import { answerHeading, requestText } from '../../output/exchange.js'
import { prettyJson } from '../../output/pretty-json.js'
import { visible } from '../../output/terminal-text.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { Attempt } from '../../protocol/callback/delivery.js'
import { jsonIn } from '../../protocol/json/json.js'
import type { Part, Voice } from '../shared/result.js'

/** The posted request as text. */
export function postPart(
  { words, paint, language }: Voice,
  url: string,
  { body, contentType, headers = [] }: CallbackPost
): Part {
  const call = { method: 'POST', url, headers: { 'content-type': contentType, ...Object.fromEntries(headers) }, body }
  return { block: requestText(call, { words, paint: paint.stderr, language }) }
}

/** The last answer of the handler: raw and formatted for a terminal, raw for a pipe. */
export function answerParts(
  { isTerminal, words, paint, language }: Voice,
  { status, answer }: Partial<Attempt> = {},
  duration_ms: number
): Part[] {
  if (status === undefined || answer === undefined) return []
  if (!isTerminal) return [{ result: answer === '' || answer.endsWith('\n') ? answer : `${answer}\n` }]
  const shown = { status, headers: {}, bytes: Buffer.from(answer) }
  const result = { answer: shown, judgement: undefined, duration_ms, attempts: 1 }
  const raw = [
    { note: `\n${answerHeading(result, { words, paint: paint.stderr, language })}` },
    { result: `${visible(answer)}\n` }
  ]
  const value = jsonIn(answer)
  if (!value) return raw
  return [
    ...raw,
    { note: `\n${paint.stderr.bold(`── ${words.exchange.pretty}`)}` },
    { result: `${prettyJson(value, { language, paint: paint.stdout })}\n` }
  ]
}
