import { expect, test } from 'vitest'
import { place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { received, TOKEN } from './callback/receive.js'
import { run } from './run.js'

const body = (number: string) => JSON.stringify(callback(TOKEN, `{"cp_orderno":"${number}"}`))

async function threeReceived() {
  const here = place()
  await received('', ['no_1', 'no_2', 'no_3'].map(body), here)
  const kept = async () => {
    const { deliveries } = JSON.parse((await run('deliveries list --json', { here })).stdout)
    return deliveries.map(({ number }: { number: string }) => number)
  }
  return { here, kept }
}

test('asks first, and deletes what is not to be kept', async () => {
  const { here, kept } = await threeReceived()
  expect(await run('deliveries clear', { here })).toMatchObject({ exit: 2, codes: ['prompt-refused'] })
  const keptOne = { here, terminal: true, answers: [['newest 2', 'n\n']] as const }
  expect(await run('deliveries clear --keep 2', keptOne)).toMatchObject({ exit: 2, codes: ['not-confirmed'] })
  expect(await kept()).toEqual(['no_1', 'no_2', 'no_3'])
  expect((await run('deliveries clear --keep 2 --yes --json', { here })).stdout).toBe('{"deleted":1}\n')
  expect(await kept()).toEqual(['no_2', 'no_3'])
  const all = { here, terminal: true, answers: [['Delete all', 'y\n']] as const }
  expect(await run('deliveries clear', all)).toMatchObject({ exit: 0, stdout: '' })
  expect(await kept()).toEqual([])
  expect((await run('deliveries clear --yes --json', { here })).stdout).toBe('{"deleted":0}\n')
})

test('more than there are may be kept', async () => {
  const { here, kept } = await threeReceived()
  expect((await run('deliveries clear --keep 10 --yes --json', { here })).stdout).toBe('{"deleted":0}\n')
  expect(await kept()).toHaveLength(3)
})
