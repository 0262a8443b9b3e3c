import { EcpayError, type Finding, refuseAll } from '../../findings/findings.js'
import type { OfficialSource } from '../../findings/request-comparison.js'
import { atOnce } from '../../protocol/in-slices.js'
import { type JsonValue, readObject } from '../../protocol/json/json.js'
import { javaFormat, trimAsJava } from '../../protocol/languages/formats.js'
import { goFormat } from '../../protocol/languages/go-format.js'
import { mutate } from '../../protocol/search/mutation.js'
import type { MistakeCode } from '../diagnose/codes.js'
import { digestOf, type Member, type Recipe, RIGHT, readParts, stringToSign } from '../diagnose/steps.js'
import { sameSignature, traceSign } from './request-signature.js'
import { EXCLUDED_KEYS } from './suspicious-key.js'

/** What a source does differently from the others. Each is also the code of a mistake, for combinations with others. */
type DisputedCode = Extract<
  MistakeCode,
  | 'nested-as-go'
  | 'nested-as-java'
  | 'nested-as-sent'
  | 'nulls-as-go'
  | 'nulls-left-out'
  | 'sorted-by-utf16'
  | 'trimmed-as-java'
>

export interface Dispute {
  verdict: 'disputed'
  source: OfficialSource
  /** What makes the difference in this body; never empty. */
  codes: readonly { code: DisputedCode; key?: string }[]
  /** The steps of that source. */
  recipe: Recipe
}

/** What official sources say about a signature. */
export type Standing = { verdict: 'right' } | Dispute | { verdict: 'wrong' }

/** One thing that a source does differently from the others. */
interface Part {
  code: DisputedCode
  change: Partial<Recipe>
  /** The values that it concerns; absent if it can concern any body. */
  of?: 'nested' | 'null'
  /** Whether it is reported once for each of their keys. */
  eachKey?: true
}

interface Way {
  source: OfficialSource
  parts: readonly Part[]
}

const byUnits: Recipe['order'] = {
  compare: ({ shown: a }, { shown: b }) => (a < b ? -1 : a > b ? 1 : 0),
  takesSalt: true
}

const go = (nested: (value: JsonValue) => string): Way => ({
  source: 'go-demo',
  parts: [
    { code: 'nested-as-go', of: 'nested', change: { nested } },
    { code: 'nulls-as-go', of: 'null', change: { null: '<nil>' } }
  ]
})

/**
 * The computation of each source, as far as it differs from the others.
 * In Go, numbers inside a nested value are floats if the JSON was decoded, and integers in a map that was built in Go.
 */
const WAYS: readonly Way[] = [
  go((value) => goFormat(value)),
  go((value) => goFormat(value, (text) => text)),
  {
    source: 'java-demo',
    parts: [
      { code: 'nested-as-java', of: 'nested', change: { nested: javaFormat } },
      { code: 'sorted-by-utf16', change: { order: byUnits } },
      { code: 'trimmed-as-java', change: { trim: trimAsJava } }
    ]
  },
  {
    source: 'appendix',
    // The base recipe already follows the appendix here: a nested value as written, null left out.
    parts: [
      { code: 'nested-as-sent', of: 'nested', eachKey: true, change: {} },
      { code: 'nulls-left-out', of: 'null', eachKey: true, change: {} }
    ]
  }
]

/** Refusals of values on which official sources disagree. With any other refusal, there is no signature at all. */
const DISPUTED_VALUES = new Set(['nested-value', 'null-value'])

/**
 * What official sources say about a signature: right (all give it), disputed (some give it and some do not: objects,
 * arrays, `null`, and order or white space that Go and Java treat differently), or wrong.
 * It is fast: about three hashes of the body.
 *
 * @param body the JSON text of the request
 * @param salt the payment SALT
 * @param sign the signature in question; `sign` in the body is ignored
 * @throws EcpayError like `readObject`, and `duplicate-key`, `lone-surrogate`, `empty-salt`
 * @example
 * disputedBy('{"out_order_no":"1","settle_params":[{"amount":1}]}', salt, sign)
 * // { verdict: 'disputed', source: 'appendix', codes: [{ code: 'nested-as-sent', key: 'settle_params' }], … }
 * Source: bytedance/open-pay-signature-go-demo and -java-demo, the older appendix; docs/signing.md, section 1.
 */
export function disputedBy(body: string, salt: string, sign: string): Standing {
  const { sign: right } = trySign(body, salt)
  if (right !== undefined && sameSignature(sign, right)) return { verdict: 'right' }
  const members = membersOf(body)
  return atOnce(disputeOf(members, salt, sign)) ?? { verdict: 'wrong' }
}

/** The members of a body with the source text of their values. */
function membersOf(body: string): Member[] {
  return readObject(body).members.map(({ key, value }) => ({ key, value, source: body.slice(value.start, value.end) }))
}

/**
 * The signature and its warnings. If sources disagree on a value, there are refusals instead of a signature.
 *
 * @throws EcpayError every other refusal
 */
export function trySign(
  body: string,
  salt: string
): { sign?: string; refusals: readonly Finding[]; warnings: readonly Finding[] } {
  try {
    return { refusals: [], ...traceSign(body, salt) }
  } catch (error) {
    const refusals = error instanceof EcpayError ? error.findings : []
    const others = refusals.filter(({ code }) => !DISPUTED_VALUES.has(code))
    if (others.length > 0 || refusals.length === 0) throw others.length > 0 ? refuseAll(others) : error
    return { refusals, warnings: [] }
  }
}

/** The dispute about a signature that is not right, if there is one. Yields before each source. */
export function* disputeOf(
  members: readonly Member[],
  salt: string,
  sign: string
): Generator<void, Dispute | undefined> {
  const signed = members.filter(({ key }) => !EXCLUDED_KEYS.includes(key))
  const hasNull = signed.some(({ value }) => value.kind === 'null')
  // Java's demo throws an exception for null.
  const ways = WAYS.filter(({ source }) => source !== 'java-demo' || !hasNull)
  for (const { source, parts } of ways) {
    yield
    const recipe = mutate(RIGHT, parts)
    if (digestOf(stringToSign(readParts(signed, recipe), recipe, salt), recipe, salt) !== sign) continue
    const codes = parts.flatMap((part) => effectOf(part, parts, signed, salt))
    if (codes.length > 0) return { verdict: 'disputed', source, codes, recipe }
  }
  return undefined
}

/** The differences of a source that have an effect in this body. */
function effectOf(part: Part, parts: readonly Part[], signed: readonly Member[], salt: string): Dispute['codes'] {
  const { code, of, eachKey } = part
  if (of !== undefined) {
    const keys = signed.filter(({ value }) => (of === 'null' ? value.kind === 'null' : !('text' in value)))
    return eachKey ? keys.map(({ key }) => ({ code, key })) : keys.slice(0, 1).map(() => ({ code }))
  }
  const text = (some: readonly Part[]) => {
    const recipe = mutate(RIGHT, some)
    return stringToSign(readParts(signed, recipe), recipe, salt)
  }
  return text(parts) === text(parts.filter((one) => one !== part)) ? [] : [{ code }]
}
