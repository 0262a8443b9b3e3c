import { readFileSync } from 'node:fs'
import { subjectOf } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import type { Mutation, Subject } from '../../../src/ecpay/diagnose/mutation.js'
import { digestOf, RIGHT, readParts, stringToSign } from '../../../src/ecpay/diagnose/steps.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { mutate } from '../../../src/protocol/search/mutation.js'

export interface Body {
  name: string
  salt: string
  body: string
}

/** Request bodies as shops send them. */
export const BODIES = readFileSync(new URL('../../../fixtures/diagnose-bodies.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Body => JSON.parse(line))

const KEYS = {
  token: 'tokenOfTheShop01',
  profiles: { cafe: { salt: 'Salt Of The Cafe', token: 'cafeToken01' } }
}

export function subjectFor({ body, salt }: Body): Subject {
  return subjectOf(readObject(body), body, salt, '', KEYS)
}

/** The signature with these mistakes in it. */
export function plant({ members, salt }: Subject, mistakes: readonly Pick<Mutation, 'change'>[]): string {
  const recipe = mutate(RIGHT, mistakes)
  return digestOf(stringToSign(readParts(members, recipe), recipe, salt), recipe, salt)
}

/** `code;key`, sorted: what a set of mistakes is, whatever their order. */
export function nameOf(mistakes: readonly { code: string; key?: string }[]): string {
  return mistakes
    .map(({ code, key }) => (key === undefined ? code : `${code};${key}`))
    .sort()
    .join(' + ')
}
