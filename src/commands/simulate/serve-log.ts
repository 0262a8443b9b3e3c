import type { Output } from '../../output/output.js'
import { jsonLine, visibleLine } from '../../output/terminal-text.js'
import { beijingClock } from '../../protocol/time.js'
import type { CallbackEntry } from '../../simulator/callbacks/send-callbacks.js'
import { type LogEntry, numbersOf } from '../../simulator/log-entry.js'
import { attemptLine } from '../callback/deliver.js'
import { allowingLine } from '../shared/allowed-hosts.js'
import type { Context } from '../shared/command.js'
import type { Log } from '../shared/log.js'

/** Prints the line of a request: time, call, err_no, its numbers, and which rule was broken. */
export async function printRequest(context: Context, log: Log, entry: LogEntry): Promise<void> {
  const { out, words } = context
  await log.print(out.json ? jsonLine(entry) : requestLine(out, entry))
  if (entry.err_no === 2008 && !out.json) out.note(words.simulate.wrongSign)
  if (entry.host !== undefined) out.note(words.listen.allowHost(allowingLine(context, entry.host)))
}

function requestLine(out: Output, entry: LogEntry): string {
  const { red, green, yellow } = out.paint.stdout
  const { path, call = path, status, err_no, reason, warning = '' } = entry
  // A request that is not a call has no err_no of the platform.
  const verdict =
    status === undefined ? `err_no ${(err_no === 0 ? green : red)(String(err_no))}` : red(`HTTP ${status}`)
  const numbers = visibleLine(numbersOf(entry).join(' '))
  return lineOf(out, entry, [visibleLine(call), verdict, numbers, reason, warning && yellow(warning)])
}

/** Prints the line of an attempt to deliver a callback: time, subject, address, and whether it arrived. */
export async function printCallback(
  context: Context,
  log: Log,
  entry: CallbackEntry,
  timeScale: number
): Promise<void> {
  const { out, words } = context
  const { red, green } = out.paint.stdout
  const { callback, number, result, url, delivery } = entry
  const said = delivery && visibleLine(attemptLine(words, await out.catalogue.findings(), delivery, timeScale))
  const verdict = said ? (delivery?.delivered ? green : red)(said) : words.simulate.nobodyToCall
  const subject = visibleLine(`${callback} ${number} ${result}`)
  await log.print(out.json ? jsonLine(entry) : lineOf(out, entry, [subject, visibleLine(url), verdict]))
}

/** A line of the log. Its words are safe for a terminal: special characters of clients were made visible. */
function lineOf(out: Output, entry: { time: number }, words: readonly string[]): string {
  const time = out.paint.stdout.dim(beijingClock(entry.time))
  return [time, ...words.filter(Boolean)].join('  ')
}
