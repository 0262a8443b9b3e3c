import { callsOf, type PlayedCall } from '../../simulator/played-calls.js'
import { SYSTEMS } from '../../systems.js'
import { callbackTypeOf, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'

/** The calls by their path. */
export type KnownCalls = ReadonlyMap<string, PlayedCall>

export async function knownCalls(): Promise<KnownCalls> {
  return new Map((await callsOf(SYSTEMS)).map((call) => [call.endpoint.path, call]))
}

/** What an entry is called: the name of its call, the type of its callback, or else its path. */
export function nameOf(entry: JournalEntry, calls: KnownCalls): string {
  if (entry.what === 'callback') return callbackTypeOf(entry) ?? entry.method
  return calls.get(pathOf(entry))?.endpoint.name ?? pathOf(entry)
}
