import { reasonsIn } from '../ecpay/catalogue/reasons.js'
import type { Language } from '../language.js'
import type { FileKind } from '../protocol/file-kind.js'
import { type JsonObject, member, memberText } from '../protocol/json/json.js'
import { remedyOf } from '../protocol/system/catalogue-entry.js'
import type { Endpoint } from '../protocol/system/endpoint.js'
import type { Verdict } from '../protocol/system/verdict.js'
import type { Paint } from './colour.js'
import { fold } from './columns.js'
import { labelled } from './label.js'
import { prettyJson } from './pretty-json.js'
import { visible, visibleLine } from './terminal-text.js'
import type { Words } from './words/words.js'

/** A request to show. */
export interface ShownCall {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  /** Only for a form: its parts, without the bytes of files. */
  parts?: readonly (
    | { name: string; value: string }
    | { name: string; path: string; content_type: string; size: number }
  )[]
}

/** The result of a call to show. It has no answer if the call did not get that far. */
export interface ShownResult {
  answer: { status: number; headers: Record<string, string>; bytes: Buffer } | undefined
  judgement: { body: JsonObject | undefined; text: string; err_no: string | undefined; member?: string } | undefined
  /** The answer, if it is a file. */
  file?: ShownFile
  duration_ms: number
  attempts: number
}

/** An answer that is a file. */
export interface ShownFile {
  /** The path where it was saved. */
  path: string | null
  /** In bytes. */
  size: number
  kind: FileKind
  /** The content, if it was not saved or piped, and is not too long. */
  base64: string | null
}

/** How to write an exchange. */
interface ExchangeStyle {
  words: Words
  paint: Paint
  language: Language
}

/** The request as text: method, address, headers and the body as it is. */
export function requestText(call: ShownCall, { words, paint }: ExchangeStyle): string {
  const headers = Object.entries(call.headers).map(([name, value]) => `${paint.dim(`${name}:`)} ${visibleLine(value)}`)
  return [
    paint.bold(`── ${words.exchange.request}`),
    `${call.method} ${visibleLine(call.url)}`,
    ...headers,
    ...(call.body === '' ? [] : [visibleLine(call.body)]),
    ...formLines(call).map(visibleLine)
  ].join('\n')
}

/** The request in one line: method and address. */
export function requestHeading({ method, url }: ShownCall, { words, paint }: ExchangeStyle): string {
  return paint.bold(`── ${words.exchange.request}  ${method} ${visibleLine(url)}`)
}

/** The parts of a form, a line each: `name=text`, or `name=@path` of a file with its type and size. */
export function formLines({ parts = [] }: ShownCall): string[] {
  return parts.map((part) =>
    'value' in part
      ? `${part.name}=${part.value}`
      : `${part.name}=@${part.path};type=${part.content_type} (${part.size})`
  )
}

/**
 * The heading of an answer: status, duration, and the log id that support asks for.
 *
 * @param form the form of the answer that follows
 */
export function answerHeading(
  { answer, duration_ms }: ShownResult,
  style: ExchangeStyle,
  form: 'raw' | 'pretty' = 'raw'
): string {
  const { words, paint } = style
  const heading = `── ${words.exchange[form]}`
  if (!answer) return paint.bold(heading)
  return [
    paint.bold(`${heading}  HTTP ${answer.status}  ${words.exchange.took(duration_ms)}`),
    ...headerLines(answer.headers, style)
  ].join('\n')
}

/** The useful headers: the log id that support asks for, and the reason or the warning of the local gateway. */
export function headerLines(headers: Record<string, string>, { words, paint, language }: ExchangeStyle): string[] {
  const shown = [
    [words.exchange.logid, headers['x-tt-logid']],
    [words.exchange.reason, headers['x-ecpay-reason']],
    [words.exchange.warning, headers['x-ecpay-warning']]
  ] as const
  const [stop, space] = language === 'zh' ? ['。', ''] : ['.', ' ']
  const meanings = reasonsIn(headers['x-ecpay-reason'] ?? '').map(({ meaning, note, remedy }) =>
    [`  ${meaning[language]}${stop}`, note?.[language], remedy?.[language]].filter(Boolean).join(space)
  )
  return [
    ...shown.flatMap(([label, value]) => (value ? [labelled(label, visibleLine(value), paint.dim)] : [])),
    ...meanings
  ]
}

