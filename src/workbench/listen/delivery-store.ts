import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase, type Writing } from '../../database/database.js'
import { type Patience, patiently } from '../../database/lock.js'
import type { Code } from '../../findings/findings.js'

/** A received callback, with the findings and the answer. */
export interface DeliveryRecord {
  /** Later ones sort later as text. */
  id: string
  /** Unix time in milliseconds. */
  received_at: number
  /** The path with its query. */
  path: string
  /** The received names and values, in order. */
  headers: [string, string][]
  /** The received bytes in Base64. */
  body: string
  /** The name of the system it is of; absent in what older versions have kept, of the first. */
  system?: string
  valid: boolean
  /** Why it is not valid. */
  code: Code | null
  /** Null if the callback has none. */
  type: string | null
  number: string | null
  /** The literal, in fen. */
  amount: string | null
  /** The answer of the handler, or why there was none; null if nothing was forwarded. */
  forwarded: { url: string; status: number | null; code: Code | null } | null
  answer: { status: number; body: string }
  milliseconds: number
}

/** The deliveries of `ecpay listen`; several processes may have them open. */
export interface Deliveries {
  /** Resolves when the record is stored durably. */
  add(record: DeliveryRecord): Promise<void>
  get(id: string): DeliveryRecord | undefined
  /** Oldest first. */
  all(): DeliveryRecord[]
  /** The newest delivery. */
  last(): DeliveryRecord | undefined
  /** Removes all except the newest ones, and returns the number removed. */
  clear(keep: number): Promise<number>
  close(): Promise<void>
}

const DIRECTORY = 'deliveries-v1'
/** In bytes on disk: about 100,000 callbacks of ordinary size. */
const MOST = 256 * 1024 * 1024
/** The part that is kept when the oldest ones are removed, so that this does not happen often. */
const LEFT = 0.9

/**
 * Opens the deliveries, in their own directory beside the orders of the local gateway. If they take more than the
 * allowed space, the oldest are removed: first those that are not genuine, so that nobody can push out a genuine one
 * with forgeries.
 *
 * @param stateDir see `stateDirectory`
 * @param most the limit in bytes
 * @param patience how to wait for another process that is writing
 * @throws EcpayError `state-unusable`, also from every method
 */
export async function openDeliveries(stateDir: string, most = MOST, patience?: Patience): Promise<Deliveries> {
  const database = await openDatabase<DeliveryRecord>(join(stateDir, DIRECTORY), patience)
  const genuine = new Map<string, boolean>()
  const add = inBatches<DeliveryRecord>((records) =>
    database.write((stored) => {
      for (const record of records) stored.put(record.id, record)
      if (stored.size() > most) makeRoom(stored, most, genuine)
    })
  )
  const clear = (keep: number) =>
    patiently(() =>
      database.write(({ keys, remove }) => {
        const all = keys()
        const old = all.slice(0, Math.max(0, all.length - keep))
        for (const key of old) remove(key)
        return old.length
      })
    )
  const last = () => database.range({ reverse: true, limit: 1 })[0]?.value
  return { add, get: database.get, all: database.values, last, clear, close: database.close }
}

/** @param genuine a cache of which records are genuine, because reading all of them again would take long */
function makeRoom(stored: Writing<DeliveryRecord>, most: number, genuine: Map<string, boolean>): void {
  const all = stored.keys()
  for (const key of all) if (!genuine.has(key)) genuine.set(key, isGenuine(stored, key))
  const remove = (keys: readonly string[]) => {
    for (const key of keys) {
      if (stored.size() <= most * LEFT) return
      stored.remove(key)
      genuine.delete(key)
    }
  }
  remove(all.filter((key) => !genuine.get(key)))
  if (stored.size() > most) remove(all.filter((key) => genuine.get(key)))
}

/** Whether a record is genuine. One that cannot be read counts as not genuine. */
function isGenuine({ get }: Writing<DeliveryRecord>, key: string): boolean {
  try {
    return get(key)?.valid === true
  } catch {
    return false
  }
}

/** Writes all records of one turn of the event loop together: a disk confirms a hundred as fast as one. */
function inBatches<T>(write: (items: readonly T[]) => void): (item: T) => Promise<void> {
  let items: T[] = []
  let written: Promise<void> | undefined
  return (item) => {
    items.push(item)
    written ??= nextTurn().then(() => {
      const batch = items
      items = []
      written = undefined
      return patiently(() => write(batch))
    })
    return written
  }
}

/** A delivery without headers, body and answer. */
export function shortForm({ headers: _headers, body: _body, answer, ...rest }: DeliveryRecord): object {
  return { ...rest, answered: answer.status }
}
