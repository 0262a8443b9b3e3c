import { describe, expect, test } from 'vitest'
import { rarityOf } from '../../../src/protocol/search/choices.js'
import { replaced } from '../../../src/protocol/search/mutation.js'
import type { Mutation } from '../../../src/trade/diagnose/mutation.js'
import { search } from '../../../src/trade/diagnose/search.js'
import type { Bytes } from '../../../src/trade/diagnose/steps.js'
import {
  authorized,
  diagnosed,
  effect,
  mutationsFor,
  nameOf,
  REQUESTS,
  type Request,
  signature,
  signedBytes,
  subjectOf
} from './plant.js'

const authorizedWith = (request: Request, mistakes: readonly Mutation[]) =>
  authorized(request, signature(signedBytes(request, mistakes)))

/** Those that change what is signed; of a thousand milliseconds, some. */
function busyOf(request: Request): Mutation[] {
  const right = effect(request, [])
  const all = mutationsFor(request).filter((one) => effect(request, [one]) !== right)
  return all.filter(({ code, rarity }, i) => code !== 'milliseconds-signed' || rarity === 1 || i % 97 === 0)
}

/** Parts of a list in which each name stands once, because a search tells each name once. */
function withoutTwins(all: readonly Mutation[]): Mutation[][] {
  const parts: Map<string, Mutation>[] = []
  for (const one of all) {
    const name = nameOf([one])
    const free = parts.find((part) => !part.has(name)) ?? parts[parts.push(new Map()) - 1]
    free?.set(name, one)
  }
  return parts.map((part) => [...part.values()])
}

describe('every mutation by itself', () => {
  test.each(REQUESTS)('$name', async (request) => {
    const named = async (one: Mutation) => {
      const { explanations } = await diagnosed(request, authorizedWith(request, [one]), { depth: 1 })
      return explanations.some(({ mistakes }) => nameOf(mistakes) === nameOf([one]))
    }
    const missed: string[] = []
    for (const part of withoutTwins(busyOf(request))) {
      const effects = new Set(part.map((one) => effect(request, [one])))
      const proves = (bytes: Bytes) => effects.has(Buffer.from(bytes).toString('base64'))
      // One search for all of them: each is explained as it is by itself.
      const { explanations } = await search({ subject: subjectOf(request), proves, seen: [] }, { depth: 1 })
      const found = new Set(explanations.map(({ mistakes }) => nameOf(mistakes) + effect(request, mistakes)))
      for (const one of part)
        if (!found.has(nameOf([one]) + effect(request, [one])) && !(await named(one))) missed.push(nameOf([one]))
    }
    expect(missed).toEqual([])
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
      const isFirst = effects(best) === effects(planted) && rarityOf(best) <= rarityOf(planted)
      found.push({ planted: nameOf(planted), best: nameOf(best), isFirst })
      const rarities = explanations.map(({ mistakes }) => rarityOf(mistakes))
      expect(rarities).toEqual(rarities.toSorted((a, b) => a - b))
    }
  })

  test('at least 95 % of them are named first', () => {
    expect(found).toHaveLength(200)
    expect(found.filter(({ isFirst }) => isFirst).length).toBeGreaterThanOrEqual(190)
  })
})
