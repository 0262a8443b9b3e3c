import { type Finding, finding } from '../../../findings/findings.js'
import { jsonIn, member, memberText } from '../../../protocol/json/json.js'

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
  const authorization = memberText(value, 'byteAuthorization')
  const data = member(value, 'data')
  if (authorization === undefined || data === undefined) return undefined
  if (data.kind === 'string') return { body: data.text, authorization, warnings: [] }
  const warnings = [finding('data-not-a-text', { found: data.kind })]
  return { body: text.slice(data.start, data.end), authorization, warnings }
}
