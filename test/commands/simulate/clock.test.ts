import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const MINUTE = 60_000

/** The time of the platform, less the real one, in whole minutes. */
async function ahead(here = place(), words = ''): Promise<number> {
  const { stdout } = await run(`simulate clock ${words} --json`, { here })
  return Math.floor((JSON.parse(stdout).now - Date.now()) / MINUTE + 0.5)
}

describe('simulate clock', () => {
  test('moves the clock, for every later command, until it is set back', async () => {
    const here = place()
    expect(await ahead(here)).toBe(0)
    expect(await ahead(here, '+15m')).toBe(15)
    expect(await ahead(here, '+1h')).toBe(75)
    expect(await ahead(here, '-10m')).toBe(65)
    expect(await ahead(here)).toBe(65)
    expect(await ahead(here, 'real')).toBe(0)
  })

  test('an order runs into its time-out, and the next one does not', async () => {
    const here = place()
    const created = 'create-order --amount 1 --env local --valid-time 900 --out-order-no'
    await run(`${created} no_1`, { here })
    await run('simulate clock +15m', { here })
    await run(`${created} no_2`, { here })
    const { orders } = JSON.parse((await run('simulate list --json', { here })).stdout)
    expect(orders.map(({ status }: { status: string }) => status)).toEqual(['TIMEOUT', 'PROCESSING'])
    const asked = await run('query no_1 --env local', { here })
    expect(JSON.parse(asked.stdout).payment_info.order_status).toBe('TIMEOUT')
    expect(await run('simulate pay no_1', { here })).toMatchObject({ exit: 1, codes: ['order-not-payable'] })
  })

  test('takes a time in Beijing, in one word or in two', async () => {
    for (const typed of ['2030-01-01 10:00', '2030-01-01T10:00:00+08:00', '2030-01-01T02:00Z']) {
      const { stdout } = await run(`simulate clock ${typed}`)
      expect(stdout).toMatch(/^2030-01-01 10:00:0\d\n$/)
    }
  })

  test('says how far ahead it is, and how to go back', async () => {
    const here = place()
    expect((await run('simulate clock', { here })).stderr).toMatch(/real time/)
    expect((await run('simulate clock +1d2h', { here })).stderr).toMatch(/1d2h ahead; `ecpay simulate clock real`/)
    expect((await run('simulate clock --lang zh', { here })).stderr).toMatch(/快 1d2h；/)
  })

  test('goes back to the real time with simulate reset', async () => {
    const here = place()
    await run('simulate clock +1d', { here })
    await run('simulate reset --yes', { here })
    expect(await ahead(here)).toBe(0)
  })

  test('dates the business and not the signature of a callback', async () => {
    const here = place()
    await run('simulate clock +7d', { here })
    await run('create-order --amount 1 --env local --out-order-no no_1', { here })
    const { timestamp, msg } = JSON.parse((await run('simulate pay no_1', { here })).stdout)
    const now = Date.now() / 1000
    expect(Math.abs(Number(timestamp) - now)).toBeLessThan(60)
    expect(Math.abs(JSON.parse(msg).paid_at - now - 7 * 86_400)).toBeLessThan(60)
  })

  test.each([
    ['tomorrow', 'not-a-clock-time'],
    ['+15', 'not-a-clock-time'],
    ['-15', 'not-a-clock-time'],
    ['15m', 'not-a-clock-time'],
    ['2030-02-30', 'not-a-clock-time'],
    ['2030-01-01 25:00', 'not-a-clock-time'],
    ['10:00', 'not-a-clock-time'],
    ['2020-01-01', 'clock-out-of-range'],
    ['-1s', 'clock-out-of-range'],
    ['+4000d', 'clock-out-of-range'],
    ['+999999999d', 'clock-out-of-range'],
    ['2200-01-01 10:00', 'clock-out-of-range']
  ])('%s: %s', async (typed, code) => {
    const here = place()
    await run('simulate clock real', { here })
    const ran = await run(`simulate clock ${typed}`, { here })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, [code], ''])
    expect(ran.stderr).toContain('real')
    expect(await ahead(here)).toBe(0)
  })
})
