import { describe, expect, test } from 'vitest'
import type { Code } from '../../src/findings/findings.js'
import { generalSentence } from '../../src/output/general-sentence.js'
import { catalogue } from '../../src/output/words/languages.js'

const en = await catalogue('en').findings()
const zh = await catalogue('zh').findings()
const codes = Object.keys(en) as Code[]

const named = (text: string) => [...new Set(text.match(/‹\w+›/g))].sort()

test.each(codes)('%s is explained in both languages', (code) => {
  const said = [en, zh].map((words) => generalSentence(code, words))
  for (const { message, hint } of said) {
    expect(message.trim()).not.toBe('')
    expect(`${message} ${hint}`.replace(/ undefined$/, '')).not.toMatch(/undefined|NaN|\[object|function ?\(|=>/)
  }
  expect(said[0]?.message).not.toBe(said[1]?.message)
})

describe('names stand for the arguments', () => {
  test.each<[Code, string[]]>([
    ['outer-quotes', ['‹key›']],
    ['too-old', ['‹age›', '‹maxAge›']],
    ['sort-order', ['‹keys›']],
    ['invalid-json', ['‹column›', '‹found›', '‹line›']],
    ['suspicious-salt', ['‹reason›']],
    ['not-one-of', ['‹allowed›', '‹found›', '‹key›']],
    ['unknown-profile', ['‹found›']],
    ['interrupted', []]
  ])('%s', (code, names) => {
    for (const words of [en, zh]) expect(named(generalSentence(code, words).message)).toEqual(names)
  })
})
