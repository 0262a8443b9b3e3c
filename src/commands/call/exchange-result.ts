import type { AnswerForm } from '../../config/settings.js'
import type { CallResult } from '../../gateway/call-gateway.js'
import { isDone } from '../../gateway/judge-answer.js'
import { answerHeading, exchangeDocument, headerLines, prettyAnswer, type ShownFile } from '../../output/exchange.js'
import type { Output } from '../../output/output.js'
import { visible, visibleLine } from '../../output/terminal-text.js'
import type { Part, Result, Voice } from '../shared/result.js'
import type { CallPlan } from './call-plan.js'
import type { Sent } from './file-answer.js'

/** A call and its result. */
export interface Exchange {
  plan: CallPlan
  result: Sent
}

/** The result for an exchange, with the accepted exchange before it, if there was one. */
export function exchangeResult(exchange: Exchange, accepted?: Exchange): Result {
  return {
    document: () => exchangesDocument(exchange, accepted),
    text: (voice) => answerText(voice, exchange)
  }
}

/** The document of an exchange or of an interrupted call, with the accepted exchange before it. */
export function exchangesDocument(
  { plan, result }: Pick<Exchange, 'plan'> & Partial<Exchange>,
  accepted: Exchange | undefined
): object {
  const document = exchangeDocument(plan.settings.env, plan.request.shown, result)
  return accepted ? { ...document, accepted: exchangesDocument(accepted, undefined) } : document
}

/** The form of an answer: that of the option, on a terminal that of the configuration, and in a pipe raw. */
export function answerForm({ isTerminal }: Pick<Output, 'isTerminal'>, { options, settings }: CallPlan): AnswerForm {
  return options.output ?? (isTerminal ? (settings.output ?? 'pretty') : 'raw')
}

/** Notes about an answer: its status on a terminal, and in a pipe the headers that support asks for. */
export function answerNotes(
  { words, paint, language, isTerminal, verbose }: Voice,
  result: CallResult,
  form: AnswerForm
): Part[] {
  if (!result.answer) return []
  const onScreen = { words, paint: paint.stderr, language }
  const first = form === 'pretty' ? 'pretty' : 'raw'
  if (isTerminal || verbose) return [{ note: `\n${answerHeading(result, onScreen, first)}` }]
  return headerLines(result.answer.headers, onScreen).map((note) => ({ note }))
}

/** An answer: formatted for a terminal, raw for a pipe. */
function answerText(voice: Voice, { plan, result }: Exchange): Part[] {
  const { words, paint, language, isTerminal } = voice
  const form = answerForm(voice, plan)
  const notes = answerNotes(voice, result, form)
  if (!result.answer || (result.file && result.answer.cutOff)) return notes
  if (result.file) return [...notes, ...fileParts(voice, result.file)]
  const raw = form === 'pretty' ? [] : rawParts(voice, result.answer.bytes, plan.options.output === 'raw')
  if (form === 'raw') return [...notes, ...raw]
  const heading = `\n${paint.stderr.bold(`── ${words.exchange.pretty}`)}`
  const onScreen = { words, paint: paint.stdout, language }
  const asking = isDone(result.judgement) ? plan.asking : undefined
  return [
    ...notes,
    ...raw,
    ...(form === 'both' && isTerminal ? [{ note: heading }] : []),
    { result: prettyAnswer(plan, result, onScreen, voice.tableWidth) },
    ...(asking ? [{ note: words.exchange.onlyAccepted(`ecpay ${asking.command}`) }] : [])
  ]
}

const LINE_FEED = 0x0a

/** A raw answer. A missing final line break is added, but not with `raw` in a pipe, which gets every byte unchanged. */
function rawParts({ isTerminal }: Voice, raw: Buffer, isAsked: boolean): Part[] {
  const isWhole = (isAsked && !isTerminal) || raw.length === 0 || raw.at(-1) === LINE_FEED
  const shown = isTerminal ? visible(raw.toString('utf8')) : raw
  return [{ result: shown }, ...(isWhole ? [] : [{ result: '\n' }])]
}

/** An answer that is a file: its text if a terminal can show it, otherwise what it is and where it was saved. */
function fileParts({ words, isTerminal }: Voice, { path, size, kind, base64 }: ShownFile): Part[] {
  const { fileKinds, fileSaved, fileNotShown } = words.exchange
  if (path !== null) return [{ note: fileSaved(visibleLine(path), size, fileKinds[kind]) }]
  if (base64 !== null && kind === 'text') {
    const text = Buffer.from(base64, 'base64').toString('utf8')
    return [{ result: visible(text.replaceAll('\r\n', '\n').replace(/\n?$/, '\n')) }]
  }
  return isTerminal ? [{ note: fileNotShown(size, fileKinds[kind]) }] : []
}
