import type { Both } from '../../language.js'
import type { AnswerField, ValueNamespace } from './endpoint.js'

/**
 * Where a code is met. `pay` is the result of tt.pay, `client` what its `fail` and that of tt.requestOrder get;
 * `token` is what the two calls for an access token answer; `other` holds codes of neighbouring products that are
 * taken for this one's.
 */
type Namespace =
  | ValueNamespace
  | 'err_no'
  | 'callback'
  | 'pay'
  | 'client'
  | 'push'
  | 'push_status'
  | 'push_type'
  | 'token'
  | 'reason'
  | 'header'
  | 'other'
  | 'verify-callback'

/**
 * How sure a fact is: a page or repository of the platform, a copy of such a page, what SDKs do, what users
 * report, or a conclusion of this project; `ecpay` is a fact of this tool itself.
 */
export type Source = 'official' | 'official-mirror' | 'sdk' | 'user' | 'inferred' | 'ecpay'

/** Whether the same number may be sent again unchanged, and when. */
export type Retry = 'at once' | 'later' | 'no'

/** What to do when one of these calls gives a code. */
interface CallRemedy {
  calls: readonly string[]
  remedy: Both
}

/** What is known of one code of the platform; what the documentation does not say is absent. */
export interface Entry {
  namespace: Namespace
  code: string
  /** A short phrase, which also stands beside the value in a pretty answer. */
  meaning: Both
  cause?: Both
  note?: Both
  remedy?: Both
  /** What to do where the call makes a difference: in place of `remedy` for these calls. */
  remedies?: readonly CallRemedy[]
  /** What it is searched by: the platform's own words, as in `err_tips`, and those of people who met it. */
  says?: readonly string[]
  retry?: Retry
  /** Calls that answer with it, besides those whose own data lists it. */
  calls?: readonly string[]
  /** Of a state: whether it stays. */
  final?: boolean
  /** Of a callback: the members of its msg. */
  fields?: readonly AnswerField[]
  source: Source
  /** The page that says it, where its address is known. */
  page?: string
}

/** What to do about a code that this call gave. */
export function remedyOf(
  { remedy, remedies = [] }: Pick<Entry, 'remedy' | 'remedies'>,
  call: string
): Both | undefined {
  return remedies.find(({ calls }) => calls.includes(call))?.remedy ?? remedy
}
