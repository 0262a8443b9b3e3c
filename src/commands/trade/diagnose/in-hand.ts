import { type Finding, finding } from '../../../findings/findings.js'
import { jsonIn } from '../../../protocol/json/json.js'
import { orderIn } from '../../../recorded/order-in.js'

/** In bytes: the limit for a recording of everything that a page loaded, 64 MiB. */
export const RECORDING = 64 * 1024 * 1024

/** What was signed, and the authorization for it. */
export interface TradeInHand {
  /** The text that is handed over or sent. */
  body: string
  /** The authorization as it came, its header's name in front where it is one. */
  authorization: string
  /** Of a recorded request. */
  method?: string | undefined
  uri?: string | undefined
  host?: string | undefined
  warnings: Finding[]
}

/** What is handed to tt.requestOrder, as JSON: data and byteAuthorization. */
export function bothIn(text: string): TradeInHand | undefined {
  const value = jsonIn(text)
  if (value?.kind !== 'object') return undefined
  const both = orderIn(text, value)
  if (!both) return undefined
  const { data, byteAuthorization, kind } = both
  const warnings = kind === undefined ? [] : [finding('data-not-a-text', { found: kind })]
  return { body: data, authorization: byteAuthorization, warnings }
}
