import { expect, test } from 'vitest'
import { platformWorld } from '../../src/simulator/clock.js'

test('where the store cannot be read, the clock stays as far ahead as it was', () => {
  let clockAhead = () => 5000
  const world = platformWorld({ clockAhead: () => clockAhead() }, { now: () => 100, random: () => new Uint8Array() })
  expect(world.now()).toBe(5100)
  clockAhead = () => {
    throw new Error('unusable')
  }
  expect(world.now()).toBe(5100)
})
