import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { open } from 'lmdb'

/** The database of the local gateway's store, past all that the store does for it. */
async function withRecords<R>(
  stateDir: string,
  work: (records: import('lmdb').RootDatabase<object, string>) => R
): Promise<R> {
  const path = join(stateDir, 'gateway-v1')
  mkdirSync(path, { recursive: true })
  const records = open<object, string>({ path, encoding: 'json', overlappingSync: false })
  try {
    return work(records)
  } finally {
    await records.close()
  }
}

const isDerived = (key: string) => /^\/(by|sum|state)/.test(key)

/** What is kept beside the records, but for what counts transactions. */
export function derivedIn(stateDir: string): Promise<[key: string, value: object][]> {
  return withRecords(stateDir, (records) =>
    Array.from(records.getRange(), ({ key, value }): [string, object] => [key, value]).filter(
      ([key, value]) =>
        (isDerived(key) || key.startsWith('/due/')) && key !== '/state' && !('fen' in value && !value.fen)
    )
  )
}

/** Makes it a store as versions left it that kept records and the schedule, and no more. */
export function underive(stateDir: string): Promise<void> {
  return withRecords(stateDir, (records) => {
    records.transactionSync(() => {
      for (const key of Array.from(records.getKeys()).filter(isDerived)) records.removeSync(key)
    })
  })
}

/** Makes it a store as a version with another layout of what it derives left it, and forgets one sum. */
export function inLayout(stateDir: string, layout: number, sum: RegExp): Promise<void> {
  return withRecords(stateDir, (records) => {
    records.transactionSync(() => {
      const key = Array.from(records.getKeys()).find((one) => sum.test(one)) ?? ''
      records.removeSync(key)
      const state = Object(records.get('/state')) as { transaction: number }
      records.putSync('/state', { ...state, layout, transaction: state.transaction + 1 })
    })
  })
}

/** Writes records as such a version does. */
export function writeAsBefore(stateDir: string, written: Readonly<Record<string, object>>): Promise<void> {
  return withRecords(stateDir, (records) => {
    for (const [key, record] of Object.entries(written)) records.putSync(key, record)
  })
}
