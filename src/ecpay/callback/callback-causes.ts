import { createHmac, hash } from 'node:crypto'
import { type Finding, finding } from '../../findings/findings.js'
import { atOnce, inSlices, type SliceOptions } from '../../protocol/in-slices.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import type { CallbackMutation, Verified } from './callback-mutation.js'
import { joined, rightSteps, type Steps } from './callback-steps.js'
import { SIGNATURE } from './check-callback.js'
import { callbackMutations } from './mutations.js'
import { type Reading, readingsOf } from './readings.js'

/**
 * Tries the usual causes of a mismatch and returns those that give exactly the received signature. Several causes are
 * alternatives if each gives it alone; otherwise all of them together give it. If none does, the message or the token
 * is different: `msg-changed`. The result is empty if the text is not a signature at all.
 *
 * @param depth the most causes to combine
 */
export function causesOfMismatch(envelope: Verified, token: string, others: OtherKeys = {}, depth = 1): Finding[] {
  const received = envelope.msg_signature
  const { explanations } = explainCallback(envelope, token, others, received, { depth, mask: '' })
  return causesIn(explanations, received)
}

/** The causes in the result of a finished search. */
export function causesIn(explanations: CallbackExplanations['explanations'], received: string): Finding[] {
  const [best] = explanations
  if (!best) return SIGNATURE.test(received) ? [finding('msg-changed')] : []
  if (best.mistakes.length > 1) return best.mistakes
  return distinct(explanations.flatMap(({ mistakes }) => (mistakes.length === 1 ? mistakes : [])))
}

export interface CallbackExplanations {
  /** Sets of causes that give exactly that signature. Only the smallest sets; they are equivalent. */
  explanations: { mistakes: Finding[]; stringToSign: string }[]
  /** How many computations were tried. */
  tried: number
}

/** In bytes. For longer messages, sets of three causes would take minutes. */
const LONG_MESSAGE = 64 * 1024

/** The highest total rarity of a set of mistakes, by the size of the set. */
const SELDOM: Record<number, number> = { 1: 9, 2: 2, 3: 1 }

/** The most characters to hash: the search's measure of time. It takes a second or two. */
const BUDGET = 100_000_000
/** The characters to hash between two checks of clock and signal: a few milliseconds. */
const STRIDE = 500_000

interface ExplainOptions {
  /** The most causes to combine. */
  depth: number
  /** The text to show in place of the token. */
  mask: string
}

/**
 * Looks for causes, alone or together, that turn the right computation into this signature. What is visible in the
 * signature itself, such as its length or capitals, does not count towards the depth.
 *
 * @param theirs the signature that the user's code computed or that was received
 */
export function explainCallback(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string,
  options: ExplainOptions
): CallbackExplanations {
  return atOnce(explaining(envelope, token, others, theirs, options, { tried: 0 }))
}

/** The same search in slices, so that it can be stopped. A stopped search has no explanations. */
export async function searchCallback(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string,
  options: ExplainOptions & Omit<SliceOptions, 'onSlice'> & { onProgress?: (tried: number) => void }
): Promise<CallbackExplanations & { ended?: 'interrupted' | 'timed out' }> {
  const count = { tried: 0 }
  const work = explaining(envelope, token, others, theirs, options, count)
  const found = await inSlices(work, { ...options, onSlice: () => options.onProgress?.(count.tried) })
  return 'value' in found ? found.value : { explanations: [], tried: count.tried, ended: found.ended }
}

