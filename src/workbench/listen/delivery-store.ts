import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase, type Writing } from '../../database/database.js'
import { type Patience, patiently } from '../../database/lock.js'
import type { Code } from '../../findings/findings.js'

/** A callback that came, what was found, and how it was answered. */
export interface DeliveryRecord {
  /** Later ones sort later as text. */
  id: string
  /** Unix time in milliseconds. */
  received_at: number
  /** With its query. */
  path: string
  /** As they came, in order: name, value. */
  headers: [string, string][]
  /** Base64 of the bytes that came. */
  body: string
  valid: boolean
  /** Why it is not valid. */
  code: Code | null
  /** Null where it does not say. */
  type: string | null
  number: string | null
  /** The literal, in fen. */
  amount: string | null
  /** What the handler answered, or why it did not; null when nothing was forwarded. */
  forwarded: { url: string; status: number | null; code: Code | null } | null
  answer: { status: number; body: string }
  milliseconds: number
}

/** The deliveries of `ecpay listen`; several processes may have them open. */
export interface Deliveries {
  /** Resolves when the record survives the end of the process. */
  add(record: DeliveryRecord): Promise<void>
  get(id: string): DeliveryRecord | undefined
  /** Oldest first. */
  all(): DeliveryRecord[]
  /** The newest. */
  last(): DeliveryRecord | undefined
  /** Removes all but the newest, and returns how many that were. */
  clear(keep: number): Promise<number>
  close(): Promise<void>
}

const DIRECTORY = 'deliveries-v1'
/** Bytes of the disk; some 100,000 callbacks of ordinary size. */
const MOST = 256 * 1024 * 1024
/** What of them is left when the oldest had to go, so that this happens now and then only. */
const LEFT = 0.9

/**
 * Opens the deliveries, in a directory of their own beside the orders of the local gateway. When they take
 * more of the disk than they may, the oldest go: first of those that are not genuine, so that nobody who can send
 * no more than forgeries pushes a genuine one out.
 *
 * @param stateDir see `stateDirectory`
 * @param most bytes
 * @param patience how to wait for another process that is writing
 * @throws EcpayError `state-unusable`, here and from every method
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

/** @param genuine what is known of the records so far: to look at each of them again would take long */
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

/** A record that cannot be read is of no use to anybody. */
function isGenuine({ get }: Writing<DeliveryRecord>, key: string): boolean {
  try {
    return get(key)?.valid === true
  } catch {
    return false
  }
}

/** Writes together what comes in one turn of the event loop: a disk confirms a hundred records as fast as one. */
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

/** A delivery without what came and what was answered. */
export function shortForm({ headers: _headers, body: _body, answer, ...rest }: DeliveryRecord): object {
  return { ...rest, answered: answer.status }
}
