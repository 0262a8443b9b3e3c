import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signerCases } from '../../../src/ecpay/signer-cases/signer-cases.js'
import { signerCases as tradeCases } from '../../../src/trade/signer-cases/signer-cases.js'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8')

test('the cases of the program are the 200 of the fixtures', () => {
  const all: { id: string; salt: string; body: string; sign?: string }[] = fixture('sign-cases.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const bare = (cases: readonly (typeof all)[number][]) =>
    cases.map(({ id, salt, body, sign }) => ({ id, salt, body, sign })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const cases = signerCases().map(({ sign, ...one }) => ({ ...one, ...(sign !== undefined && { sign }) }))
  expect(bare(cases)).toEqual(bare(all))
})

test('code that breaks down at a disputed body has answered all others', () => {
  const disputed = signerCases().map(({ isDisputed }) => isDisputed)
  expect(disputed.indexOf(true)).toBe(disputed.lastIndexOf(false) + 1)
})

test('the requests of the trade system are those of the fixtures', () => {
  const { cases } = JSON.parse(fixture('trade/vectors.json')) as { cases: Record<string, string>[] }
  const all = cases
    .filter(({ kind }) => kind === 'request' || kind === 'header')
    .map(({ id, method, uri, timestamp, nonce, body }) => ({ id, method, uri, timestamp, nonce, body }))
  expect(tradeCases().map(({ about: _, ...one }) => one)).toEqual(all)
})
