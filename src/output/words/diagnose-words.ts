import type { CheckCode, MistakeCode } from '../../ecpay/diagnose/codes.js'
import type { Fix } from '../../ecpay/diagnose/mutation.js'
import type { OfficialSource } from '../../findings/request-comparison.js'

/** Options that find out more where nothing was found. */
export type NextStep = 'prehash' | 'depth' | 'time-limit' | 'last'

/** What `ecpay diagnose` says; loaded by it alone. */
export interface DiagnoseWords extends DiagnoseTexts {
  /** A sentence for every mistake; `of` is what it happened to. */
  mistakes: Record<MistakeCode, (of: string) => string>
  /** What to do about it. */
  fixes: Record<Fix, string>
  checks: Record<CheckCode, string>
}

/** The same without what is said of the mistakes: that stands beside their codes. */
export interface DiagnoseTexts {
  /** What a mistake happened to where it is not one member. */
  all: Record<'members' | 'numbers' | 'nested' | 'values', string>
  /** Between names in a list. */
  comma: string
  /** An empty text, where it is named. */
  nothing: string
  right: string
  rightCallback: string
  disputed: (source: string) => string
  sources: Record<OfficialSource, string>
  explained: (count: string) => string
  unexplained: string
  /** Where the cause is seen, but no signature can prove it. */
  likely: string
  /** Of a callback. */
  byLength: string
  timedOut: string
  /** Before what is wrong in the body itself. */
  inTheBody: string
  /** What to try next, by the option that does it. */
  next: Record<NextStep, string>
  fix: string
  hashed: string
  equivalents: (count: string) => string
  tried: (count: string) => string
  searching: (count: string) => string
  interrupted: string
  alsoCheck: string
  snippets: string
  differences: string
  noDifference: string
  difference: {
    missing: (key: string, ours: string) => string
    extra: (theirs: string) => string
    extraOf: (key: string, theirs: string) => string
    changed: (key: string, theirs: string, ours: string) => string
    changedHidden: (key: string, length: string, ours: string) => string
    at: (index: string, theirs: string, ours: string) => string
    end: string
    quoted: (text: string) => string
    /** A changed field, and where it begins to differ. */
    changedAt: (changed: string, at: string) => string
    extraEmpty: string
    extraHidden: (length: string) => string
    salt: string
    saltInOtherForm: string
    saltIs: (label: string) => string
    saltOfLength: (length: string) => string
    saltMissing: string
    saltTwice: string
    saltGlued: Record<'first' | 'last' | 'between', string>
    glued: (key: string) => string
    order: string
    orderByKey: string
    orderAsInBody: string
    saltPlace: Record<'first' | 'last' | 'between', string>
    separator: (theirs: string) => string
    noSeparator: string
    pairs: (between: string) => string
    pairsGlued: string
    json: string
  }
  /** The mistakes that give exactly the string, where the verdict on the signature does not name them. */
  stringExplained: string
  hashStep: {
    right: string
    explained: string
    unexplained: string
  }
}
