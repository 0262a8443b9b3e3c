import { SYSTEMS, systemNamed } from '../../systems.js'
import type { DeliveryRecord } from '../../workbench/listen/delivery-store.js'

/** What the answer to a callback must hold beside `err_no` 0, by dotted path. */
export type NeededBy = (record: Pick<DeliveryRecord, 'system' | 'type'>) => readonly string[]

/** Loads it for the callbacks of all systems. */
export async function neededAnswers(): Promise<NeededBy> {
  const tools = new Map(await Promise.all(SYSTEMS.map(async (one) => [one, await one.callbackTools()] as const)))
  return ({ system, type }) => tools.get(systemNamed(system))?.needs(type ?? '') ?? []
}
