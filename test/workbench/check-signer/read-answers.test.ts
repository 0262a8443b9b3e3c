import { describe, expect, test } from 'vitest'
import { readAnswer, readAnswers } from '../../../src/workbench/check-signer/read-answers.js'
import type { ProgramRun } from '../../../src/workbench/check-signer/run-program.js'

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string]
const expected = { isAnswer: (line: string) => /^[0-9a-f]{32}$/.test(line), timeout: 1000, command: 'x' }
const ran = (stdout: string, more: Partial<ProgramRun> = {}): ProgramRun => ({ stdout, stderr: '', exit: 0, ...more })

const shown = (answers: readonly (string | undefined)[]) =>
  answers.map((one) => (one === undefined ? '-' : one === '' ? '_' : one[0])).join('')

describe('a line for each of three cases', () => {
  test.each<[what: string, run: ProgramRun, answers: string, codes: string]>([
    ['as it should be', ran(`${A}\n${B}\n${C}\n`), 'abc', ''],
    ['no line break at the end', ran(`${A}\n${B}\n${C}`), 'abc', ''],
    ['an empty line refuses', ran(`${A}\n\n${C}\n`), 'a_c', ''],
    ['line breaks of Windows', ran(`${A}\r\n${B}\r\n${C}\r\n`), 'abc', 'signer-writes-crlf'],
    ['a byte order mark', ran(`\ufeff${A}\n${B}\n${C}\n`), 'abc', 'signer-writes-mark'],
    ['white space', ran(`${A} \n\t${B}\n${C}\n`), 'abc', 'signer-pads'],
    ['text in front', ran(`sign: ${A}\nsign: ${B}\nsign: ${C}\n`), 'abc', 'signer-adds-text'],
    ['a quoted signature', ran(`"sign"="${A}"\n${B}\n${C}\n`), 'abc', 'signer-adds-text'],
    ['JSON', ran(`{"sign":"${A}"}\n{"sign":"${B}"}\n{"sign":"${C}"}\n`), 'abc', 'signer-adds-text'],
    [
      'JSON with something behind the signature',
      ran(
        `{"sign":"${A}","id":101}\n{"id":7,"sign":"${B}","msg":"ok"}\n{"sign": "\\u0063${C.slice(1)}", "err": null }\n`
      ),
      'abc',
      'signer-adds-text'
    ],
    ['JSON with two that may be it', ran(`{"a":"${A}","md5":"${B}","id":1}\n`.repeat(3)), '{{{', ''],
    [
      'JSON with one of two by name',
      ran(`{"md5":"${B}","data":{"sign":"${A}"}}\n`.repeat(3)),
      'aaa',
      'signer-adds-text'
    ],
    ['what is no JSON', ran(`{"sign":"${A}",id:1}\n`.repeat(3)), 'aaa', 'signer-adds-text'],
    [
      'a list, and an object in an object',
      ran(`["${A}",1]\n{"a":{"sign":"${B}"},"id":1}\n${C}\n`),
      'abc',
      'signer-adds-text'
    ],
    ...[
      ['md5sum', '%  -'],
      ['a remark', '% (ok)'],
      ['a semicolon', '%;'],
      ['a comma', '%,'],
      ['XML', '<sign>%</sign>'],
      ['a struct of Go', '&{%}'],
      ['a time', '%\t12ms'],
      ['a colour', '\x1b[32m%\x1b[0m'],
      ['a text of C', '%\0'],
      ['a log', '[2026-11-28 10:00:00] INFO sign=% done']
    ].map(([what = '', form = '']): [string, ProgramRun, string, string] => [
      `${what} around it`,
      ran([A, B, C].map((one) => `${form.replace('%', one)}\n`).join('')),
      'abc',
      'signer-adds-text'
    ]),
    ['a text that was not hashed', ran(`1&${A}&x\n2&${B}&x\n3&${C}&x\n`), '123', ''],
    ['all in one line', ran(`${A}${B}${C}`.repeat(3)), '---', 'signer-without-breaks'],
    ['RSA in hex', ran(`${A.repeat(16)}\n${B.repeat(16)}\n${C.repeat(16)}\n`), 'abc', ''],
    ['a long digest alone', ran(A.repeat(4), { exit: 1 }), 'a--', 'signer-stopped'],
    ['text before them', ran(`Loading\n${A}\n${B}\n${C}\n`), 'abc', 'signer-adds-lines'],
    ['text between them', ran(`${A}\nDEBUG 2\n${B}\n${C}\n`), 'abc', 'signer-adds-lines'],
    ['text and a refusal', ran(`DEBUG\n${A}\n\n${C}\n`), 'a_c', 'signer-adds-lines'],
    ['text, and stopped early', ran(`Loading\n${A}\n`, { exit: 1 }), 'a--', 'signer-adds-lines signer-stopped'],
    ['stderr', ran(`${A}\n${B}\n${C}\n`, { stderr: 'Warning: x\n' }), 'abc', 'signer-said'],
    ['a bad end', ran(`${A}\n${B}\n${C}\n`, { exit: 1 }), 'abc', 'signer-exit'],
    ['stopped early', ran(`${A}\n`, { exit: 'SIGSEGV' }), 'a--', 'signer-stopped'],
    ['silent later', ran(`${A}\n${B}\n`, { failure: { kind: 'silent' } }), 'ab-', 'signer-hangs'],
    ['too many lines', ran(`${A}\n${B}\n${C}\n${A}\n`), '---', 'signer-answers-differ-in-number'],
    ['nothing', ran(''), '---', 'signer-silent'],
    ['nothing, and a bad end', ran('', { exit: 1 }), '---', 'signer-failed'],
    ['nothing, and silent', ran('', { failure: { kind: 'silent' } }), '---', 'signer-hangs'],
    ['no end', ran(A, { failure: { kind: 'too-much' } }), '---', 'signer-says-too-much'],
    ['not started', ran('', { failure: { kind: 'not-started', reason: 'ENOENT' } }), '---', 'signer-not-started'],
    ['a wrong text alone is an answer', ran(`x\n${B}\n${C}\n`), 'xbc', '']
  ])('%s', (_, run, answers, codes) => {
    const read = readAnswers(run, { ...expected, count: 3 })
    const found = [...read.warnings, ...(read.stopped ? [read.stopped] : []), ...(read.failure ? [read.failure] : [])]
    expect([shown(read.answers), found.map(({ code }) => code).join(' ')]).toEqual([answers, codes])
  })
})

