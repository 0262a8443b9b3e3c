import type { AnswerField, Both, ValueNamespace } from '../endpoints/endpoint.js'

/** Where a code is met. `other` holds codes of neighbouring products that are taken for this one's. */
export type Namespace =
  | ValueNamespace
  | 'err_no'
  | 'callback'
  | 'pay'
  | 'push'
  | 'push_status'
  | 'reason'
  | 'header'
  | 'other'

/**
 * How sure a fact is: a page or repository of the platform, a copy of such a page, what SDKs do, what users
 * report, or a conclusion of this project; `ecpay` is a fact of this tool itself.
 */
export type Source = 'official' | 'official-mirror' | 'sdk' | 'user' | 'inferred' | 'ecpay'

/** Whether the same number may be sent again unchanged, and when. */
export type Retry = 'at once' | 'later' | 'no'

/** What is known of one code of the platform; what the documentation does not say is absent. */
export interface Entry {
  namespace: Namespace
  code: string
  /** A short phrase, which also stands beside the value in a pretty answer. */
  meaning: Both
  cause?: Both
  note?: Both
  remedy?: Both
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
