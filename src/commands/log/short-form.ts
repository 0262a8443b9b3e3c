import { callbackTypeOf, isFailed, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'
import { numbersOf } from './find-entries.js'
import { clientCall, type KnownCalls } from './known-calls.js'

/** An entry without headers and bodies. */
export function shortForm(entry: JournalEntry, calls: KnownCalls): object {
  const { id, at, direction, what, env = null, method, url, answer, err_no, problem, milliseconds, callback } = entry
  return {
    ...{ id, at, direction, what, env },
    call: what === 'call' ? (calls.get(pathOf(entry))?.endpoint.name ?? clientCall(pathOf(entry)) ?? null) : null,
    ...{ type: callbackTypeOf(entry), method, url, numbers: numbersOf(entry) },
    ...{ status: answer?.status ?? null, err_no, problem, failed: isFailed(entry), milliseconds },
    ...(callback && { callback })
  }
}
