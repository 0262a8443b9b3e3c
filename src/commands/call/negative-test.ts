import { refuse } from '../../findings/findings.js'
import type { PreparedCall, WireRequest } from '../../gateway/call-gateway.js'
import { NEGATIVE_TEST } from '../../simulator/faults.js'
import type { CallSettings } from '../shared/config-for.js'

/**
 * The header that asks for an error.
 *
 * @throws EcpayError `negative-test-in-production`, `invalid-option-value`
 */
export function negativeTestHeader(found: string | undefined, { realMoney }: CallSettings): Record<string, string> {
  if (found === undefined) return {}
  if (realMoney) throw refuse('negative-test-in-production')
  if (/^[\w.-]+$/.test(found)) return { [NEGATIVE_TEST]: found }
  const expected = 'MA_PAY_BAN, 1000, …'
  throw refuse('invalid-option-value', { option: '--negative-test', found, expected })
}

/** The call with more headers. */
export function withHeaders(call: PreparedCall, headers: Record<string, string>): PreparedCall {
  const more = <R extends WireRequest>(request: R): R => ({ ...request, headers: { ...request.headers, ...headers } })
  return { ...more(call), shown: more(call.shown) }
}
