import { judge } from '../../gateway/judge-answer.js'
import { curlCommand } from '../../gateway/request-command.js'
import { answerHeading, prettyAnswer, requestText } from '../../output/exchange.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import { visible, visibleLine } from '../../output/terminal-text.js'
import { beijingTime } from '../../protocol/time.js'
import { bytesOf, type JournalEntry, logIdOf, type Message, pathOf } from '../../workbench/journal/entry.js'
import type { Context } from '../shared/command.js'
import type { Voice } from '../shared/result.js'
import { entriesTable } from './entries-table.js'
import { relatedTo } from './find-entries.js'
import { type KnownCalls, nameOf } from './known-calls.js'
import { nextCommands } from './next-commands.js'
import { shortForm } from './short-form.js'

/** The most related entries to show: the newest. */
const MOST_RELATED = 20

/** The JSON form of an entry, with what leads on from it. */
export function entryDocument(context: Context, entry: JournalEntry, calls: KnownCalls): object {
  const { headers, body, encoding, size, isCut, answer } = entry
  return {
    ...shortForm(entry, calls),
    ...{ headers, body, ...(encoding && { encoding }), size, ...(isCut && { isCut }), answer },
    log_id: logIdOf(entry) ?? null,
    curl: curlOf(entry) ?? null,
    related: relatedTo(context, entry).map((one) => shortForm(one, calls)),
    next: nextCommands(entry, calls)
  }
}

/** An entry as text: the request, its answer, and what leads on from it. */
export async function entryText(
  context: Context,
  voice: Voice,
  entry: JournalEntry,
  calls: KnownCalls
): Promise<string> {
  const { words, paint } = voice
  const { bold } = paint.stdout
  const { log } = words
  const heading = (text: string) => ['', bold(`── ${text}`)]
  const curl = curlOf(entry)
  const related = relatedTo(context, entry).slice(-MOST_RELATED)
  const next = nextCommands(entry, calls)
  const lines = [
    titleOf(voice, entry, calls),
    requestText(shownRequest(entry), styleOf(voice)),
    ...cutNote(voice, entry),
    '',
    ...answerLines(voice, entry, calls),
    ...(curl === undefined ? [] : [...heading(log.again), visible(curl).trimEnd()]),
    ...(related.length > 0 ? [...heading(log.related), ...(await entriesTable(voice, related, calls))] : []),
    ...(next.length > 0 ? [...heading(log.next), ...next.map(visibleLine)] : [])
  ]
  return `${lines.join('\n')}\n`
}

function styleOf({ words, paint, language }: Voice) {
  return { words, paint: paint.stdout, language }
}

/** Which one it is: id, time, name, and who sent it. */
function titleOf({ words, paint }: Voice, entry: JournalEntry, calls: KnownCalls): string {
  const { id, at, direction, env } = entry
  const name = visibleLine(nameOf(entry, calls))
  const whose = direction === 'out' ? `→ ${words.log.sent}` : `← ${words.log.received}`
  return paint.stdout.dim([id, beijingTime(at), name, whose, env].filter(Boolean).join('  '))
}

function shownRequest({ method, url, headers, body, encoding }: JournalEntry) {
  return { method, url, headers: Object.fromEntries(headers), body: encoding ? '' : body }
}

/** The answer with the meaning of its code, or why there is none. */
function answerLines(voice: Voice, entry: JournalEntry, calls: KnownCalls): string[] {
  const { words, paint } = voice
  const { answer, problem, milliseconds } = entry
  if (!answer) return [paint.stdout.red(words.log.noAnswer(problem ?? '-'))]
  const bytes = bytesOf(answer)
  const headers = Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value]))
  const call = entry.what === 'call' ? calls.get(pathOf(entry)) : undefined
  const raw = { status: answer.status, headers, bytes, cutOff: false }
  const judgement = call && judge(raw, call.verdict)
  const shown = { answer: raw, judgement, duration_ms: milliseconds, attempts: 1 }
  return [
    answerHeading(shown, styleOf(voice), judgement?.body ? 'pretty' : 'raw'),
    ...(call && judgement?.body
      ? [prettyAnswer(call, shown, styleOf(voice), voice.tableWidth).trimEnd()]
      : answer.encoding
        ? []
        : [visible(answer.body)]),
    ...cutNote(voice, answer)
  ]
}

function cutNote({ words, paint }: Voice, message: Message): string[] {
  return message.isCut ? [paint.stdout.dim(words.log.cutShort(bytesOf(message).length, message.size))] : []
}

/** Headers of the connection on which a request came, which clients make themselves. */
const OF_CONNECTION =
  /^(?:host|content-length|connection|transfer-encoding|keep-alive|accept-encoding|expect|upgrade|te)$/i

/** The request as curl; nothing if not all of it is kept. */
function curlOf(entry: JournalEntry): string | undefined {
  const { method, url, headers, body, encoding, isCut } = entry
  if (encoding || isCut || !/^https?:/i.test(url)) return undefined
  const own = headers.filter(([name]) => !OF_CONNECTION.test(name))
  return curlCommand(
    { method, url, headers: Object.fromEntries(own), body },
    { [ACCESS_TOKEN_MARK]: 'ECPAY_ACCESS_TOKEN' }
  )
}

/** The request as it is kept, in the form in which it is sent. */
export function requestBytes(entry: JournalEntry): Buffer {
  const { method, url, headers } = entry
  const body = bytesOf(entry)
  const [, host] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? []
  const own = headers.filter(([name]) => !OF_CONNECTION.test(name))
  const lines = [
    `${method} ${url.replace(/^https?:\/\/[^/?#]*/i, '') || '/'} HTTP/1.1`,
    ...(host === undefined ? [] : [`Host: ${host}`]),
    ...own.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}
