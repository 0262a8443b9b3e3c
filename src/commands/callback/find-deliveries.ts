import { acknowledgementProblem } from '../../protocol/callback/acknowledgement.js'
import { pathOf } from '../../workbench/journal/entry.js'
import { type Filterable, joinedNumbers, matches } from '../../workbench/journal/filter.js'
import { numbersInText } from '../../workbench/journal/numbers.js'
import type { DeliveryRecord } from '../../workbench/listen/delivery-store.js'
import { type FilterValues, filterOf } from '../shared/filter-options.js'
import { type NeededBy, neededAnswers } from './needed-answers.js'

/**
 * The callbacks that are looked for, in their order.
 *
 * @param now Unix time in milliseconds
 * @throws EcpayError `not-a-since`
 */
export async function foundDeliveries(
  records: readonly DeliveryRecord[],
  values: FilterValues,
  now: number
): Promise<DeliveryRecord[]> {
  const { number } = values
  const neededBy = await neededAnswers()
  const views = records.map((record) => ({ record, view: filterableOf(record, neededBy) }))
  const filter = {
    ...(await filterOf(values, now)),
    ...(number !== undefined && {
      numbers: joinedNumbers(
        [number],
        views.map(({ view }) => view.numbers())
      )
    })
  }
  return views.flatMap(({ record, view }) => (matches(filter, view) ? [record] : []))
}

/** What a filter sees of a callback. */
function filterableOf(record: DeliveryRecord, neededBy: NeededBy): Filterable {
  const { received_at, path, headers, type, number, answer } = record
  const text = () => Buffer.from(record.body, 'base64').toString()
  return {
    ...{ at: received_at, what: 'callback', type, path: pathOf({ url: path }), isFailed: isFailed(record, neededBy) },
    numbers: () => [...new Set([...(number === null ? [] : [number]), ...numbersInText(text())])],
    texts: () => [path, ...headers.flat(), text(), answer.body]
  }
}

/** Whether it is not genuine, did not reach the handler, or was not answered as the platform wants it. */
function isFailed(record: DeliveryRecord, neededBy: NeededBy): boolean {
  const { valid, forwarded, answer } = record
  if (!valid || typeof forwarded?.code === 'string') return true
  return acknowledgementProblem(answer, neededBy(record)) !== undefined
}
