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

/** Tells whether some bytes are among those of these effects. Most are a text, which is compared as it is. */
function isAmong(effects: ReadonlySet<string>): (bytes: Bytes) => boolean {
  const text = (one: string) => Buffer.from(one, 'base64').toString()
  const texts = new Set(Array.from(effects, text).filter((one) => effects.has(Buffer.from(one).toString('base64'))))
  return (bytes) => (typeof bytes === 'string' ? texts.has(bytes) : effects.has(Buffer.from(bytes).toString('base64')))
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
      // One search for all of them: each is explained as it is by itself.
      const sought = { subject: subjectOf(request), proves: isAmong(effects), seen: [] }
      const { explanations } = await search(sought, { depth: 1 })
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

  type Pair = ReturnType<typeof drawPair> & { both: string }
  const drawn = Array.from({ length: 200 }, (): Pair => {
    const pair = drawPair()
    return { ...pair, both: effect(pair.request, pair.planted) }
  })

  /** The explanations of each pair. Mistakes that have the same effect may stand for those that were planted. */
  const found = new Map<Pair, readonly (readonly Mutation[])[]>()

  const isFirst = (pair: Pair) => {
    const best = found.get(pair)?.[0] ?? []
    const effects = (some: readonly Mutation[]) =>
      some
        .map((one) => effect(pair.request, [one]))
        .sort()
        .join()
    return effects(best) === effects(pair.planted) && rarityOf(best) <= rarityOf(pair.planted)
  }

  async function diagnosedAlone({ request, planted, both }: Pair): Promise<(readonly Mutation[])[]> {
    const { explanations } = await diagnosed(request, authorizedWith(request, planted))
    expect(explanations.map(({ mistakes }) => effect(request, mistakes))).toEqual(explanations.map(() => both))
    return explanations.map(({ mistakes }) => mistakes)
  }

  test.each(REQUESTS)('drawn pairs: $name', async (request) => {
    const wanted = new Set(drawn.filter((pair) => pair.request === request))
    // One search for all of them. It ends where some are explained, as their own searches do; the others go on.
    while (wanted.size > 0) {
      const effects = new Set(Array.from(wanted, ({ both }) => both))
      const sought = { subject: subjectOf(request), proves: isAmong(effects), seen: [] }
      const { explanations } = await search(sought, { depth: 2 })
      if (explanations.length === 0) break
      const explained = explanations.map(({ mistakes }) => ({ mistakes, both: effect(request, mistakes) }))
      // All that is said is true.
      expect(explained.filter(({ both }) => !effects.has(both))).toEqual([])
      for (const pair of wanted) {
        const own = explained.filter(({ both }) => both === pair.both)
        if (own.length === 0) continue
        found.set(
          pair,
          own.map(({ mistakes }) => mistakes)
        )
        wanted.delete(pair)
      }
    }
  })

  test('at least 95 % of them are named first', async () => {
    expect(drawn).toHaveLength(200)
    // Together each name is told once, and alone another pair cannot have taken it.
    for (const [i, pair] of drawn.entries())
      if (i % 20 === 0 || !isFirst(pair)) found.set(pair, await diagnosedAlone(pair))
    expect(drawn.filter(isFirst).length).toBeGreaterThanOrEqual(190)
    for (const explanations of found.values()) {
      const rarities = explanations.map(rarityOf)
      expect(rarities).toEqual(rarities.toSorted((a, b) => a - b))
    }
  })
})
