import { ENDPOINTS } from '../../ecpay/endpoints/endpoints.js'
import { yuan } from '../../protocol/fen.js'
import { memberAt, readObject } from '../../protocol/json/json.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'

/** The amounts and states of an answer in one line: `refund_amount ¥20.00  refund_status SUCCESS`. */
export function figuresOf(endpoint: Endpoint, answer: string): string {
  // With --wait, it is the answer of the call that asks for the result.
  const { answer: fields } = ENDPOINTS.find(({ name }) => name === endpoint.resultBy) ?? endpoint
  const body = readObject(answer)
  return fields
    .flatMap(({ path, unit }) => {
      const value = memberAt(body, ...path.split('.'))
      if (unit === undefined || unit === 'seconds' || !value || !('text' in value) || value.text === '') return []
      if (unit === 'fen' && !/^[1-9][0-9]*$/.test(value.text)) return []
      return [`${path.split('.').at(-1)} ${unit === 'fen' ? yuan(value.text) : value.text}`]
    })
    .join('  ')
}
