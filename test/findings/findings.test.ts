import { expect, test } from 'vitest'
import { EXIT, Failure, finding } from '../../src/findings/findings.js'

test('a finding is its code and its arguments', () => {
  expect(finding('null-value', { key: 'a' })).toEqual({ code: 'null-value', key: 'a' })
})

test('a failure ends with its exit code and carries everything found', () => {
  const findings = [finding('empty-salt', {}), finding('null-value', { key: 'a' })]
  const failure = new Failure(EXIT.input, findings)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).toMatchObject({ name: 'Failure', exit: 2, message: 'empty-salt, null-value', findings })
})

test('the exit codes are a contract', () => {
  expect(EXIT).toEqual({ done: 0, no: 1, input: 2, unknown: 3, interrupted: 130 })
})
