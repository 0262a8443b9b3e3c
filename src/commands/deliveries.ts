import { excerpt } from '../findings/excerpt.js'
import { type Finding, finding, refuse } from '../findings/findings.js'
import type { Language } from '../language.js'
import type { Paint } from '../output/colour.js'
import { table, type Yielding } from '../output/columns.js'
import { answerHeading, requestText } from '../output/exchange.js'
import { prettyJson } from '../output/pretty-json.js'
import { visible, visibleLine } from '../output/terminal-text.js'
import type { RawCallback } from '../protocol/callback/callback-post.js'
import type { CallbackTools } from '../protocol/callback/callback-tools.js'
import { yuan } from '../protocol/fen.js'
import { readJson } from '../protocol/json/json.js'
import { beijingTime } from '../protocol/time.js'
import { systemNamed } from '../systems.js'
import { type Deliveries, type DeliveryRecord, openDeliveries, shortForm } from '../workbench/listen/delivery-store.js'
import { writeRequest } from '../workbench/listen/raw-request.js'
import { foundDeliveries } from './callback/find-deliveries.js'
import { type Context, command } from './shared/command.js'
import { confirmDeletion } from './shared/confirm.js'
import { CALLBACK_FILTERS } from './shared/filter-options.js'
import { patienceOf, stateOf } from './shared/local-gateway.js'
import { ID, idUnlessLast, LAST } from './shared/one-of-list.js'
import { flag, number } from './shared/option.js'
import type { Voice } from './shared/result.js'

export const deliveriesList = command({
  options: CALLBACK_FILTERS,
  examples: [
    'ecpay deliveries list',
    'ecpay deliveries list --failed --since 1h',
    "ecpay deliveries list --json | jq -r '.deliveries[-1].id'"
  ],
  output: {
    en: 'a table, oldest first. --json: {"deliveries":[{"id","received_at","path","system","valid","code","type","number","amount","forwarded","milliseconds","answered"}]}',
    zh: '表格，先到的在前。--json：{"deliveries":[{"id","received_at","path","system","valid","code","type","number","amount","forwarded","milliseconds","answered"}]}'
  },
  exits: [0, 2],
  async run(context, filters) {
    const all = await withDeliveries(context, (deliveries) => deliveries.all())
    const records = await foundDeliveries(all, filters, context.world.now())
    const { none, noneOfThese } = context.words.deliveries
    return {
      document: () => ({ deliveries: records.map(shortForm) }),
      text: async (voice) =>
        records.length === 0
          ? [{ note: all.length === 0 ? none : noneOfThese }]
          : [{ result: await listText(voice, records) }]
    }
  }
})

export const deliveriesShow = command({
  arguments: { id: { ...ID, suggests: 'delivery-id' } },
  options: {
    last: LAST,
    request: flag('--request', {
      help: {
        en: 'the whole request: its line, its headers and the body byte for byte',
        zh: '输出完整的请求：请求行、请求头和逐字节原样的请求体'
      }
    })
  },
  examples: [
    'ecpay deliveries show hmq2z1a7k3c0',
    'ecpay deliveries show --last',
    'ecpay deliveries show hmq2z1a7k3c0 | ecpay verify-callback',
    'ecpay deliveries show --last --request | ecpay trade verify-callback'
  ],
  output: {
    en: 'the body byte for byte; on a terminal whether it is genuine, headers, msg and answer. --json: as in the list, with "headers":[[name,value]], "body" and "answer":{"status","body"}',
    zh: '请求体，逐字节原样；终端上还有请求头、msg 和响应。--json：与列表相同，另有 "headers":[[name,value]]、"body" 和 "answer":{"status","body"}'
  },
  exits: [0, 1, 2],
  async run(context, { id, last, request }) {
    const record = await chosenDelivery(context, id, last)
    const body = Buffer.from(record.body, 'base64')
    return {
      document: () => ({ ...record, body: body.toString('utf8') }),
      async text(voice) {
        if (request) return [{ result: writeRequest({ ...record, body }) }]
        return [{ result: voice.isTerminal ? await screenText(voice, record, body) : body }]
      }
    }
  }
})

export const deliveriesClear = command({
  description: {
    en: 'When they take more than 256 MiB of the disk, the oldest go by themselves.',
    zh: '占用磁盘超过 256 MiB 时，最早的会自动删除。'
  },
  options: {
    keep: number('--keep <n>', {
      min: 0,
      integer: true,
      default: 0,
      help: {
        en: 'keep the newest n',
        zh: '保留最新的 n 个'
      }
    }),
    yes: flag('--yes', {
      byHand: true,
      help: {
        en: 'delete without asking',
        zh: '不再询问'
      }
    })
  },
  examples: ['ecpay deliveries clear --yes', 'ecpay deliveries clear --keep 1000 --yes'],
  output: {
    en: 'nothing; how many were deleted is said on stderr. --json: {"deleted"}',
    zh: '无；删除的数量输出到 stderr。--json：{"deleted"}'
  },
  exits: [0, 2, 130],
  withoutResult: true,
  async run(context, { keep, yes }) {
    await confirmDeletion(context, yes, context.words.deliveries.confirmClear(keep))
    const deleted = await withDeliveries(context, (deliveries) => deliveries.clear(keep))
    return {
      document: () => ({ deleted }),
      text: ({ words }) => [{ note: words.deliveries.cleared(deleted) }]
    }
  }
})

