import { callsOf, type PlayedCall } from '../../simulator/played-calls.js'
import { SYSTEMS } from '../../systems.js'
import { callbackTypeOf, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'

/** The calls by their path. */
export type KnownCalls = ReadonlyMap<string, PlayedCall>

export async function knownCalls(): Promise<KnownCalls> {
  return new Map((await callsOf(SYSTEMS)).map((call) => [call.endpoint.path, call]))
}

/** The name of a call of the client of 通用交易系统, which the local gateway plays; nothing for another path. */
export function clientCall(path: string): string | undefined {
  return /^\/ecpay-local\/(tt\.\w+)$/.exec(path)?.[1]
}

/** What an entry is called: the name of its call, the type of its callback, or else its path. */
export function nameOf(entry: JournalEntry, calls: KnownCalls): string {
  if (entry.what === 'callback') return callbackTypeOf(entry) ?? entry.method
  const path = pathOf(entry)
  return calls.get(path)?.endpoint.name ?? clientCall(path) ?? path
}
