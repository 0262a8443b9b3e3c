import { describe, expect, test } from 'vitest'
import { replaced } from '../../../src/protocol/search/mutation.js'
import type { Mutation } from '../../../src/trade/diagnose/mutation.js'
import {
  authorized,
  diagnosed,
  effect,
  mutationsFor,
  nameOf,
  REQUESTS,
  type Request,
  signature,
  signedBytes
} from './plant.js'

/** There are many, so each request takes its share of them; of a thousand milliseconds, some. */
const shareOf = (request: Request): Mutation[] => {
  const right = effect(request, [])
  const all = mutationsFor(request).filter((one) => effect(request, [one]) !== right)
  const few = all.filter(({ code, rarity }, i) => code !== 'milliseconds-signed' || rarity === 1 || i % 97 === 0)
  return few.filter((_, i) => i % REQUESTS.length === REQUESTS.indexOf(request))
}

const authorizedWith = (request: Request, mistakes: readonly Mutation[]) =>
  authorized(request, signature(signedBytes(request, mistakes)))

describe('every mutation by itself', () => {
  test.each(REQUESTS)('$name', async (request) => {
    const missed: string[] = []
    const later: string[] = []
    const share = shareOf(request)
    for (const one of share) {
      const { explanations } = await diagnosed(request, authorizedWith(request, [one]), { depth: 1 })
      if (!explanations.some(({ mistakes }) => nameOf(mistakes) === nameOf([one]))) missed.push(nameOf([one]))
      const [best] = explanations
      if (effect(request, best?.mistakes ?? []) !== effect(request, [one])) later.push(nameOf([one]))
    }
    expect(missed).toEqual([])
    expect(later.length).toBeLessThanOrEqual(0.05 * share.length)
  })

  test('each of them changes what is signed of at least one request', () => {
    const codes = (has: boolean) =>
      new Set(
        REQUESTS.flatMap((request) => {
          const right = effect(request, [])
          return mutationsFor(request).filter((one) => (effect(request, [one]) !== right) === has)
        }).map(({ code }) => code)
      )
    const busy = codes(true)
    expect([...codes(false)].filter((code) => !busy.has(code))).toEqual([])
  })
})

describe('two together', () => {
  /** Always the same draws: a linear congruential generator. */
  let state = 20_270_115
  const draw = <T>(items: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return items[Math.floor(state / 2 ** 16) % items.length] as T
  }
  const drawOne = (request: Request): Mutation => {
    const all = mutationsFor(request)
    const code = draw([...new Set(all.map((one) => one.code))])
    return draw(all.filter((one) => one.code === code))
  }
  const found: { planted: string; best: string; isFirst: boolean }[] = []

  const alone = new Map(
    REQUESTS.map((request) => [request, new Set(mutationsFor(request).map((one) => effect(request, [one])))])
  )

  /** Two that do not exclude each other, of which neither alone explains what both give. */
  function drawPair(): { request: Request; planted: [Mutation, Mutation] } {
    for (;;) {
      const request = draw(REQUESTS)
      const [a, b] = [drawOne(request), drawOne(request)]
      if (a === b || replaced(a).some((step) => replaced(b).includes(step))) continue
      const both = effect(request, [a, b])
      if (both !== effect(request, []) && !alone.get(request)?.has(both)) return { request, planted: [a, b] }
    }
  }

  test.each([1, 2, 3, 4, 5])('drawn pairs, part %i of 5', async () => {
    for (let i = 0; i < 40; i++) {
      const { request, planted } = drawPair()
      const { explanations } = await diagnosed(request, authorizedWith(request, planted))
      const best = explanations[0]?.mistakes ?? []
      const both = effect(request, planted)
      // Mistakes that have the same effect may stand for those that were planted; all that is said is true.
      expect(explanations.map(({ mistakes }) => effect(request, mistakes))).toEqual(explanations.map(() => both))
      const effects = (some: readonly Mutation[]) =>
        some
          .map((one) => effect(request, [one]))
          .sort()
          .join()
      found.push({ planted: nameOf(planted), best: nameOf(best), isFirst: effects(best) === effects(planted) })
    }
  })

  test('at least 95 % of them are named first', () => {
    expect(found).toHaveLength(200)
    expect(found.filter(({ isFirst }) => isFirst).length).toBeGreaterThanOrEqual(190)
  })
})
