import { runInNewContext } from 'node:vm'
import { type Finding, finding, refuseAll } from '../../findings/findings.js'
import { type Entry, formOf, type Placed, placeOf, REFERENCES } from '../../workbench/suite/placed.js'

/** How long a pattern may be tried, in milliseconds: some take longer than anyone can wait for. */
const LONGEST = 1000
/** In milliseconds: what takes no longer does not count, however many patterns there are. */
const QUICK = 50

/** How long the patterns of a step may still be tried, in milliseconds. Nothing else is done meanwhile. */
export interface Patience {
  left: number
}

export function patienceOfStep(): Patience {
  return { left: 10 * LONGEST }
}

/**
 * The patterns of a step that are none, and what stands beside one and would not be looked at. A pattern with a variable
 * is read when it is tried.
 */
export function patternFindings(given: readonly Entry[]): Finding[] {
  const expected = given.filter(({ key }) => key === 'expect' || key === 'msg').map(({ value }) => value)
  return [
    ...expected.flatMap(patternsIn).flatMap((pattern) => (isPattern(pattern) ? [] : no(pattern))),
    ...expected
      .flatMap(besidesIn)
      .map(({ key, at }) => finding('suite-unknown-key', { place: placeOf(at), key, known: ['matches'] }))
  ]
}

/** The members beside patterns. */
function besidesIn(value: Placed): Entry[] {
  if (value.kind !== 'map') return []
  if (patternOf(value)) return value.entries.filter(({ key }) => key !== 'matches')
  return value.entries.flatMap(({ value: one }) => besidesIn(one))
}

/** The pattern of `{ matches: … }`. */
export function patternOf(value: Placed): Placed | undefined {
  return value.kind === 'map' ? value.entries.find(({ key }) => key === 'matches')?.value : undefined
}

function patternsIn(value: Placed): Placed[] {
  if (value.kind !== 'map') return []
  return value.entries.flatMap(({ value: one }) => patternOf(one) ?? patternsIn(one))
}

function isPattern(pattern: Placed): boolean {
  return pattern.kind === 'text' && (pattern.text.search(REFERENCES) >= 0 || regExpOf(pattern.text) !== undefined)
}

function regExpOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source)
  } catch {
    return undefined
  }
}

function no(pattern: Placed, expected = 'pattern'): Finding {
  return finding('suite-wrong-type', {
    place: placeOf(pattern.at),
    key: 'matches',
    found: formOf(pattern),
    expected: [expected]
  })
}

/**
 * Tries a pattern on a text.
 *
 * @param source the pattern with its variables filled in
 * @param patience of the step; after a pattern that took too long, no other one is tried
 * @param otherwise what is found where it does not match
 * @throws EcpayError `suite-wrong-type` if it is none
 */
export function matching(
  pattern: Placed,
  source: string,
  text: string,
  patience: Patience,
  otherwise: () => Finding[]
): Finding[] {
  if (!regExpOf(source)) throw refuseAll([no(pattern)])
  if (patience.left === 0) return []
  const started = performance.now()
  const timeout = Math.min(LONGEST, patience.left)
  try {
    // In a context of its own, which can be ended.
    const isMatch = runInNewContext('new RegExp(source).test(text)', { source, text }, { timeout })
    const taken = performance.now() - started
    if (taken > QUICK) patience.left = Math.max(1, Math.ceil(patience.left - taken))
    return isMatch ? [] : otherwise()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    patience.left = 0
    return [no(pattern, 'quick-pattern')]
  }
}