describe('a program that is started for one case', () => {
  test.each<[what: string, run: ProgramRun, answer: string | undefined, codes: string]>([
    ['its signature', ran(`${A}\n`), A, ''],
    ['text before it', ran(`Loading\n${A}\n`), A, 'signer-adds-lines'],
    ['text in front', ran(`sign=${A}`), A, 'signer-adds-lines'],
    ['JSON', ran(`{"sign":"${A}","id":101}\n`), A, 'signer-adds-lines'],
    ['a refusal', ran('\n'), '', ''],
    ['nothing', ran(''), undefined, 'signer-silent']
  ])('%s', (_, run, answer, codes) => {
    const read = readAnswer(run, expected)
    const found = [...read.warnings, ...(read.failure ? [read.failure] : [])]
    expect([read.answers, found.map(({ code }) => code).join(' ')]).toEqual([[answer], codes])
  })
})

test.each([
  ['Traceback (most recent call last):\n  File "x.py"\nKeyError: \'salt\'\n', "KeyError: 'salt'"],
  [
    'Exception in thread "main" java.lang.NullPointerException: x\n\tat A.main(A.java)\n',
    'Exception in thread "main" java.lang.NullPointerException: x'
  ],
  ['panic: x\n\ngoroutine 1 [running]:\nmain.main()\n', 'panic: x'],
  ['PHP Warning:  x\nlast\n', 'last']
])('what stderr says most clearly: %j', (stderr, said) => {
  const read = readAnswers(ran('', { stderr, exit: 1 }), { ...expected, count: 1 })
  expect(read.failure).toMatchObject({ said })
})
