import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { recently } from '../../src/database/recently.js'

test('a value is read again after a moment, after a change here, and after an error', async () => {
  let [value, reads] = [0, 0]
  const recent = recently(() => {
    reads++
    if (value === 13) throw new Error('unlucky')
    return value
  })
  for (let i = 0; i < 1000; i++) recent.read()
  expect(reads).toBeLessThan(1000)
  value = 1
  recent.forget()
  expect(recent.read()).toBe(1)
  value = 2
  await sleep(5)
  expect(recent.read()).toBe(2)
  value = 13
  recent.forget()
  expect(recent.read).toThrow('unlucky')
  value = 3
  expect(recent.read()).toBe(3)
})
