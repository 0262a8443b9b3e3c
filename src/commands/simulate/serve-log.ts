import { visibleLine } from '../../output/terminal-text.js'
import { beijingClock } from '../../protocol/time.js'
import type { LogEntry } from '../../simulator/app.js'
import type { CallbackEntry } from '../../simulator/callbacks/callbacks.js'
import { attemptLine } from '../callback/deliver.js'
import type { Context } from '../shared/command.js'

/** One line a request: time, path, err_no, the number, and which rule was broken. */
export async function printRequest(context: Context, entry: LogEntry): Promise<void> {
  const { out, words } = context
  const { red, green } = out.paint.stdout
  const verdict = entry.err_no === 0 ? green('0') : red(String(entry.err_no))
  const { path, out_order_no = '', reason } = entry
  await printLine(context, entry, [visibleLine(path), `err_no ${verdict}`, visibleLine(out_order_no), reason])
  if (entry.err_no === 2008 && !out.json) out.note(words.simulate.wrongSign)
}

/** One line an attempt to deliver a callback: time, what it is about, where it went, and whether it arrived. */
export async function printCallback(context: Context, entry: CallbackEntry, timeScale: number): Promise<void> {
  const { out, words } = context
  const { red, green } = out.paint.stdout
  const { callback, number, result, url, delivery } = entry
  const said = delivery && visibleLine(attemptLine(context, await out.catalogue.findings(), delivery, timeScale))
  const verdict = said ? (delivery?.delivered ? green : red)(said) : words.simulate.nobodyToCall
  await printLine(context, entry, [visibleLine(`${callback} ${number} ${result}`), visibleLine(url), verdict])
}

/** The words are safe for a terminal: what a client sent was made visible, colours are ours. */
async function printLine({ out }: Context, entry: { time: number }, words: readonly string[]): Promise<void> {
  if (out.json) return out.result(`${JSON.stringify(entry)}\n`)
  const time = out.paint.stdout.dim(beijingClock(entry.time))
  await out.result(`${[time, ...words.filter(Boolean)].join('  ')}\n`)
}
