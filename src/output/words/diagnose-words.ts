import type { CheckCode, MistakeCode } from '../../ecpay/diagnose/codes.js'
import type { Fix } from '../../ecpay/diagnose/mutation.js'
import type { diagnose } from './en-diagnose.js'

/** What `ecpay diagnose` says; loaded by it alone. */
export interface DiagnoseWords extends DiagnoseTexts {
  /** A sentence for every mistake; `of` is what it happened to. */
  mistakes: Record<MistakeCode, (of: string) => string>
  /** What to do about it. */
  fixes: Record<Fix, string>
  checks: Record<CheckCode, string>
}

/** The same without what is said of the mistakes: that stands beside their codes. */
export type DiagnoseTexts = typeof diagnose

/** Options that find out more where nothing was found. */
export type NextStep = keyof DiagnoseTexts['next']
