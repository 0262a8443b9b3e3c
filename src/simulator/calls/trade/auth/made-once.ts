import { hash } from 'node:crypto'
import { asReason } from '../../../../protocol/system/reason.js'
import type { Refusal } from '../../../../protocol/system/system.js'
import { type Kinds, NUMBERS } from '../../../life-cycle/records.js'
import type { GatewayReason } from '../../../platform-answer.js'
import type { Call } from '../../../read-request.js'
import type { Making } from '../../once.js'
import { type CallHandler, type TextOf, textsOf } from '../../received-call.js'
import { succeeded, tradeRefusal } from '../trade-answer.js'

/**
 * A call of 通用交易系统 that makes a record under a number of the developer's own. The same number with the same content
 * is the same record, with other content it is refused. No source says so of these calls: it is as in 担保支付, except
 * that a number whose first call failed can be used again.
 *
 * @param make what a first call that is right comes to
 * @param shown the data of its answer
 */
export function madeOnce<K extends 'sign' | 'deduct' | 'deduct-refund' | 'withdraw' | 'order' | 'merchant'>(
  kind: K,
  make: (making: Making) => Kinds[K] | Refusal,
  shown: (record: Kinds[K], text: TextOf) => object
): CallHandler {
  const key = NUMBERS[kind]
  return {
    empty: {},
    answer(call, { store, ...world }) {
      const reasons = call.violations.map(asReason) as GatewayReason[]
      if (reasons.length > 0) return tradeRefusal(10000, ...reasons)
      const text = textsOf(call)
      const content = contentOf(call)
      return store.transact((records) => {
        const current = records.taken(kind, text(key))
        if (current?.kind === 'dead') return tradeRefusal(10000, { code: 'dead-number', key })
        if (current && current.content !== content) return tradeRefusal(10000, { code: 'number-reused', key })
        const record = current ?? make({ text, content, records, world })
        if ('err_no' in record) return record
        if (!current) records.put(kind, text(key), record)
        return succeeded(shown(record, text))
      })
    }
  }
}

/** A digest of what the call asks for. */
function contentOf({ values }: Call): string {
  const members = [...values].sort(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify(members), 'hex')
}
