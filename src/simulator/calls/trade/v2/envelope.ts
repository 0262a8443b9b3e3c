import type { Endpoint } from '../../../../protocol/system/endpoint.js'
import type { Answer } from '../../../platform-answer.js'

/** The family of errors; the code itself stands in `data` and in `sub_error_code`. Source: official samples. */
const FAMILY = 2191000
/** Codes of access, which are no members of the family. Source: official samples of 2190004. */
const ACCESS = /^219000\d$/

/**
 * The answer of a call of trade system 2.0 on open.douyin.com. Settlements have no `data` on failure, and a list as
 * `data` on success.
 *
 * @param now Unix time in milliseconds
 */
export function groupedAnswer(
  { theme }: Pick<Endpoint, 'theme'>,
  { err_no, err_tips, rest }: Pick<Answer, 'err_no' | 'err_tips' | 'rest'>,
  logid: string,
  now: number
): object {
  if (err_no === 0) {
    const { data = {} } = rest as { data?: object }
    const said = { error_code: 0, description: 'success' }
    return { data: Array.isArray(data) ? data : { ...said, ...data }, extra: extraOf(0, 0, '') }
  }
  const extra = isOfAccess(err_no) ? extraOf(err_no, 0, '') : extraOf(FAMILY, err_no, err_tips)
  return { ...(theme !== 'settlement' && { data: { error_code: err_no, description: err_tips } }), extra }

  function extraOf(error_code: number, sub_error_code: number, sub_description: string): object {
    return {
      error_code,
      description: isOfAccess(error_code) ? err_tips : '',
      sub_error_code,
      sub_description,
      logid,
      now
    }
  }
}

function isOfAccess(code: number): boolean {
  return ACCESS.test(String(code))
}
