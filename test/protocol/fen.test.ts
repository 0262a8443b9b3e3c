import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFen, yuan } from '../../src/protocol/fen.js'

test.each(['0', '1', '100', '10000000000', '9007199254740993'])('%s is fen', (value) => {
  expect(parseFen(value)).toEqual({ fen: value })
})

test.each([
  ['1.00', '100'],
  ['1.5', '150'],
  ['0.01', '1'],
  ['00.50', '50'],
  ['19.99', '1999'],
  ['90071992547409.93', '9007199254740993']
])('%s is no integer; as yuan it is %s fen', (value, fen) => {
  expect(parseFen(value)).toEqual({ problem: { code: 'amount-with-decimals', key: 'total_amount', value, fen } })
})

test.each(['', ' ', '-1', '+1', '01', '1,000', '1e2', '1.005', '1.', '.5', '¥1', '1元', '１００', ' 1', '0x10', 'NaN'])(
  '%j is neither',
  (value) => {
    expect(parseFen(value, 'refund_amount')).toEqual({
      problem: { code: 'not-an-integer', key: 'refund_amount', value }
    })
  }
)

test.each([
  ['0', '¥0.00'],
  ['1', '¥0.01'],
  ['10', '¥0.10'],
  ['100', '¥1.00'],
  ['2376', '¥23.76'],
  ['10000000000', '¥100000000.00'],
  ['9007199254740993', '¥90071992547409.93'],
  ['-1', '-¥0.01'],
  ['-2376', '-¥23.76'],
  ['007', '¥0.07'],
  ['1.5', '1.5'],
  ['', ''],
  ['null', 'null']
])('%s fen are %s', (fen, money) => expect(yuan(fen)).toBe(money))

test('yuan and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (amount) => {
      const fen = String(amount)
      expect(parseFen(yuan(fen).slice(1))).toMatchObject({ problem: { code: 'amount-with-decimals', fen } })
    })
  )
})
