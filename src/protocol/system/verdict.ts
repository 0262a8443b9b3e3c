import type { ValueNamespace } from './answer-field.js'
import type { Entry } from './catalogue-entry.js'

/** A place in an answer that says whether the call succeeded. */
export interface VerdictPlace {
  code: 'err_no' | 'err_code' | 'error_code' | 'sub_error_code'
  text: 'err_tips' | 'err_msg' | 'description' | 'sub_description'
  /** The object that has both, if it is not the answer itself. */
  within?: 'data' | 'extra'
}

/** Where an answer says whether the call succeeded, and what is known of what it says. Success is 0. */
export interface Verdict extends VerdictPlace {
  /** Other places where some answers have it. Of all, the first whose code is not 0 counts. */
  elsewhere?: readonly VerdictPlace[]
  /** HTTP statuses besides 200 with which the platform refuses calls. */
  refusedWith?: readonly number[]
  /** The member with the number to quote to support, if the answer itself has one. */
  logId?: 'log_id'
  /** Where the catalogue has its codes. */
  namespace: 'err_no' | 'push' | 'token'
  /** What is known about a code, given its literal. */
  explain(literal: string): Pick<Entry, 'meaning' | 'remedy' | 'remedies' | 'retry' | 'ofToken'> | undefined
  /** What is known about a value in an answer, such as a state. */
  value?(namespace: ValueNamespace, code: string): Pick<Entry, 'meaning'> | undefined
}
