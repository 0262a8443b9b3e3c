import { type JsonObject, memberText, objectIn } from '../protocol/json/json.js'

/** The numbers in a call: its own number comes before those to which it refers. */
const NUMBERS = [
  'out_return_no',
  'return_no',
  'out_refund_no',
  'out_settle_no',
  'settle_no',
  'out_order_id',
  'out_order_no',
  'sub_merchant_id'
] as const

export type Numbers = Partial<Record<(typeof NUMBERS)[number], string>>

/** One line of the gateway's log. */
export interface LogEntry extends Numbers {
  /** Unix time in milliseconds. */
  time: number
  path: string
  /** The name of the call; absent if no call has this path. */
  call?: string | undefined
  /** The HTTP status, if it is not 200. Then `err_no` is not a code of the platform. */
  status?: number | undefined
  err_no: number
  /** As in the header `x-ecpay-reason`; empty if the call was accepted. */
  reason: string
  /** The host that was not allowed. */
  host?: string | undefined
  /** As in the header `x-ecpay-warning`; absent if there is none. */
  warning?: string | undefined
}

const MAX_CHARACTERS = 128

/** The numbers in a body, in the order of output. In an order push, the number is in its detail. */
export function numbersIn(body: JsonObject): Numbers {
  const numbers: Numbers = {}
  for (const key of NUMBERS) {
    const text = memberText(body, key) ?? pushed(key, body)
    if (text) numbers[key] = text.slice(0, MAX_CHARACTERS)
  }
  return numbers
}

/** The values of {@link numbersIn}, in their order. */
export function numbersOf(entry: Numbers): string[] {
  return NUMBERS.flatMap((key) => entry[key] ?? [])
}

function pushed(key: string, body: JsonObject): string | undefined {
  const detail = key === 'out_order_no' ? memberText(body, 'order_detail') : undefined
  return detail && memberText(objectIn(detail), 'order_id')
}
