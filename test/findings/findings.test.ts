import { expect, test } from 'vitest'
import { ENTRIES } from '../../src/findings/entries.js'
import { EcpayError, finding, refuse, refuseAll } from '../../src/findings/findings.js'
import { TOPICS } from '../../src/findings/topics.js'

test('a finding is its code and its arguments', () => {
  expect(finding('null-value', { key: 'a' })).toEqual({ code: 'null-value', key: 'a' })
  expect(finding('empty-salt')).toEqual({ code: 'empty-salt' })
})

test('what is refused carries everything found', () => {
  const findings = [finding('empty-salt'), finding('null-value', { key: 'a' })]
  const error = refuseAll(findings)
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'EcpayError', message: 'empty-salt, null-value', findings })
  expect(refuse('null-value', { key: 'a' })).toEqual(refuseAll(findings.slice(1)))
  expect(error).toBeInstanceOf(EcpayError)
})

test('every code stands in one topic, and every topic is listed', () => {
  expect(TOPICS.flatMap(({ codes }) => Object.keys(codes))).toEqual(Object.keys(ENTRIES))
})