/** Columns to shorten on a narrow terminal, first the type. The id and the number are the most useful. */
const YIELDING: readonly Yielding[] = [
  { column: 2, to: 0 },
  { column: 6, to: 0 },
  { column: 5, to: 12 },
  { column: 4, to: 0 },
  { column: 3, to: 16 },
  { column: 1, to: 0 }
]

/** Runs with the deliveries of `ecpay listen` open. */
export async function withDeliveries<T>(context: Context, run: (deliveries: Deliveries) => T | Promise<T>): Promise<T> {
  const deliveries = await openDeliveries(stateOf(context.world), undefined, patienceOf(context))
  try {
    return await run(deliveries)
  } finally {
    await deliveries.close()
  }
}

/**
 * The delivery with an id, or the newest.
 *
 * @throws EcpayError `missing-argument`, `conflicting-options`; `delivery-not-found`, `no-deliveries`
 */
function chosenDelivery(context: Context, given: string | undefined, last: boolean): Promise<DeliveryRecord> {
  const id = idUnlessLast(given, last)
  return id === undefined ? lastDelivery(context) : deliveryOf(context, id)
}

/** @throws EcpayError `no-deliveries` */
export async function lastDelivery(context: Context): Promise<DeliveryRecord> {
  const record = await withDeliveries(context, (deliveries) => deliveries.last())
  if (!record) throw refuse('no-deliveries')
  return record
}

/** @throws EcpayError `delivery-not-found` */
export async function deliveryOf(context: Context, id: string): Promise<DeliveryRecord> {
  const record = await withDeliveries(context, (deliveries) => deliveries.get(id))
  if (!record) throw refuse('delivery-not-found', { found: id })
  return record
}

async function listText({ words, tableWidth, masking }: Voice, records: readonly DeliveryRecord[]): Promise<string> {
  const { id, time, type, number, amount, verdict, answered } = words.deliveries.columns
  const heading = [id, time, type, number, amount, verdict, answered]
  // Mask before cells are cut, because masking does not find half of a secret.
  const mask = await masking()
  const rows = records.map((record) => row(record).map((cell) => excerpt(mask(cell))))
  return `${table([heading, ...rows], tableWidth, YIELDING).join('\n')}\n`
}

function row(record: DeliveryRecord): string[] {
  const { id, received_at, number, amount, valid, code, answer } = record
  return [
    id,
    beijingTime(received_at),
    typeText(record),
    visibleLine(number ?? '-'),
    amount !== null && /^[0-9]+$/.test(amount) ? yuan(amount) : '-',
    valid ? '✓' : `✗ ${code}`,
    `HTTP ${answer.status}`
  ]
}

/** Its type, behind the word of its system. */
export function typeText({ system, type }: DeliveryRecord): string {
  const { word } = systemNamed(system)
  return [word, visibleLine(type ?? '-')].filter(Boolean).join(' ')
}

/** A delivery as text: whether it is genuine and why not, the callback, its msg in readable form, and the answer. */
async function screenText(voice: Voice, record: DeliveryRecord, bytes: Buffer): Promise<string> {
  const tools = await systemNamed(record.system).callbackTools()
  const body = bytes.toString('utf8')
  const style = { words: voice.words, paint: voice.paint.stdout, language: voice.language }
  const { path, headers, answer, milliseconds } = record
  const call = { method: 'POST', url: visibleLine(path), headers: shownHeaders(headers), body }
  const shown = { status: answer.status, headers: {}, bytes: Buffer.from(answer.body) }
  const result = { answer: shown, judgement: undefined, duration_ms: milliseconds, attempts: 1 }
  const parts = [
    ...(await verdictLines(voice, tools, record, bytes)),
    requestText(call, style),
    ...message(tools, { headers, body: bytes }, style),
    answerHeading(result, style),
    visible(answer.body)
  ]
  return `${parts.join('\n')}\n`
}

async function verdictLines(
  { words, paint, sentences }: Voice,
  tools: CallbackTools,
  record: DeliveryRecord,
  body: Buffer
): Promise<string[]> {
  const { green, red, dim } = paint.stdout
  if (record.valid) return [`${green('✓')} ${words.callback.valid}`]
  const why = whyForged(tools, record, body)
  const said = await sentences(why)
  return said.flatMap(({ message, hint }, i) => [
    `${red('✗')} ${message} ${dim(`(${why[i]?.code})`)}`,
    ...(hint === undefined ? [] : [`  ${hint}`])
  ])
}

/** Why it is not genuine. The record has only the first code, so the body is checked again. */
function whyForged(tools: CallbackTools, { headers, code }: DeliveryRecord, body: Buffer): readonly Finding[] {
  return code === 'missing-token' || code === 'missing-platform-public-key'
    ? [finding(code)]
    : tools.whyForged({ headers, body })
}

function shownHeaders(headers: DeliveryRecord['headers']): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name, visibleLine(value)]))
}

function message(
  { read, fields }: CallbackTools,
  callback: RawCallback,
  { paint, language }: { paint: Paint; language: Language }
): string[] {
  try {
    const { msg, type } = read(callback)
    return [prettyJson(readJson(msg), { language, paint, units: fields(type) })]
  } catch {
    return []
  }
}