function* explaining(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string,
  { depth, mask }: ExplainOptions,
  count: { tried: number }
): Generator<void, CallbackExplanations> {
  const readings = readingsOf(theirs)
  if (readings.length === 0) return { explanations: [], tried: 0 }
  const isLong = envelope.msg.length > LONG_MESSAGE
  const mutations = yield* callbackMutations(envelope, token, others, theirs)
  // If not all can be tried, the common ones come first.
  if (isLong) mutations.sort((one, other) => one.rarity - other.rarity)
  const search = new Search(rightSteps(envelope, token), mutations, theirs, readings, count)
  const most = isLong ? Math.min(depth, 2) : depth
  for (let size = 0; size <= most && !search.isOver; size++) {
    const found = yield* search.sets(size)
    if (found.length === 0) continue
    found.sort((a, b) => a.mistakes.length - b.mistakes.length || a.rarity - b.rarity)
    const explanations = found.map(({ mistakes, steps }) => ({ mistakes, stringToSign: joined(steps, mask) }))
    return { explanations: distinct(explanations), tried: count.tried }
  }
  return { explanations: [], tried: count.tried }
}

interface Found {
  mistakes: Finding[]
  rarity: number
  steps: Steps
}

/** Tries sets of mistakes that replace different steps. */
class Search {
  private readonly count: { tried: number }
  private hashed = 0
  /** The number of hashed characters at which it next yields. */
  private pause = STRIDE
  private found: Found[] = []
  private readonly right: Steps
  private readonly mutations: readonly CallbackMutation[]
  private readonly theirs: string
  private readonly readings: readonly Reading[]

  constructor(
    right: Steps,
    mutations: readonly CallbackMutation[],
    theirs: string,
    readings: readonly Reading[],
    count: { tried: number }
  ) {
    this.right = right
    this.mutations = mutations
    this.theirs = theirs
    // Those of one hash stand together, so that each text is hashed once by it.
    this.readings = readings.toSorted((a, b) => a.algorithm.localeCompare(b.algorithm))
    this.count = count
  }

  get isOver(): boolean {
    return this.hashed > BUDGET
  }

  /** The sets of this many mistakes that give this signature. */
  *sets(size: number): Generator<void, Found[]> {
    this.found = []
    const combined = size < 2 ? this.mutations : this.mutations.filter(({ alone }) => !alone)
    yield* this.extend([], this.right, combined, 0, size)
    return this.found
  }

  private *extend(
    set: readonly CallbackMutation[],
    steps: Steps,
    mutations: readonly CallbackMutation[],
    from: number,
    missing: number
  ): Generator<void> {
    if (missing === 0) {
      this.test(set, steps)
      if (this.hashed < this.pause) return
      this.pause = this.hashed + STRIDE
      yield
      return
    }
    // Rare mistakes are not combined: there would be too many sets.
    const total = set.length + missing
    const left = (SELDOM[total] ?? 1) - set.reduce((sum, { rarity }) => sum + rarity - 1, 0)
    for (let i = from; i < mutations.length && !this.isOver; i++) {
      const one = mutations[i] as CallbackMutation
      if (one.rarity - 1 > left) continue
      if (set.some((other) => collide(other, one))) continue
      yield* this.extend([...set, one], { ...steps, ...one.change }, mutations, i + 1, missing - 1)
    }
  }

  private test(set: readonly CallbackMutation[], steps: Steps): void {
    const text = joined(steps, steps.token)
    this.count.tried++
    this.hashed += text.length + 100
    let hashed: Reading['algorithm'] | undefined
    let hex = ''
    for (const { algorithm, write, causes } of this.readings) {
      if (algorithm !== hashed) hex = digestOf(text, algorithm, steps)
      hashed = algorithm
      if (write(hex) !== this.theirs) continue
      if (set.length === 0 && causes.length === 0) continue // the right signature
      const mistakes = [...set.map(({ cause }) => cause), ...causes]
      this.found.push({ mistakes, steps, rarity: set.reduce((sum, { rarity }) => sum + rarity, 0) })
    }
  }
}

function collide(a: CallbackMutation, b: CallbackMutation): boolean {
  return Object.keys(b.change).some((step) => step in a.change)
}

function digestOf(text: string, algorithm: Reading['algorithm'], { encode, keyed, inner, token }: Steps): string {
  const outer = encode ? encode(text) : text
  const bytes = inner ? hash(inner, outer, 'hex') : outer
  return keyed ? createHmac(algorithm, token).update(bytes).digest('hex') : hash(algorithm, bytes, 'hex')
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
