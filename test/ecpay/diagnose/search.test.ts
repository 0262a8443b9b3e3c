import { describe, expect, test } from 'vitest'
import type { Mutation, Subject } from '../../../src/ecpay/diagnose/mutation.js'
import { mutationsFor, search } from '../../../src/ecpay/diagnose/search.js'
import { rarityOf } from '../../../src/protocol/search/choices.js'
import { replaced } from '../../../src/protocol/search/mutation.js'
import { BODIES, type Body, nameOf, plant, subjectFor } from './bodies.js'

const mask = '<SALT>'

describe('every mutation by itself', () => {
  // There are many, so each body takes its share of them.
  test.each(BODIES.map((body, i) => ({ ...body, i })))('$name', async ({ i, ...body }) => {
    const subject = subjectFor(body)
    const right = plant(subject, [])
    const { value, list, hash } = mutationsFor(subject)
    const missed: string[] = []
    for (const one of [...value, ...list, ...hash].filter((_, at) => at % BODIES.length === i)) {
      const signature = plant(subject, [one])
      if (signature === right) continue
      const { explanations } = await search(subject, signature, { depth: 1, mask })
      if (!explanations.some(({ mistakes }) => nameOf(mistakes) === nameOf([one]))) missed.push(nameOf([one]))
    }
    expect(missed).toEqual([])
  })

  test('each of them changes the signature of at least one body', () => {
    const idle = new Set<string>()
    const busy = new Set<string>()
    for (const body of BODIES) {
      const subject = subjectFor(body)
      const { value, list, hash } = mutationsFor(subject)
      for (const one of [...value, ...list, ...hash])
        (plant(subject, [one]) === plant(subject, []) ? idle : busy).add(one.code)
    }
    // The SALTs of these bodies have no white space; diagnose.test.ts has one that has.
    expect([...idle].filter((code) => !busy.has(code))).toEqual([])
  })
})

describe('two together', () => {
  /** Always the same draws: a linear congruential generator. */
  let state = 20_261_122
  const draw = <T>(items: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return items[state % items.length] as T
  }
  const found: { planted: string; best: string; isFirst: boolean }[] = []

  /** Two mistakes that alone give the same signature are one and the same in this body. */
  const effects = (subject: Subject, mistakes: readonly Mutation[]) =>
    mistakes
      .map((one) => plant(subject, [one]))
      .sort()
      .join()

  const made = new Map<Body, ReadonlySet<string>>()

  /** What each mistake by itself gives. */
  function alone(body: Body, subject: Subject): ReadonlySet<string> {
    const known = made.get(body)
    if (known) return known
    const { value, list, hash } = mutationsFor(subject)
    const all = new Set([...value, ...list, ...hash].map((one) => plant(subject, [one])))
    made.set(body, all)
    return all
  }

  /** Two that do not exclude each other, of which neither alone explains what both give. */
  function drawPair() {
    for (;;) {
      const body = draw(BODIES)
      const subject = subjectFor(body)
      const { value, list, hash } = mutationsFor(subject)
      const all = [...value, ...list, ...hash].filter(({ alone }) => !alone)
      const [a, b] = [draw(all), draw(all)] as [Mutation, Mutation]
      if (a === b || replaced(a).some((step) => replaced(b).includes(step))) continue
      const signature = plant(subject, [a, b])
      if (signature === plant(subject, [])) continue
      if (!alone(body, subject).has(signature)) return { subject, signature, planted: [a, b] }
    }
  }

  test.each([1, 2, 3, 4])('drawn pairs, part %i of 4', async () => {
    for (let i = 0; i < 10; i++) {
      const { subject, signature, planted } = drawPair()
      const { explanations } = await search(subject, signature, { depth: 2, mask })
      const best = explanations[0]?.mistakes ?? []
      const isFirst = effects(subject, best) === effects(subject, planted) && rarityOf(best) <= rarityOf(planted)
      found.push({ planted: nameOf(planted), best: nameOf(best), isFirst })
      // Mistakes that have the same effect may stand for those that were planted; all that is said is true.
      expect(explanations.map(({ mistakes }) => plant(subject, mistakes))).toEqual(explanations.map(() => signature))
      expect(explanations.length).toBeGreaterThan(0)
      const rarities = explanations.map(({ mistakes }) => rarityOf(mistakes))
      expect(rarities).toEqual(rarities.toSorted((a, b) => a - b))
    }
  })

  test('at least 95 % of them are named first', () => {
    expect(found).toHaveLength(40)
    expect(found.filter(({ isFirst }) => isFirst).length).toBeGreaterThanOrEqual(38)
  })
})
