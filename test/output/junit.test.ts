import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JunitCase, junitText } from '../../src/output/junit.js'
import { need } from '../programs.js'

/** The characters of XML 1.0, https://www.w3.org/TR/xml/#NT-Char. */
const XML = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

/** Everything that is none of them, and everything that is markup. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\0', '\b', '\u001b', '\u0085', '\ufffe', '\uffff', '\ud800', '\udc00', '\u{1fffe}', '\u{10ffff}'),
    fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<!--', '<?', '&#0;', '\t', '\n', '\r', '中', '🍔'),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))
  )
})
const cases: fc.Arbitrary<JunitCase[]> = fc.array(
  fc.oneof<fc.Arbitrary<JunitCase>[]>(
    fc.record({ name: hostile, time: fc.constant(0.5) }),
    fc.record({ name: hostile, time: fc.constant(0), skipped: hostile }),
    fc.record({
      name: hostile,
      time: fc.constant(1),
      failure: fc.record({
        message: hostile,
        text: hostile,
        kind: fc.constantFrom('failure' as const, 'error' as const)
      })
    })
  )
)

describe('a JUnit report is XML, whatever a handler answered', () => {
  test('by the characters that XML has', () => {
    fc.assert(
      fc.property(hostile, cases, (suite, all) => {
        expect(junitText(suite, all, 1)).toMatch(XML)
      })
    )
  })

  test('by a parser, which reads as many cases as there are', (context) => {
    need(context, 'python3')
    const reports = fc.sample(fc.tuple(hostile, cases), 200)
    const lone = (value: string): JunitCase => ({ name: value, time: 0, failure: { message: value, text: value } })
    for (const one of ['\ufffe', '\uffff', '\ud800', '\0', '\u0085']) reports.push([one, [lone(one)]])
    const texts = reports.map(([suite, all]) => junitText(suite, all, 1))
    expect(parsedCases(texts)).toEqual(reports.map(([, all]) => all.length))
  })

  test('line breaks are lines in a text, and kept in an attribute', () => {
    const text = junitText('s', [{ name: 'a\nb', time: 0, failure: { message: 'x\ty', text: 'c\nd' } }], 0)
    expect(text).toContain('name="a&#10;b"')
    expect(text).toContain('message="x&#9;y">c\nd<')
  })
})

/** How many cases each report has, as expat reads it. */
function parsedCases(reports: readonly string[]): number[] {
  const script = [
    'import json, sys, xml.etree.ElementTree as tree',
    'reports = json.loads(sys.stdin.buffer.read().decode())',
    'print(json.dumps([len(tree.fromstring(one.encode()).findall(".//testcase")) for one in reports]))'
  ].join('\n')
  return JSON.parse(execFileSync('python3', ['-c', script], { input: JSON.stringify(reports), encoding: 'utf8' }))
}
