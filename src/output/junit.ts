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
    `  <testsuite name="${attribute(suite)}" ${counts}>`,
    ...cases.map((one) => caseText(suite, one)),
    '  </testsuite>',
    '</testsuites>',
    ''
  ].join('\n')
}

function caseText(suite: string, { name, time, failure, skipped }: JunitCase): string {
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}" time="${time.toFixed(3)}"`
  if (skipped !== undefined) return `${head}>\n      <skipped message="${attribute(skipped)}"/>\n    </testcase>`
  if (!failure) return `${head}/>`
  const { message, text, kind = 'failure' } = failure
  return `${head}>\n      <${kind} message="${attribute(message)}">${escaped(text)}</${kind}>\n    </testcase>`
}

/** What stands for a character that is markup, or that a reader of attributes takes for a blank. */
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;'
}

/**
 * An attribute's value. Control characters and lone surrogates, which XML cannot hold, are made visible; of what is left
 * the production `Char` of XML 1.0 leaves out two.
 */
function attribute(text: string): string {
  return visible(text).replace(/[&<>"\t\n\uFFFE\uFFFF]/g, (one) => ENTITIES[one] ?? '\uFFFD')
}

/** As {@link attribute}, where lines may be lines. */
function escaped(text: string): string {
  return attribute(text).replaceAll('&#10;', '\n').replaceAll('&#9;', '\t')
}
