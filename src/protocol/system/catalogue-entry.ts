import type { Both } from '../../language.js'
import type { AnswerField, ValueNamespace } from './answer-field.js'

/**
 * The kind of a code. `err_no` is an answer of a call, also where it is called error_code or sub_error_code; `pay` is the
 * result of tt.pay; `client` is an error of the `fail` callbacks of tt.pay and tt.requestOrder; `service` and `item` are
 * states of parts of an order; `audit` is the state of the audit of a refund; `sign` and `sign_pay` are states of periodic
 * deduction; `token` is an answer of the calls for an access token; `other` holds codes of neighbouring products that
 * people take for codes of this one.
 */
type Namespace =
  | ValueNamespace
  | 'err_no'
  | 'callback'
  | 'pay'
  | 'client'
  | 'service'
  | 'refund_reason'
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
  /** Whether it is the access token that is refused. */
  ofToken?: true
  /** Calls that return it, in addition to those that list it in their `errNos`. */
  calls?: readonly string[]
  /** Only for a state: whether it is final. */
  final?: boolean
  /** Only for a callback: the members of its msg. */
  fields?: readonly AnswerField[]
  /** Only for a callback: a right answer, and what its `data` must hold, by dotted path. */
  reply?: { needs: readonly string[]; sample: object }
  source: Source
  /** The address of the page that documents it, if known. */
  page?: string
}

/** Whether a code belongs to the system of its catalogue, and not to another product or to this tool in general. */
export function isOfSystem({ namespace, source }: Pick<Entry, 'namespace' | 'source'>): boolean {
  return namespace === 'verify-callback' || (namespace !== 'other' && source !== 'ecpay')
}

/** What to do about a code that this call returned. */
export function remedyOf(
  { remedy, remedies = [] }: Pick<Entry, 'remedy' | 'remedies'>,
  call: string
): Both | undefined {
  return remedies.find(({ calls }) => calls.includes(call))?.remedy ?? remedy
}