/**
 * The answer as text: JSON with units, the meaning of `err_no`, and what to do next.
 *
 * @param width in columns, for folding sentences
 */
export function prettyAnswer(
  { endpoint, verdict }: { endpoint: Endpoint; verdict: Verdict },
  { judgement }: ShownResult,
  style: ExchangeStyle,
  width = Number.POSITIVE_INFINITY
): string {
  const { paint, language } = style
  if (!judgement) return ''
  if (!judgement.body) return `${visible(judgement.text)}\n`
  const lines = [prettyJson(judgement.body, { language, paint, units: endpoint.answer, known: verdict.value })]
  if (judgement.err_no !== undefined && judgement.err_no !== '0') {
    const { err_no, member: code = verdict.code } = judgement
    const said = errNoLines(endpoint, { ...verdict, code }, err_no, style)
    lines.push(...said.map((line) => fold(line, width)))
  }
  const payment = judgement.err_no === '0' ? payLines(judgement.body, style) : []
  return `${[...lines, ...payment].join('\n')}\n`
}

function errNoLines(
  { name }: Endpoint,
  { code, explain }: { code: string; explain: Verdict['explain'] },
  literal: string,
  { words, paint, language }: ExchangeStyle
): string[] {
  const entry = explain(literal)
  if (!entry) return ['', `${paint.red(`${code} ${literal}`)}  ${words.exchange.unknownErrNo(code)}`]
  const { meaning, retry } = entry
  const remedy = remedyOf(entry, name)
  return [
    '',
    `${paint.red(`${code} ${literal}`)}  ${labelled(words.exchange.meaning, meaning[language], paint.bold)}`,
    ...(remedy ? [labelled(words.exchange.remedy, remedy[language], paint.bold)] : []),
    ...(retry ? [words.exchange.retry[retry]] : [])
  ]
}

/** The snippet to paste into the mini program, if there are an order_id and an order_token. */
function payLines(body: JsonObject, { words, paint }: ExchangeStyle): string[] {
  const data = member(body, 'data')
  if (data?.kind !== 'object') return []
  const order_id = memberText(data, 'order_id')
  const order_token = memberText(data, 'order_token')
  if (order_id === undefined || order_token === undefined || isMark(order_token)) return []
  const values = [order_id, order_token].map((text) => visible(JSON.stringify(text)))
  return [
    '',
    paint.bold(words.exchange.pay),
    'tt.pay({',
    '  orderInfo: {',
    `    order_id: ${values[0]},`,
    `    order_token: ${values[1]}`,
    '  },',
    '  service: 5',
    '})'
  ]
}

/** Whether a secret was taken out of a recorded answer. */
function isMark(text: string): boolean {
  return /^<[A-Z_]+>$/.test(text)
}

/** The JSON form of an exchange. `raw` keeps the digits of numbers above 2^53, which `body` cannot. */
export function exchangeDocument(env: string, call: ShownCall, result?: ShownResult): object {
  const { method, url, headers, body, parts } = call
  const request = { method, url, headers, body, ...(parts && { parts }) }
  if (!result) return { env, request, response: null, duration_ms: 0, attempts: 0 }
  const { answer, judgement, file, duration_ms, attempts } = result
  const response = answer && {
    status: answer.status,
    headers: answer.headers,
    raw: file ? null : answer.bytes.toString('utf8'),
    body: judgement?.body ? JSON.parse(judgement.text) : null,
    ...(file && { file })
  }
  return { env, request, response: response ?? null, duration_ms, attempts }
}
