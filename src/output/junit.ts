import { visible } from './terminal-text.js'

/** A test case as JUnit's XML has it. */
export interface JunitCase {
  name: string
  /** Seconds. */
  time: number
  /** What went wrong, and in detail; an `error` is a test that could not be made. */
  failure?: { message: string; text: string; kind?: 'failure' | 'error' }
  /** Why it does not count. */
  skipped?: string
}

/**
 * A report that CI servers read.
 *
 * @param seconds the whole run took
 */
export function junitText(suite: string, cases: readonly JunitCase[], seconds: number): string {
  const count = (kind: string) => cases.filter(({ failure }) => failure && (failure.kind ?? 'failure') === kind).length
  const skipped = cases.filter((one) => one.skipped !== undefined).length
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${skipped}" time="${seconds.toFixed(3)}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(suite)}" ${counts}>`,
    ...cases.map((one) => caseText(suite, one)),
    '  </testsuite>',
    '</testsuites>',
    ''
  ].join('\n')
}

function caseText(suite: string, { name, time, failure, skipped }: JunitCase): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${time.toFixed(3)}"`
  if (skipped !== undefined) return `${head}>\n      <skipped message="${escaped(skipped)}"/>\n    </testcase>`
  if (!failure) return `${head}/>`
  const { message, text, kind = 'failure' } = failure
  return `${head}>\n      <${kind} message="${escaped(message)}">${escaped(text)}</${kind}>\n    </testcase>`
}

/** Text and attribute values; control characters, which XML cannot hold, are made visible. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return visible(text).replace(/[&<>"\uFFFE\uFFFF]/g, (one) => entities[one] ?? '\uFFFD')
}
