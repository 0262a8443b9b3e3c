import { describe, expect, test } from 'vitest'
import { subjectOf } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { explainAlone } from '../../../src/ecpay/diagnose/explain-alone.js'
import { RIGHT, readParts, stringToSign } from '../../../src/ecpay/diagnose/steps.js'
import { digest } from '../../../src/ecpay/digest.js'
import { readObject } from '../../../src/protocol/json/json.js'

const SALT = 'saltOfTheShop001'

/** So many values, each of so many characters, and what hashes the right string with the SALT at its end. */
function long(count: number, each: number) {
  const value = '抖音 & "x" '.repeat(each).slice(0, each)
  const body = JSON.stringify(
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${count - i}`, `${value}${i}`]))
  )
  const subject = subjectOf(readObject(body), body, SALT, '')
  const string = (saltPlace: 'natural' | 'last') => {
    const recipe = { ...RIGHT, saltPlace, order: { ...RIGHT.order, takesSalt: saltPlace === 'natural' } }
    return stringToSign(readParts(subject.members, recipe), recipe, SALT)
  }
  return { subject, appended: digest('md5', string('last')), upper: digest('md5', string('natural')).toUpperCase() }
}

describe('a body of', () => {
  test.each([
    [20, 30, 'salt-appended'],
    [64, 200, 'salt-appended'],
    [65, 30, undefined],
    [2, 20_000, undefined],
    [2000, 400, undefined]
  ])('%d values of %d characters: %s', async (count, each, code) => {
    const { subject, appended, upper } = long(count, each)
    expect((await explainAlone(subject, appended))?.code).toBe(code)
    // What happened to the signature is seen in any body.
    expect((await explainAlone(subject, upper))?.code).toBe('uppercase-digest')
  })
})

test('others are served while it looks', async () => {
  const { subject } = long(64, 200)
  let [served, slices] = [0, 0]
  const serving = setInterval(() => served++)
  expect(await explainAlone(subject, digest('md5', 'nothing known'), () => slices++)).toBeUndefined()
  clearInterval(serving)
  expect(slices).toBeGreaterThan(0)
  expect(served).toBeGreaterThan(0)
})
