import { type Finding, finding } from '../../findings/findings.js'
import { NEGATIVE_TEST } from '../../simulator/faults.js'
import type { AskedCall } from './asked-call.js'

/** The header that asks for an error, or why it is refused: `negative-test-in-production`, `invalid-option-value`. */
export function negativeTest({ options: { negativeTest: found }, settings }: AskedCall): {
  headers: Record<string, string>
  refusals: Finding[]
} {
  if (found === undefined) return { headers: {}, refusals: [] }
  if (settings.realMoney) return { headers: {}, refusals: [finding('negative-test-in-production')] }
  if (/^[\w.-]+$/.test(found)) return { headers: { [NEGATIVE_TEST]: found }, refusals: [] }
  const expected = 'MA_PAY_BAN, 1000, …'
  return { headers: {}, refusals: [finding('invalid-option-value', { option: '--negative-test', found, expected })] }
}
