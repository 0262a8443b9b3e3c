import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkStoreFile } from '../../../src/database/store-check.js'
import { EcpayError } from '../../../src/findings/findings.js'
import { fundRows, transactionRows } from '../../../src/simulator/life-cycle/bill-files.js'
import { createOrder, type Order } from '../../../src/simulator/life-cycle/orders.js'
import { openStore, type Store } from '../../../src/simulator/store/store.js'
import { ANN, moneyGateway, sharing } from '../life-cycle/money.js'
import { freshDirectory, START } from '../support.js'

const anOrder = (out_order_no: string, created_at = START): Order =>
  createOrder(
    {
      out_order_no,
      total_amount: 10_000_000_000,
      subject: 's'.repeat(100),
      body: '',
      valid_time: 300,
      notify_url: '',
      cp_extra: '',
      limit_pay_way: ''
    },
    'content',
    { now: () => created_at, random: (size) => new Uint8Array(size) }
  )

const put = (store: Store, order: Order) => store.transact(({ put }) => put('order', order.out_order_no, order))

const dataFile = (stateDir: string) => join(stateDir, 'gateway-v1', 'data.mdb')

const findingsOf = (work: () => unknown) =>
  Promise.resolve()
    .then(work)
    .then(
      () => [],
      (error) => (error instanceof EcpayError ? [error.findings[0]] : [error])
    )

/** A closed store of 100 orders: too many for one page, and one with a record too long for a page. */
async function filledStore(): Promise<string> {
  const stateDir = freshDirectory()
  const store = await openStore(stateDir)
  for (let i = 0; i < 100; i++) put(store, anOrder(`no-${i}`))
  put(store, { ...anOrder('long'), cp_extra: 'x'.repeat(10_000) })
  await store.close()
  return stateDir
}

describe('a store', () => {
  test('keeps orders over a restart, oldest first, dead numbers apart', async () => {
    const stateDir = freshDirectory()
    const store = await openStore(stateDir)
    put(store, anOrder('a', START + 1))
    put(store, anOrder('b', START))
    const dead = { kind: 'dead' as const, number: 'c', reason: 'missing-field;key=body' }
    store.transact(({ put }) => put('order', 'c', dead))
    await store.close()

    const again = await openStore(stateDir)
    expect(again.list('order')).toEqual([anOrder('b', START), anOrder('a', START + 1)])
    expect([again.find('order', 'c'), again.taken('order', 'c')]).toEqual([undefined, dead])
    expect(again.find('order', 'd')).toBeUndefined()
    expect(again.clear()).toBe(2)
    expect([again.list('order'), again.find('order', 'c')]).toEqual([[], undefined])
    await again.close()
  })

  test('shows each change to whoever else has it open', async () => {
    const stateDir = freshDirectory()
    const [one, other] = await Promise.all([openStore(stateDir), openStore(stateDir)])
    put(one, anOrder('a'))
    expect(other.find('order', 'a')).toEqual(anOrder('a'))
    await Promise.all([one.close(), other.close()])
  })

  test('that is removed or replaced while it is open is opened again', async () => {
    const stateDir = freshDirectory()
    const store = await openStore(stateDir)
    put(store, anOrder('a'))
    rmSync(join(stateDir, 'gateway-v1'), { recursive: true })
    put(store, anOrder('b'))
    expect([store.find('order', 'a'), store.find('order', 'b')]).toEqual([undefined, anOrder('b')])
    await store.close()
    const again = await openStore(stateDir)
    expect(again.list('order')).toEqual([anOrder('b')])
    await again.close()
  })

  test('knows no number that no key can hold', async () => {
    const store = await openStore(freshDirectory())
    expect(store.find('order', '长'.repeat(3000))).toBeUndefined()
    await store.close()
  })

  test('has a smaller file when most of it is free, and nobody else has it open', async () => {
    const stateDir = freshDirectory()
    const [store, other] = [await openStore(stateDir), await openStore(stateDir)]
    store.transact(({ put }) => {
      for (let i = 0; i < 20_000; i++) put('order', `no-${i}`, anOrder(`no-${i}`))
    })
    const { size } = statSync(dataFile(stateDir))
    store.clear()
    put(store, anOrder('kept'))
    await store.close()
    expect(statSync(dataFile(stateDir)).size).toBeGreaterThanOrEqual(size)
    put(other, anOrder('too'))
    await other.close()
    expect(statSync(dataFile(stateDir)).size).toBeLessThan(100_000)
    const again = await openStore(stateDir)
    expect(again.list('order').map(({ out_order_no }) => out_order_no)).toEqual(['kept', 'too'])
    put(again, anOrder('later'))
    expect(again.list('order')).toHaveLength(3)
    await again.close()
  })

  test('sets the clock from where it is by then', async () => {
    const stateDir = freshDirectory()
    const [one, other] = await Promise.all([openStore(stateDir), openStore(stateDir)])
    expect(one.clockAhead()).toBe(0)
    expect(other.changeClock((ahead) => ahead + 5)).toBe(5)
    expect(one.changeClock((ahead) => ahead + 7)).toBe(12)
    expect(() =>
      one.changeClock(() => {
        throw new EcpayError([])
      })
    ).toThrow(EcpayError)
    expect(one.clockAhead()).toBe(12)
    await Promise.all([one.close(), other.close()])
  })

  test('writes nothing when the step throws', async () => {
    const store = await openStore(freshDirectory())
    const failure = new EcpayError([])
    const change = () =>
      store.transact(() => {
        throw failure
      })
    expect(change).toThrow(failure)
    expect(store.find('order', 'a')).toBeUndefined()
    await store.close()
  })

  test.skipIf(process.platform === 'win32')('is closed to everybody else', async () => {
    const stateDir = join(freshDirectory(), 'new', 'state')
    await (await openStore(stateDir)).close()
    expect(statSync(join(stateDir, 'gateway-v1')).mode & 0o777).toBe(0o700)
  })
})

