import type { CallResult, PreparedCall } from '../../gateway/call.js'
import {
  answerHeading,
  exchangeDocument,
  formLines,
  headerLines,
  prettyAnswer,
  requestText,
  type ShownFile
} from '../../output/exchange.js'
import { prettyJson } from '../../output/pretty-json.js'
import { visible } from '../../output/terminal-text.js'
import type { Endpoint } from '../../protocol/endpoints/endpoint.js'
import { resultCall } from '../../protocol/endpoints/index.js'
import { EXIT, type ExitCode } from '../../protocol/findings.js'
import { readJson } from '../../protocol/json/json.js'
import type { Context, Flags } from '../shared/command.js'
import type { Sent } from './file-answer.js'

/** A dry run: the signed request as the result (piped, the body of a POST or the address of a GET), and nothing sent. */
export async function printCall(
  { out, words, language }: Context,
  env: string,
  { shown }: PreparedCall
): Promise<ExitCode> {
  if (out.json) await out.document(exchangeDocument(env, shown))
  else if (out.isTerminal) {
    const paint = out.paint.stdout
    await out.result(`${requestText(shown, { words, paint, language })}\n`)
    if (shown.body !== '') await out.result(`${prettyJson(readJson(shown.body), { language, paint })}\n`)
  } else await out.result(`${shown.body || formLines(shown).join('\n') || shown.url}\n`)
  out.note(words.exchange.nothingSent)
  return EXIT.done
}

type Saying = Pick<Context, 'out' | 'words' | 'language'>

/** What is about to be sent, for a person: before it is, so that retries are said after it. */
export function noteRequest({ out, words, language }: Saying, call: PreparedCall): void {
  if (out.isTerminal || out.verbose) out.noteAsIs(requestText(call.shown, { words, paint: out.paint.stderr, language }))
}

/** What is said of an answer: its status for a person, in a pipe the headers that support asks for. */
export function noteAnswer({ out, words, language }: Saying, result: CallResult): void {
  if (!result.answer) return
  const onScreen = { words, paint: out.paint.stderr, language }
  if (out.isTerminal || out.verbose) out.note(`\n${answerHeading(result, onScreen)}`)
  else for (const line of headerLines(result.answer.headers, onScreen)) out.note(line)
}

/** What came as a file: its text where a terminal can show it, else what it is and where it went. */
async function printFile({ out, words }: Context, { path, size, kind, base64 }: ShownFile): Promise<void> {
  const { fileKinds, fileSaved, fileNotShown } = words.exchange
  if (path !== null) out.note(fileSaved(path, size, fileKinds[kind]))
  else if (base64 !== null && kind === 'text') {
    const text = Buffer.from(base64, 'base64').toString('utf8')
    await out.result(visible(text.replaceAll('\r\n', '\n').replace(/\n?$/, '\n')))
  } else if (out.isTerminal) out.note(fileNotShown(size, fileKinds[kind]))
}

/** An answer for a person (raw, pretty) or for a pipe (raw, byte for byte). */
export async function printAnswer(endpoint: Endpoint, context: Context, flags: Flags, result: Sent): Promise<void> {
  const { out, words, language } = context
  const form = (flags.output as string | undefined) ?? (out.isTerminal ? 'both' : 'raw')
  noteAnswer(context, result)
  if (!result.answer || (result.file && result.answer.cutOff)) return
  if (result.file) return printFile(context, result.file)
  if (form !== 'pretty') {
    const raw = result.answer.bytes
    await out.result(out.isTerminal ? `${visible(raw.toString('utf8'))}\n` : raw)
    if (form === 'both' && !out.isTerminal && raw.at(-1) !== 0x0a) await out.result('\n')
  }
  if (form === 'raw') return
  if (out.isTerminal) out.note(`\n${out.paint.stderr.bold(`── ${words.exchange.pretty}`)}`)
  await out.result(prettyAnswer(endpoint, result, { words, paint: out.paint.stdout, language }))
  const asking = result.judgement?.exit === EXIT.done ? resultCall(endpoint) : undefined
  if (asking) out.note(words.exchange.onlyAccepted(`ecpay ${asking.command}`))
}
