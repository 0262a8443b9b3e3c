import type { Finding } from '../../../findings/findings.js'
import type { TradeCallback } from '../../../trade/callback/check-callback.js'

/** In bytes: the limit for a recording of everything that a page loaded, 64 MiB. */
export const RECORDING = 64 * 1024 * 1024

/** What was read, and what is to be said of it. */
export interface Read {
  /** The likeliest reading first: where a file ends in a line break, it may be an editor's. */
  callbacks: [TradeCallback, ...TradeCallback[]]
  warnings: Finding[]
}
