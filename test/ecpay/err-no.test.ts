import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { ERR_NOS, errNo } from '../../src/ecpay/err-no.js'

const numbers = ERR_NOS.map((one) => one.err_no)

test('each number has one entry, in order', () => {
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
})

test.each(ERR_NOS)('$err_no has its words in both languages', ({ meaning, remedy }) => {
  for (const { en, zh } of [meaning, remedy]) {
    expect(en.trim()).toBe(en)
    expect(en).not.toBe('')
    expect(zh).toMatch(/\p{Script=Han}/u)
  }
})

describe('the catalogue has every number', () => {
  test.each(
    ENDPOINTS.filter(({ verdict }) => !verdict).flatMap(({ name, errNos }) =>
      errNos.map((number) => ({ name, number }))
    )
  )('$number of $name', ({ number }) => expect(numbers).toContain(number))

  // The table of query_order, and what else the platform's pages name.
  test.each([0, 1000, 1001, 2000, 2008, 2010, 2020, 2042, 2047, 2048, 2102, 3101, 4408])('%i', (number) => {
    expect(numbers).toContain(number)
  })
})

test('what may be sent again is what the platform says', () => {
  const retry = (how: string) => ERR_NOS.filter((one) => one.retry === how).map((one) => one.err_no)
  expect(retry('at once')).toEqual([1000])
  expect(retry('later')).toEqual([1001])
})

test.each([
  ['2008', 2008],
  ['0', 0],
  ['02008', undefined],
  ['2008.0', undefined],
  ['-1', undefined],
  ['', undefined]
])('errNo of the literal %j', (literal, number) => expect(errNo(literal)?.err_no).toBe(number))