describe('state-unusable', () => {
  test('where a file is in the way of the directory', async () => {
    const stateDir = join(freshDirectory(), 'file')
    writeFileSync(stateDir, '')
    expect(await findingsOf(() => openStore(stateDir))).toMatchObject([{ code: 'state-unusable' }])
  })

  test('where a directory is in the way of the file', async () => {
    const stateDir = freshDirectory()
    mkdirSync(dataFile(stateDir), { recursive: true })
    expect(await findingsOf(() => openStore(stateDir))).toMatchObject([{ code: 'state-unusable' }])
  })

  const corruptions: [name: string, corrupt: (file: string) => void][] = [
    ['text', (file) => writeFileSync(file, 'not a database\n'.repeat(5000))],
    ['one short line', (file) => writeFileSync(file, 'x')],
    ['only half of the first page', (file) => truncateSync(file, 2048)],
    ['only the first page', (file) => truncateSync(file, 4096)],
    ['only the meta pages', (file) => truncateSync(file, 2 * 4096)],
    ['cut off in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['a version from the future', (file) => overwrite(file, 28, Buffer.from([9, 0, 0, 0]))],
    ['pages overwritten by something else', (file) => overwrite(file, 8192, Buffer.alloc(40_960, 'y'))],
    ['pages overwritten by zeros', (file) => overwrite(file, 8192, Buffer.alloc(40_960))],
    ['pages in the wrong places', (file) => overwrite(file, 8192, readFileSync(file).subarray(12_288))]
  ]
  test.each(corruptions)('%s', async (_, corrupt) => {
    const stateDir = await filledStore()
    corrupt(dataFile(stateDir))
    const use = async () => {
      const store = await openStore(stateDir)
      try {
        store.list('order')
        put(store, anOrder('new'))
      } finally {
        await store.close()
      }
    }
    expect(await findingsOf(use)).toMatchObject([{ code: 'state-unusable', path: join(stateDir, 'gateway-v1') }])
  })

  const losses: [reason: string, lose: (file: string, before: Buffer) => void][] = [
    ['the lmdb data file is empty', (file) => truncateSync(file, 0)],
    ['the lmdb data file is missing', (file) => rmSync(file)],
    ['the newest changes are missing from the lmdb data file', (file, before) => writeFileSync(file, before)]
  ]
  test.each(losses)('%s', async (reason, lose) => {
    const stateDir = await filledStore()
    const before = readFileSync(dataFile(stateDir))
    const store = await openStore(stateDir)
    put(store, anOrder('newest'))
    await store.close()
    lose(dataFile(stateDir), before)
    expect(await findingsOf(() => openStore(stateDir))).toMatchObject([{ code: 'state-unusable', reason }])
  })

  test('an empty data file of an empty store is a new store', async () => {
    const stateDir = freshDirectory()
    await (await openStore(stateDir)).close()
    truncateSync(dataFile(stateDir), 0)
    const store = await openStore(stateDir)
    put(store, anOrder('a'))
    expect(store.list('order')).toHaveLength(1)
    await store.close()
  })

  // Longer than the text it replaces it would be seen by its length alone.
  const changes: [from: string, to: string][] = [
    ['"kind":"order"', '"kind":"odder"'],
    ['"out_order_no":"no-7"', '"out_order_no":"no-8"'],
    ['"created_at":1', '"created_a_":1']
  ]
  test.each(changes)('a record with %s made %s', async (from, to) => {
    const stateDir = await filledStore()
    const content = readFileSync(dataFile(stateDir))
    for (let at = content.indexOf(from); at >= 0; at = content.indexOf(from, at + 1)) content.write(to, at)
    writeFileSync(dataFile(stateDir), content)
    const store = await openStore(stateDir)
    expect(await findingsOf(() => store.list('order'))).toMatchObject([{ reason: 'a record is damaged' }])
    await store.close()
  })

  test.each([
    ['data.mdb', 'data.mdb is not a regular file', (file: string) => symlinkSync('/dev/null', file)],
    ['lock.mdb', 'lock.mdb is not a regular file', (file: string) => symlinkSync('/dev/null', file)],
    ['lock.mdb', 'lock.mdb is not a regular file', (file: string) => mkdirSync(file)]
  ])('%s: %s', async (name, reason, make) => {
    const stateDir = await filledStore()
    const file = join(stateDir, 'gateway-v1', name)
    rmSync(file)
    make(file)
    expect(await findingsOf(() => openStore(stateDir))).toMatchObject([{ code: 'state-unusable', reason }])
  })

  test('a file that is cut short while it is open', async () => {
    const stateDir = await filledStore()
    const store = await openStore(stateDir)
    truncateSync(dataFile(stateDir), 8192)
    const reason = 'a file was cut short while it was in use'
    expect(await findingsOf(() => store.find('order', 'no-1'))).toMatchObject([{ reason }])
    expect(await findingsOf(() => put(store, anOrder('a')))).toMatchObject([{ reason }])
  })

  test('each page of a store is missed, and only those it uses', async () => {
    const stateDir = await filledStore()
    const whole = readFileSync(dataFile(stateDir))
    const pages = Array.from({ length: whole.length / 4096 - 2 }, (_, i) => i + 2)
    const faults = pages.map((page) => {
      writeFileSync(dataFile(stateDir), whole)
      overwrite(dataFile(stateDir), page * 4096, Buffer.alloc(4096))
      return checkStoreFile(dataFile(stateDir))
    })
    const missed = faults.filter((fault) => fault === 'the lmdb data file is damaged').length
    expect([missed > 10, missed < pages.length]).toEqual([true, true])
  })
})

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(file)
  content.set(bytes, at)
  writeFileSync(file, content)
}

