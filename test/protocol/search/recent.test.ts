import { expect, test } from 'vitest'
import { Recent } from '../../../src/protocol/search/recent.js'

test('only what was asked for last is kept, and the rest made again', () => {
  const recent = new Recent<string>(2)
  const made: string[] = []
  const ask = (name: string) =>
    recent.of(name, () => {
      made.push(name)
      return `of ${name}`
    })
  const asked = ['a', 'b', 'a', 'c', 'a', 'b', 'c'].map(ask)
  expect(asked).toEqual(['of a', 'of b', 'of a', 'of c', 'of a', 'of b', 'of c'])
  expect(made).toEqual(['a', 'b', 'c', 'b', 'c'])
})
