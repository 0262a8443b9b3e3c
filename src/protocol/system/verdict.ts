import type { ValueNamespace } from './answer-field.js'
import type { Entry } from './catalogue-entry.js'

/** Where an answer says whether the call succeeded, and what is known of what it says. Success is 0. */
export interface Verdict {
  code: 'err_no' | 'err_code' | 'error_code'
  text: 'err_tips' | 'err_msg' | 'description'
  /** The object that has both, if it is not the answer itself. */
  within?: 'data'
  /** Where the catalogue has its codes. */
  namespace: 'err_no' | 'push' | 'token'
  /** What is known about a code, given its literal. */
  explain(literal: string): Pick<Entry, 'meaning' | 'remedy' | 'remedies' | 'retry'> | undefined
  /** What is known about a value in an answer, such as a state. */
  value?(namespace: ValueNamespace, code: string): Pick<Entry, 'meaning'> | undefined
}
