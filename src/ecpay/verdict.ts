import type { Entry } from '../protocol/system/catalogue-entry.js'
import { PUSH_ERRORS } from './catalogue/push.js'
import { errNo } from './err-no.js'

/** Where an answer says whether the call succeeded, and what is known of what it says. */
export interface Verdict {
  code: 'err_no' | 'err_code'
  text: 'err_tips' | 'err_msg'
  /** What is known of a code, by its literal. */
  explain(literal: string): Pick<Entry, 'meaning' | 'remedy' | 'remedies' | 'retry'> | undefined
}

/** The two verdicts there are, by the member that holds the code. Success is 0 in both. */
export const VERDICTS: Readonly<Record<Verdict['code'], Verdict>> = {
  err_no: { code: 'err_no', text: 'err_tips', explain: errNo },
  err_code: {
    code: 'err_code',
    text: 'err_msg',
    explain: (literal) => PUSH_ERRORS.find(({ code }) => code === literal)
  }
}
