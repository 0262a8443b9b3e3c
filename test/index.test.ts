import { describe, expect, test } from 'vitest'
import * as library from '../src/index.js'
import { codesOf } from './protocol/found.js'

test('the names of the library', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'CALLBACK_TYPES',
    'ENDPOINTS',
    'ERR_NOS',
    'EXCLUDED_KEYS',
    'EcpayError',
    'callbackSignature',
    'errNo',
    'fillSign',
    'member',
    'memberText',
    'parseFen',
    'readJson',
    'readObject',
    'sign',
    'traceSign',
    'trade',
    'validate',
    'verifyCallback',
    'yuan'
  ])
})

describe('sign', () => {
  const body = { app_id: 'tt1', out_order_no: 'o1', total_amount: 1_000_000, subject: 's', body: 'b', valid_time: 300 }
  const sign = '084e566ff9e190e60ab103e20df17562'

  test('an object as JSON.stringify writes it', () => expect(library.sign(body, 'your_payment_salt')).toBe(sign))

  test('a text as it is', () => {
    expect(library.sign(JSON.stringify(body, null, 2), 'your_payment_salt')).toBe(sign)
    expect(library.sign('{"a":7398108028895054107}', 'salt')).toBe(library.sign({ a: '7398108028895054107' }, 'salt'))
  })

  test('with options, and refusals', () => {
    expect(library.sign('{"a":[1]}', 'salt', { nested: 'json' })).toBe(library.sign({ a: '[1]' }, 'salt'))
    expect(codesOf(() => library.sign({ a: [1], b: null }, ''))).toEqual(['empty-salt', 'nested-value', 'null-value'])
    expect(codesOf(() => library.sign([1], 'salt'))).toEqual(['not-an-object'])
  })
})
