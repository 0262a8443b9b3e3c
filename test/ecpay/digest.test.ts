import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Algorithm, digest, digestHere } from '../../src/ecpay/digest.js'
import { anyCharacter } from '../any-text.js'

const ALGORITHMS: Algorithm[] = ['md5', 'sha1']

function nodes(algorithm: Algorithm, text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}

describe.each(ALGORITHMS)('%s', (algorithm) => {
  /** Round the sizes at which one more block is needed. */
  test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 2048])('of %i characters', (length) => {
    const text = 'abcdefghij'.repeat(205).slice(0, length)
    expect(digestHere(algorithm, text)).toBe(nodes(algorithm, text))
  })

  test('of any text is the one that Node computes', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (text) => {
        expect(digestHere(algorithm, text)).toBe(nodes(algorithm, text))
      })
    )
  })

  test('of many texts, short and long', () => {
    for (const length of [0, 10, 1024, 1025, 100_000, 1, 2, 3, 4, 5]) {
      const text = '商品'.repeat(length)
      expect(digest(algorithm, text)).toBe(nodes(algorithm, text))
    }
  })
})

test.each<[Algorithm, string, string]>([
  ['md5', 'message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['sha1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d']
])('the vector of the standard: %s', (algorithm, text, expected) => {
  expect(digestHere(algorithm, text)).toBe(expected)
})
