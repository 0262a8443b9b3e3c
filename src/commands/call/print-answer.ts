import type { AnswerForm } from '../../config/settings.js'
import { resultCall } from '../../ecpay/endpoints/endpoints.js'
import type { CallResult } from '../../gateway/call-gateway.js'
import { isDone } from '../../gateway/judge-answer.js'
import {
  answerHeading,
  exchangeDocument,
  formLines,
  headerLines,
  prettyAnswer,
  requestHeading,
  requestText,
  type ShownFile
} from '../../output/exchange.js'
import { prettyJson } from '../../output/pretty-json.js'
import { visible, visibleLine } from '../../output/terminal-text.js'
import { readJson } from '../../protocol/json/json.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import type { CallPlan } from './call-plan.js'
import type { Exchange } from './exchange.js'

/** A dry run: the signed request as the result (piped, the body of a POST or the address of a GET), and nothing sent. */
export async function printCall({ out, words, language }: Context, plan: CallPlan): Promise<ExitCode> {
  const { shown } = plan.request
  if (out.json) await out.document(exchangeDocument(plan.settings.env, shown))
  else if (out.isTerminal) {
    const paint = out.paint.stdout
    await out.result(`${requestText(shown, { words, paint, language })}\n`)
    if (shown.body !== '') await out.result(`${prettyJson(readJson(shown.body), { language, paint })}\n`)
  } else await out.result(`${shown.body || formLines(shown).join('\n') || shown.url}\n`)
  out.note(words.exchange.nothingSent)
  return EXIT.done
}

const LINE_FEED = 0x0a

/** The form of an answer: as the call says, on a terminal as the configuration says, and in a pipe as it came. */
function answerForm({ out }: Pick<Context, 'out'>, { options, settings }: CallPlan): AnswerForm {
  return options.output ?? (out.isTerminal ? (settings.output ?? 'pretty') : 'raw')
}

/** What is about to be sent, for a person: before it is, so that retries are said after it. */
export function noteRequest(context: Context, plan: CallPlan): void {
  const { out, words, language } = context
  const { shown } = plan.request
  const onScreen = { words, paint: out.paint.stderr, language }
  if (out.verbose || (out.isTerminal && answerForm(context, plan) === 'both')) {
    out.noteAsIs(requestText(shown, onScreen))
  } else if (out.isTerminal) out.noteAsIs(requestHeading(shown, onScreen))
}

/** What is said of an answer: its status for a person, in a pipe the headers that support asks for. */
export function noteAnswer({ out, words, language }: Context, result: CallResult, form: AnswerForm): void {
  if (!result.answer) return
  const onScreen = { words, paint: out.paint.stderr, language }
  const first = form === 'pretty' ? 'pretty' : 'raw'
  if (out.isTerminal || out.verbose) out.note(`\n${answerHeading(result, onScreen, first)}`)
  else for (const line of headerLines(result.answer.headers, onScreen)) out.note(line)
}

/** What came as a file: its text where a terminal can show it, else what it is and where it went. */
async function printFile({ out, words }: Context, { path, size, kind, base64 }: ShownFile): Promise<void> {
  const { fileKinds, fileSaved, fileNotShown } = words.exchange
  if (path !== null) out.note(fileSaved(visibleLine(path), size, fileKinds[kind]))
  else if (base64 !== null && kind === 'text') {
    const text = Buffer.from(base64, 'base64').toString('utf8')
    await out.result(visible(text.replaceAll('\r\n', '\n').replace(/\n?$/, '\n')))
  } else if (out.isTerminal) out.note(fileNotShown(size, fileKinds[kind]))
}

/**
 * An answer for a person, or for a pipe as it came. A line break ends what does not end with one, but where `raw` is
 * asked for a pipe gets it byte for byte.
 */
export async function printAnswer(context: Context, { plan, result }: Exchange): Promise<void> {
  const { out, words, language } = context
  const { endpoint, options } = plan
  const form = answerForm(context, plan)
  noteAnswer(context, result, form)
  if (!result.answer || (result.file && result.answer.cutOff)) return
  if (result.file) return printFile(context, result.file)
  if (form !== 'pretty') {
    const raw = result.answer.bytes
    await out.result(out.isTerminal ? visible(raw.toString('utf8')) : raw)
    const exactly = options.output === 'raw' && !out.isTerminal
    if (!exactly && raw.length > 0 && raw.at(-1) !== LINE_FEED) await out.result('\n')
  }
  if (form === 'raw') return
  if (form === 'both' && out.isTerminal) out.note(`\n${out.paint.stderr.bold(`── ${words.exchange.pretty}`)}`)
  await out.result(prettyAnswer(endpoint, result, { words, paint: out.paint.stdout, language }, out.tableWidth))
  const asking = isDone(result.judgement) ? resultCall(endpoint) : undefined
  if (asking) out.note(words.exchange.onlyAccepted(`ecpay ${asking.command}`))
}
