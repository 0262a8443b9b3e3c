import { expect } from 'vitest'
import { beijingDay } from '../../../src/protocol/time.js'
import { fundRows } from '../../../src/simulator/life-cycle/bill-files.js'
import { CHANNELS, type Way } from '../../../src/simulator/life-cycle/orders.js'
import type { Records } from '../../../src/simulator/life-cycle/records.js'

const ALL = { account_type: 'ALL', payment_type: 'ALL', trade_type: 'ALL' }
const DAY = 24 * 3600 * 1000
/** The account of a way of payment in a bill. */
const ACCOUNTS: Readonly<Record<string, Way>> = { 微信: 'wx', 支付宝: 'ali', 抖音支付: 'dyzf' }

/** What is asked of one row, in fen. */
interface Line {
  way: Way
  amount: number
  balance: number
}

/**
 * The fund bills of all days of a merchant together are those of all months, each line follows from the one before, no
 * balance is below zero, and the last one of each account is what the call for the balance says.
 *
 * @param from the first moment of any record
 */
export function checkFundBills(store: Records, merchants: readonly string[], from: number, now: number): void {
  const days = Array.from({ length: Math.ceil((now - from) / DAY) + 1 }, (_, i) => beijingDay(from + i * DAY))
  const months = [...new Set(days.map((day) => day.slice(0, 6)))]
  for (const merchant of merchants) {
    const rowsOf = (period: string) => fundRows(store, ALL, period, now, merchant).slice(1)
    const rows = days.flatMap(rowsOf)
    // A bill counts its own rows.
    const cells = ([, ...others]: readonly (string | number)[]) => others
    expect(months.flatMap(rowsOf).map(cells)).toEqual(rows.map(cells))
    expect([...new Set(rows.map((row) => row[1]))]).toEqual(rows.length > 0 ? [merchant] : [])
    const lines = rows.map(lineOf)
    for (const way of Object.keys(CHANNELS) as Way[]) {
      const { total } = store.balance(merchant, CHANNELS[way], now)
      const own = lines.filter((line) => line.way === way)
      const balances = own.map(({ balance }) => balance)
      expect(balances).toEqual(own.map(({ balance, amount }, i) => (own[i - 1]?.balance ?? balance - amount) + amount))
      expect(own[0]?.balance).toBe(own[0]?.amount)
      expect(Math.min(0, ...balances)).toBe(0)
      expect([merchant, way, balances.at(-1) ?? 0]).toEqual([
        merchant,
        way,
        total + store.inTransit(CHANNELS[way], now, merchant)
      ])
    }
  }
}

function lineOf(row: readonly (string | number)[]): Line {
  const [account, , amount, balance] = row.slice(4)
  return { way: ACCOUNTS[String(account)] ?? 'wx', amount: fenIn(amount), balance: fenIn(balance) }
}

function fenIn(yuan: string | number | undefined): number {
  expect(String(yuan)).toMatch(/^[+-]?\d+\.\d\d$/)
  return Number(String(yuan).replace('.', ''))
}
