import { visibleLine } from '../../output/terminal-text.js'
import { beijingClock } from '../../protocol/time.js'
import type { LogEntry } from '../../simulator/app.js'
import type { CallbackEntry } from '../../simulator/callbacks/callbacks.js'
import { attemptLine } from '../callback/deliver.js'
import type { Context } from '../shared/command.js'
import type { Log } from '../shared/log.js'

/** One line a request: time, path, err_no, the number, and which rule was broken. */
export async function printRequest(context: Context, log: Log, entry: LogEntry): Promise<void> {
  const { out, words } = context
  const { red, green } = out.paint.stdout
  const verdict = entry.err_no === 0 ? green('0') : red(String(entry.err_no))
  const { path, out_order_no = '', reason } = entry
  await log.print(lineOf(context, entry, [visibleLine(path), `err_no ${verdict}`, visibleLine(out_order_no), reason]))
  if (entry.err_no === 2008 && !out.json) out.note(words.simulate.wrongSign)
}

/** One line an attempt to deliver a callback: time, what it is about, where it went, and whether it arrived. */
export async function printCallback(
  context: Context,
  log: Log,
  entry: CallbackEntry,
  timeScale: number
): Promise<void> {
  const { out, words } = context
  const { red, green } = out.paint.stdout
  const { callback, number, result, url, delivery } = entry
  const said = delivery && visibleLine(attemptLine(context, await out.catalogue.findings(), delivery, timeScale))
  const verdict = said ? (delivery?.delivered ? green : red)(said) : words.simulate.nobodyToCall
  await log.print(lineOf(context, entry, [visibleLine(`${callback} ${number} ${result}`), visibleLine(url), verdict]))
}

/** The words are safe for a terminal: what a client sent was made visible, colours are ours. */
function lineOf({ out }: Context, entry: { time: number }, words: readonly string[]): string {
  if (out.json) return JSON.stringify(entry)
  const time = out.paint.stdout.dim(beijingClock(entry.time))
  return [time, ...words.filter(Boolean)].join('  ')
}
