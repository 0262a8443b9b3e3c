import { visible } from './terminal-text.js'

/** A test case as JUnit's XML has it. */
export interface JunitCase {
  name: string
  /** Seconds. */
  time: number
  /** What went wrong, and in detail. */
  failure?: { message: string; text: string }
}

/** A report that CI servers read. */
export function junitText(suite: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure).length
  const time = cases.reduce((sum, one) => sum + one.time, 0)
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" time="${time.toFixed(3)}"`
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

function caseText(suite: string, { name, time, failure }: JunitCase): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${time.toFixed(3)}"`
  if (!failure) return `${head}/>`
  return `${head}>\n      <failure message="${escaped(failure.message)}">${escaped(failure.text)}</failure>\n    </testcase>`
}

/** Text and attribute values; control characters, which XML cannot hold, are made visible. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return visible(text).replace(/[&<>"]/g, (one) => entities[one] ?? '')
}
