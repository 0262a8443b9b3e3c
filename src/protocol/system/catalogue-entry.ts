import type { Both } from '../../language.js'
import type { AnswerField, ValueNamespace } from './answer-field.js'

/**
 * Where a code comes from. `pay` is the result of tt.pay; `client` is an error of the `fail` callbacks of tt.pay and
 * tt.requestOrder; `token` is an answer of the two calls for an access token; `other` holds codes of neighbouring
 * products that people take for codes of this one.
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
 * How sure a fact is: a page or repository of the platform, a copy of such a page, the behaviour of SDKs, reports of
 * users, or a conclusion of this project. `ecpay` is a fact about this tool itself.
 */
export type Source = 'official' | 'official-mirror' | 'sdk' | 'user' | 'inferred' | 'ecpay'

/** Whether the same request may be sent again unchanged, and when. */
export type Retry = 'at once' | 'later' | 'no'

/** What to do if one of these calls returns the code. */
interface CallRemedy {
  calls: readonly string[]
  remedy: Both
}

/** What is known about one code of the platform. Members that no source fills are absent. */
export interface Entry {
  namespace: Namespace
  code: string
  /** A short phrase; pretty output shows it beside the value, too. */
  meaning: Both
  cause?: Both
  note?: Both
  remedy?: Both
  /** What to do instead of `remedy` if the code comes from one of these calls. */
  remedies?: readonly CallRemedy[]
  /** Texts that find it: the platform's own words, as in `err_tips`, and the words of users. */
  says?: readonly string[]
  retry?: Retry
  /** Calls that return it, in addition to those that list it in their `errNos`. */
  calls?: readonly string[]
  /** Only for a state: whether it is final. */
  final?: boolean
  /** Only for a callback: the members of its msg. */
  fields?: readonly AnswerField[]
  source: Source
  /** The address of the page that documents it, if known. */
  page?: string
}

/** Whether a code belongs to the system of its catalogue, and not to another product or to this tool. */
export function isOfSystem({ namespace, source }: Pick<Entry, 'namespace' | 'source'>): boolean {
  return namespace !== 'other' && source !== 'ecpay'
}

/** What to do about a code that this call returned. */
export function remedyOf(
  { remedy, remedies = [] }: Pick<Entry, 'remedy' | 'remedies'>,
  call: string
): Both | undefined {
  return remedies.find(({ calls }) => calls.includes(call))?.remedy ?? remedy
}
