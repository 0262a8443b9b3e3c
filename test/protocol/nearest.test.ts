import { expect, test } from 'vitest'
import { nearest } from '../../src/protocol/nearest.js'

const known = ['sign', 'query', 'create-order', 'verify-callback', 'config', 'demo']

test.each([
  ['sgin', 'sign'],
  ['SIGN', 'sign'],
  ['qeury', 'query'],
  ['create_order', 'create-order'],
  ['createorder', 'create-order'],
  ['verify-calback', 'verify-callback'],
  ['verify', undefined],
  ['xyz', undefined],
  ['', undefined]
])('%j is nearest to %s', (word, expected) => expect(nearest(word, known)).toBe(expected))

test('of two as near, the first known', () => {
  expect(nearest('ab', ['abc', 'abd'])).toBe('abc')
  expect(nearest('abd', ['abc', 'abd'])).toBe('abd')
})

test('a short word with no letter of it is not near', () => {
  expect(nearest('9', ['wx', 'ali'])).toBeUndefined()
  expect(nearest('xw', ['wx', 'ali'])).toBe('wx')
})

test('of none, nothing', () => expect(nearest('sign', [])).toBeUndefined())
