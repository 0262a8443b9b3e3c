import type { Reading } from '../../database/database.js'
import { compareBytes } from '../../protocol/text.js'
import { beijingDay, beijingPeriod } from '../../protocol/time.js'
import type { FundLine } from '../life-cycle/kinds/kind.js'
import { isResultKind, KIND_NAMES, type ResultKind, type ResultRecords } from '../life-cycle/kinds/kinds.js'
import { SELLER_UID, sellerIn, WAY_NAMES, type Way } from '../life-cycle/orders.js'
import { account, type Balance, TRANSIT, type Transfer, wayInto } from '../life-cycle/places.js'
import { channelOfOrder, type Records } from '../life-cycle/records.js'
import { resultAt } from '../life-cycle/results.js'
import { channelOfRecord, fundsOf, movesOf } from '../life-cycle/transfers.js'
import { accountSum, byCompletion, fundSums, OPEN, timed, transitSum } from './derived-keys.js'
import type { Pointer, Stored } from './stored.js'
import { fenOf, found, movementsOf, pointersIn, recordsAt, valuesIn } from './stored-lists.js'

/**
 * Amounts at a given time, and the records of a period. They are computed from the stored sums and from the records
 * without a stored result. Those are few, because every accepted call writes the results that became due before it.
 */
export function sumsIn(
  stored: Reading<Stored>
): Pick<Records, 'balance' | 'inTransit' | 'completedIn' | 'fundsBefore'> {
  const open = (now: number) =>
    stored.atOnce((moment) => {
      const { find } = found(moment)
      const channelOf = (out_order_no: string) => channelOfOrder({ find }, out_order_no)
      return pointersIn(moment, OPEN).flatMap(({ of, number }) => {
        const record = isResultKind(of) ? find(of, number) : undefined
        return isResultKind(of) && record ? [openRecord(of, number, record, now, channelOf)] : []
      })
    })
  const balanceOf = (key: string, isThere: (place: string, of: Open) => boolean, now: number): Balance => {
    const balance = { total: fenOf(stored.get(key)), frozen: 0 }
    for (const one of open(now)) {
      for (const { from, to, amount, pending } of one.transfers) {
        if (!pending && isThere(to, one)) balance.total += amount
        if (isThere(from, one)) balance[pending ? 'frozen' : 'total'] += pending ? amount : -amount
      }
    }
    return balance
  }
  return {
    balance(merchant_uid, channel, now) {
      const place = account(merchant_uid, channel)
      return balanceOf(accountSum(place), (other) => other === place, now)
    },
    inTransit(channel, now, merchant_uid = SELLER_UID) {
      const isThere = (place: string, of: Open) =>
        of.channel === channel && of.seller === merchant_uid && place.startsWith(TRANSIT)
      return balanceOf(transitSum(channel, merchant_uid), isThere, now).total
    },
    completedIn(period, now) {
      const [start, end] = beijingPeriod(period)
      const done = (['order', ...KIND_NAMES] as const).flatMap((kind) => {
        const keys = byCompletion(kind).start
        return pointersIn(stored, { start: timed(keys, start), end: timed(keys, end) })
      })
      const others = open(now).filter(({ at }) => at !== undefined && beijingDay(at).startsWith(period))
      // In the order of their keys' bytes, as in a list.
      const pointers = [...done, ...others].sort((a, b) => compareBytes(a.number, b.number))
      return movementsOf(recordsAt(stored, pointers))
    },
    fundsBefore(period, now, merchant_uid = SELLER_UID) {
      const funds = new Map<Way, number>()
      const add = (way: Way, fen: number) => funds.set(way, (funds.get(way) ?? 0) + fen)
      for (const way of WAY_NAMES) {
        const { start } = fundSums(way, merchant_uid)
        for (const value of valuesIn(stored, { start, end: start + period })) add(way, fenOf(value))
      }
      for (const { at, channel, funds: lines } of open(now)) {
        if (at === undefined || beijingDay(at) >= period) continue
        for (const one of lines) if (one.merchant_uid === merchant_uid) add(wayInto(channel), one.amount)
      }
      return funds
    }
  }
}

/** A record without a stored result, with its present state. */
interface Open extends Pointer {
  channel: string
  transfers: readonly Transfer[]
  /** Unix time of success in milliseconds. */
  at: number | undefined
  seller: string
  /** Its lines in fund bills. */
  funds: readonly FundLine[]
}

function openRecord<K extends ResultKind>(
  of: K,
  number: string,
  record: ResultRecords[K],
  now: number,
  channelOf: (out_order_no: string) => string
): Open {
  const { status, at } = resultAt(record, now)
  const channel = channelOfRecord(of, record, channelOf)
  const transfers = movesOf(of, record, now, channelOf)
  const money = { seller: sellerIn(record), funds: fundsOf(of, record) }
  return { of, number, channel, transfers, at: status === 'SUCCESS' ? at : undefined, ...money }
}
