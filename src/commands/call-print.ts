import type { CallResult, PreparedCall } from '../gateway/call.js'
import { answerHeading, exchangeDocument, headerLines, prettyAnswer, requestText } from '../output/exchange.js'
import { prettyJson } from '../output/pretty-json.js'
import { visible } from '../output/terminal-text.js'
import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { EXIT, type ExitCode } from '../protocol/findings.js'
import { readJson } from '../protocol/json.js'
import type { Context, Flags } from './command.js'

/** A dry run: the signed request as the result (piped, the body of a POST or the address of a GET), and nothing sent. */
export async function printCall({ out, words, language }: Context, env: string, call: PreparedCall): Promise<ExitCode> {
  if (out.json) await out.document(exchangeDocument(env, call, undefined))
  else if (out.isTerminal) {
    const paint = out.paint.stdout
    await out.result(`${requestText(call, { words, paint, language })}\n`)
    if (call.body !== '') await out.result(`${prettyJson(readJson(call.body), { language, paint })}\n`)
  } else await out.result(`${call.body || call.url}\n`)
  out.note(words.exchange.nothingSent)
  return EXIT.done
}

/** What is said of an exchange: request and status for a person, in a pipe the headers that support asks for. */
export function noteExchange(
  { out, words, language }: Pick<Context, 'out' | 'words' | 'language'>,
  call: PreparedCall,
  result: CallResult
): void {
  const onScreen = { words, paint: out.paint.stderr, language }
  const atLength = out.isTerminal || out.verbose
  if (atLength) out.note(requestText(call, onScreen))
  if (!result.answer) return
  if (atLength) out.note(`\n${answerHeading(result, onScreen)}`)
  else for (const line of headerLines(result.answer.headers, onScreen)) out.note(line)
}

/** An exchange for a person (request, raw, pretty) or for a pipe (raw, byte for byte). */
export async function printExchange(
  endpoint: Endpoint,
  { out, words, language }: Context,
  flags: Flags,
  call: PreparedCall,
  result: CallResult
): Promise<void> {
  const form = (flags.output as string | undefined) ?? (out.isTerminal ? 'both' : 'raw')
  noteExchange({ out, words, language }, call, result)
  if (!result.answer) return
  if (form !== 'pretty') {
    const raw = result.answer.bytes
    await out.result(out.isTerminal ? `${visible(raw.toString('utf8'))}\n` : raw)
    if (form === 'both' && !out.isTerminal && raw.at(-1) !== 0x0a) await out.result('\n')
  }
  if (form === 'raw') return
  if (out.isTerminal) out.note(`\n${out.paint.stderr.bold(`── ${words.exchange.pretty}`)}`)
  await out.result(prettyAnswer(endpoint, result, { words, paint: out.paint.stdout, language }))
}
