import type { Sending } from '../../ecpay/callback/sendings.js'
import { answerHeading, requestText } from '../../output/exchange.js'
import { prettyJson } from '../../output/pretty-json.js'
import { visible } from '../../output/terminal-text.js'
import { readJson } from '../../protocol/json/json.js'
import type { Attempt } from '../../simulator/callbacks/delivery.js'
import type { Context } from '../shared/command.js'

/** What is posted, for a person. */
export function printPost({ out, words, language }: Context, url: string, { body, contentType }: Sending): void {
  if (!out.isTerminal && !out.verbose) return
  const call = { method: 'POST', url, headers: { 'content-type': contentType }, body }
  out.noteAsIs(requestText(call, { words, paint: out.paint.stderr, language }))
}

/** What the handler answered last: raw and pretty for a person, as it came for a pipe. */
export async function printAnswer(
  { out, words, language }: Context,
  { status, answer }: Partial<Attempt> = {},
  duration_ms: number
): Promise<void> {
  if (status === undefined || answer === undefined) return
  if (!out.isTerminal) return out.result(answer === '' || answer.endsWith('\n') ? answer : `${answer}\n`)
  const shown = { status, headers: {}, bytes: Buffer.from(answer) }
  const result = { answer: shown, judgement: undefined, duration_ms, attempts: 1 }
  out.note(`\n${answerHeading(result, { words, paint: out.paint.stderr, language })}`)
  await out.result(`${visible(answer)}\n`)
  const value = parsed(answer)
  if (!value) return
  out.note(`\n${out.paint.stderr.bold(`── ${words.exchange.pretty}`)}`)
  await out.result(`${prettyJson(value, { language, paint: out.paint.stdout })}\n`)
}

function parsed(text: string) {
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}
