import { resolve } from 'node:path'
import { isPipe } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import type { CallbackTools } from '../../protocol/callback/callback-tools.js'
import { SYSTEMS } from '../../systems.js'
import {
  LARGEST_BODY,
  ofBytes,
  type Replayable,
  readReplayables,
  replayable
} from '../../workbench/listen/delivery-files.js'
import { toolsFor } from '../../workbench/listen/known-systems.js'
import { foundDeliveries } from '../callback/find-deliveries.js'
import { deliveryOf, lastDelivery, withDeliveries } from '../deliveries.js'
import type { Context } from '../shared/command.js'
import { type FilterValues, isFiltering } from '../shared/filter-options.js'
import { readInput } from '../shared/input.js'

/** A callback to be sent again, with the tools of its system. */
export type Known = Replayable & { tools: CallbackTools }

async function withTools(one: Replayable): Promise<Known> {
  return { ...one, tools: await toolsFor(SYSTEMS, one) }
}

/**
 * The callbacks to send again, in their order.
 *
 * @throws EcpayError `missing-argument`, `conflicting-options`; `delivery-not-found`, `no-deliveries`
 */
export async function chosenCallbacks(context: Context, values: Choice): Promise<Known[]> {
  return Promise.all((await chosen(context, values)).map(withTools))
}

interface Choice extends FilterValues {
  source: string | undefined
  last: boolean
}

async function chosen(
  context: Context,
  { source, last, number, type, failed, since, grep }: Choice
): Promise<Replayable[]> {
  const filters = { number, type, failed, since, grep }
  if (last && source !== undefined) throw refuse('conflicting-options', { options: ['<source>', '--last'] })
  if (isFiltering(filters)) {
    if (source !== undefined) throw refuse('conflicting-options', { options: ['<source>', nameOfFilter(filters)] })
    const all = await withDeliveries(context, (deliveries) => deliveries.all())
    const found = await foundDeliveries(all, filters, context.world.now())
    if (found.length === 0) throw refuse('no-deliveries', { isFiltered: all.length > 0 })
    return (last ? found.slice(-1) : found).map(replayable)
  }
  if (last) return [replayable(await lastDelivery(context))]
  if (source === undefined) throw refuse('missing-argument', { name: 'source' })
  const path = resolve(context.world.cwd, source)
  if (isPipe(path)) return [ofBytes(path, await readInput(context, source, LARGEST_BODY))]
  return readReplayables(path) ?? [replayable(await deliveryOf(context, source))]
}

function nameOfFilter(filters: FilterValues): string {
  const [key = ''] = Object.entries(filters).find(([, value]) => value !== undefined && value !== false) ?? []
  return `--${key}`
}
