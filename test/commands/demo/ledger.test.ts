import { describe, expect, test } from 'vitest'
import { type Answers, checksOf, ledgerOf } from '../../../src/commands/demo/check-ledger.js'

const balance = (withdrawable: number, frozen = 0, online = 0) =>
  `{"account_info":{"online_balance":${online},"withdrawable_balacne":${withdrawable},"freeze_balance":${frozen}}}`

const ANSWERS: Answers = {
  order: '{"payment_info":{"total_fee":10000}}',
  refund: '{"refundInfo":{"refund_amount":2000}}',
  settle: '{"settle_info":{"settle_amount":8000,"rake":48}}',
  seller: balance(1400, 52),
  first: balance(1000),
  second: balance(500),
  bill: '序号,商户号,,,,交易类型,收支金额\r\n1,7,,,,交易,+100.00\r\n2,7,,,,退款,-20.00\r\n3,7,,,,分账,-5.00\r\n'
}
const failed = (changes: Partial<Answers>, withdrawn = 5000) => {
  const answers = { ...ANSWERS, ...changes }
  return checksOf(ledgerOf(answers, withdrawn), answers)
    .filter(({ expected, found }) => expected !== found)
    .map(({ name }) => name)
}

test('the ledger says where each fen is', () => {
  expect(ledgerOf(ANSWERS, 5000)).toEqual({
    paid: 10_000,
    places: { refunded: 2000, fee: 48, first: 1000, second: 500, withdrawn: 5000, seller: 1452, transit: 0 }
  })
})

describe('the checks', () => {
  test('pass when it adds up', () => expect(failed({})).toEqual([]))

  test.each<[what: string, changes: Partial<Answers>, withdrawn: number, names: string[]]>([
    ['a receiver has too much', { first: balance(1001) }, 5000, ['sum']],
    ['money is still in transit', { seller: balance(1400, 52, 1) }, 5000, ['sum']],
    ['the withdrawal is not taken off', {}, 4999, ['sum']],
    ['another fee', { settle: '{"settle_info":{"settle_amount":8000,"rake":49}}' }, 5000, ['sum']],
    ['the fee is left out', { settle: '{"settle_info":{"settle_amount":7952,"rake":48}}' }, 5000, ['settlement']],
    [
      'a line of the bill is missing',
      { bill: '序号,商户号,,,,交易类型,收支金额\r\n1,7,,,,交易,+100.00\r\n' },
      5000,
      ['bill']
    ],
    ['an answer without its amount', { refund: '{"refundInfo":null}' }, 5000, ['sum', 'settlement', 'bill']]
  ])('%s', (_, changes, withdrawn, names) => expect(failed(changes, withdrawn)).toEqual(names))
})
