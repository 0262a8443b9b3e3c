import { visible } from './terminal-text.js'

/** A test case of JUnit's XML. */
export interface JunitCase {
  name: string
  /** In seconds. */
  time: number
  /** What went wrong, in short and in detail. The kind `error` means that the test could not be run. */
  failure?: { message: string; text: string; kind?: 'failure' | 'error' }
  /** Why it does not count. */
  skipped?: string
  /** Where it is written. */
  file?: string | undefined
  line?: number | undefined
  /** What else is said about it. */
  output?: string | undefined
}

/**
 * A report for CI servers.
 *
 * @param seconds the duration of the whole run
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

function caseText(suite: string, one: JunitCase): string {
  const { name, time, failure, skipped, file, line, output } = one
  const place = `${file === undefined ? '' : ` file="${attribute(file)}"`}${line === undefined ? '' : ` line="${line}"`}`
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"${place} time="${time.toFixed(3)}"`
  const inside = [
    ...(skipped === undefined ? [] : [`<skipped message="${attribute(skipped)}"/>`]),
    ...(skipped === undefined && failure ? [failureText(failure)] : []),
    ...(output === undefined || output === '' ? [] : [`<system-out>${escaped(output)}</system-out>`])
  ]
  if (inside.length === 0) return `${head}/>`
  return [`${head}>`, ...inside.map((element) => `      ${element}`), '    </testcase>'].join('\n')
}

function failureText({ message, text, kind = 'failure' }: NonNullable<JunitCase['failure']>): string {
  return `<${kind} message="${attribute(message)}">${escaped(text)}</${kind}>`
}

/** Entities for markup characters, and for characters that become spaces when attributes are read. */
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;'
}

/**
 * The value of an attribute. XML cannot hold control characters and lone surrogates, so they are made visible. Of the
 * other characters, `Char` of XML 1.0 excludes two.
 */
function attribute(text: string): string {
  return visible(text).replace(/[&<>"\t\n\uFFFE\uFFFF]/g, (one) => ENTITIES[one] ?? '\uFFFD')
}

/** Like {@link attribute}, but line breaks stay. */
function escaped(text: string): string {
  return attribute(text).replaceAll('&#10;', '\n').replaceAll('&#9;', '\t')
}
