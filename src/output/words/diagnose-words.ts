import type { CheckCode, MistakeCode } from '../../ecpay/diagnose/codes.js'
import type { Fix } from '../../ecpay/diagnose/mutation.js'
import type { CheckCode as TradeCheckCode } from '../../trade/diagnose/check-words.js'
import type { Fix as TradeFix } from '../../trade/diagnose/mistake.js'
import type { MistakeCode as TradeMistakeCode } from '../../trade/diagnose/mistakes.js'
import type { diagnose } from './en-diagnose.js'

/** The texts of `ecpay diagnose`, which no other command loads. */
export interface DiagnoseWords extends DiagnoseTexts {
  /** The sentence of every mistake; `of` is what it happened to. */
  mistakes: Record<MistakeCode, (of: string) => string>
  /** What to do about it. */
  fixes: Record<Fix, string>
  checks: Record<CheckCode, string>
}

/** The texts of `ecpay trade diagnose`. */
export interface TradeDiagnoseWords extends DiagnoseTexts {
  mistakes: Record<TradeMistakeCode, (of: string) => string>
  fixes: Record<TradeFix, string>
  checks: Record<TradeCheckCode, string>
}

/** The texts without those of mistakes, which are beside their codes. */
export type DiagnoseTexts = typeof diagnose

/** Options that may find more if nothing was found. */
export type NextStep = keyof DiagnoseTexts['next']