test('a copied store is a store', async () => {
  const from = await filledStore()
  const to = freshDirectory()
  mkdirSync(join(to, 'gateway-v1'))
  copyFileSync(dataFile(from), dataFile(to))
  const store = await openStore(to)
  expect(store.list('order')).toHaveLength(101)
  await store.close()
})

test('no call reads the orders that it is not about', async () => {
  const { store, clock, call, settle, settled, takeBack, withdraw, end } = await moneyGateway()
  // Whoever reads this one stops at it.
  store.transact(({ put }) => put('order', 'no-0', { ...anOrder('no-0'), out_order_no: 'another' }))
  expect(await findingsOf(() => store.list('order'))).toMatchObject([{ reason: 'a record is damaged' }])
  const refund = { out_order_no: 'no-1', out_refund_no: 'refund-1', refund_amount: 1 }
  const answers = [await call('query_order', { out_order_no: 'no-1' }), await call('create_refund', refund)]
  settled()
  answers.push(
    await settle({ settle_params: sharing({ [ANN]: 300 }) }),
    await call('unsettle_amount', { out_order_no: 'no-1' })
  )
  settled()
  const account = { merchant_uid: ANN, channel_type: 'wx' }
  answers.push(
    await takeBack(),
    await withdraw({ ...account, withdraw_amount: 1 }),
    await call('query_return', { return_no: String(store.list('return')[0]?.return_no) }),
    await call('create_refund', { ...refund, out_refund_no: 'refund-2' }),
    await call('query_merchant_balance', account)
  )
  end('withdraw', 'withdraw-1', 'FAIL')
  expect(answers.map(({ json }) => json.err_no)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(fundRows(store, FUNDS, '20220727', clock.now)).toHaveLength(5)
  expect(transactionRows(store, 'payment', '20220727', clock.now)).toHaveLength(2)
  expect(store.callbacks()).not.toEqual([])
  expect(store.clear()).toBe(2)
})

const FUNDS = { account_type: 'ALL', payment_type: 'ALL', trade_type: 'ALL' }
