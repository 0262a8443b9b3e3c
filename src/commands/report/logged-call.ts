import { refuse } from '../../findings/findings.js'
import { headerOf, type JournalEntry, logIdOf, type Message } from '../../workbench/journal/entry.js'
import { readEntries } from '../log/find-entries.js'
import { knownCalls, nameOf } from '../log/known-calls.js'
import type { Context } from '../shared/command.js'
import { bareAddress } from './bare-address.js'

/** So many entries are looked through for the newest call that failed. */
const MOST = 200
/** In characters: nobody reads more of a body in a report. */
const LONGEST = 4000

/**
 * A call of the log with its answer: the one with an id, or else the newest that this tool sent and that failed.
 * Credentials were taken out of it before it was stored.
 *
 * @returns nothing if none failed
 * @throws EcpayError `log-entry-not-found`
 */
export async function loggedCall(context: Context, id: string | undefined): Promise<object | undefined> {
  const entry = id === undefined ? newestFailed(context) : entryOf(context, id)
  if (!entry) return undefined
  const { at, direction, what, env = null, method, url, answer, err_no, problem, milliseconds } = entry
  return {
    ...{
      id: entry.id,
      time: new Date(at).toISOString(),
      direction,
      what,
      name: nameOf(entry, await knownCalls()),
      env
    },
    ...{ method, url: bareAddress(url), ...messageOf(entry) },
    answer: answer && { status: answer.status, log_id: logIdOf(entry) ?? null, ...messageOf(answer) },
    ...{ err_no, problem, milliseconds }
  }
}

function newestFailed(context: Context): JournalEntry | undefined {
  const failed = readEntries(context, MOST, () => ({ type: 'call', failed: true }))
  return failed.findLast(({ direction, body }) => direction === 'out' && !OF_DOCTOR.test(body))
}

/** `ecpay doctor` asks for a number that cannot be there. */
const OF_DOCTOR = /"doctor_[0-9a-f]{24}"/

function entryOf(context: Context, id: string): JournalEntry {
  const found = readEntries(context, Number.POSITIVE_INFINITY, () => ({})).find((one) => one.id === id)
  if (!found) throw refuse('log-entry-not-found', { found: id })
  return found
}

/** The type of a body and the body. Of other headers nothing is of use, and some are of others. */
function messageOf(message: Message): object {
  const { body, encoding, size, isCut } = message
  const text = encoding ? body : body.replace(ADDRESS, bareIn)
  const type = headerOf(message, 'content-type')
  return {
    ...(type !== undefined && { content_type: type }),
    ...{ body: text.slice(0, LONGEST), ...(encoding && { encoding }) },
    ...((isCut || text.length > LONGEST) && { size, is_cut: true })
  }
}

/** An address in JSON, also in JSON inside of JSON, with slashes as they are or as PHP writes them. It may have a mask. */
const ADDRESS = /https?:(?:\\{0,7}\/){2}(?:<[A-Z_]{1,20}>|[^\s"<>]){1,2000}/gi

function bareIn(found: string): string {
  // The quote of JSON inside of JSON has a backslash before it, which is no part of the address.
  let end = found.length
  while (found.charAt(end - 1) === '\\') end--
  return bareAddress(found.slice(0, end).replace(/\\{1,7}\//g, '/')) + found.slice(end)
}
