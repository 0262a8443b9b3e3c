import { refuse } from '../../findings/findings.js'
import type { HandlerCases } from '../../protocol/callback/callback-tools.js'
import type { HandlerCase } from '../../protocol/callback/handler-case.js'
import { isWatched } from '../../workbench/check-handler/run-cases.js'

/** What the options say about which cases run, and about which order. */
export interface Choice {
  only: readonly string[]
  number: string | undefined
  order: string | undefined
  orderUrl: string | undefined
  query: string | undefined
}

/** Whether all cases are about the same number. */
export function isOneNumber({ number, order, orderUrl, query }: Choice): boolean {
  return [number, order, orderUrl, query].some((given) => given !== undefined)
}

/**
 * The cases for a type of callback, or those of them that `--only` names.
 *
 * @throws EcpayError `invalid-option-value` if `--only` names another one
 */
export function chosen({ all }: HandlerCases, type: string, values: Choice): readonly HandlerCase[] {
  const { only } = values
  const suits = ({ types, ownNumber }: HandlerCase) =>
    (types === undefined || types.includes(type)) && !(ownNumber && isOneNumber(values))
  const cases = all.filter(suits)
  const known = cases.map(({ code }) => code)
  const found = only.find((code) => !known.includes(code))
  if (found !== undefined) {
    throw refuse('invalid-option-value', { option: '--only', found, expected: known.join(', ') })
  }
  return only.length > 0 ? cases.filter(({ code }) => only.includes(code)) : cases
}

/**
 * Sorts the cases for `--query`: first those that must change nothing, while there is something to change; then the
 * race, because callbacks at the same time can do the work twice only while it is not done; last those that may undo
 * it.
 *
 * @throws EcpayError if none of the cases can be checked with a query
 */
export function forEffect({ all }: HandlerCases, cases: readonly HandlerCase[]): HandlerCase[] {
  if (!cases.some(isWatched)) {
    const expected = all.filter(isWatched).map(({ code }) => code)
    const found = cases.map(({ code }) => code).join(', ')
    throw refuse('invalid-option-value', { option: '--only', found, expected: expected.join(' | ') })
  }
  const rank = ({ again, together, changesNothing, lastChangesNothing }: HandlerCase) =>
    changesNothing ? 0 : again && together ? 1 : lastChangesNothing ? 3 : 2
  return cases.toSorted((a, b) => rank(a) - rank(b))
}
