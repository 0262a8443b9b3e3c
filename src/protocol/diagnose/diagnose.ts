import { EXIT, Failure, type Finding } from '../findings.js'
import { type JsonObject, readObject } from '../json/json.js'
import { traceSign } from '../sign/request-signature.js'
import { CHECKS, type CheckCode, type MistakeCode } from './codes.js'
import type { Fix, KeyCandidates, Mutation, Subject } from './mutation.js'
import { type Explanation, type SearchOptions, search } from './search.js'
import { digestOf, type Member, RIGHT, readParts, stringToSign } from './steps.js'

export interface Diagnosis {
  verdict: 'right' | 'explained' | 'unexplained'
  /** Absent where the body has no signature that all official sources agree on. */
  sign: string | undefined
  theirs: string
  /** The best first; each gives exactly their signature. */
  explanations: Explanation[]
  /** How many different computations were tried. */
  tried: number
  interrupted: boolean
  warnings: readonly Finding[]
  alsoCheck: readonly CheckCode[]
}

export interface DiagnoseOptions extends SearchOptions {
  keys?: KeyCandidates | undefined
}

/** The refusals of a body that still can be diagnosed: other implementations do sign it. */
const SIGNED_SOMEHOW = new Set(['nested-value', 'null-value'])

/**
 * Names the mistakes that turn the right signature of a body into the one that the user's own code computed.
 *
 * @param body the JSON text of the object, as it was sent
 * @param salt the payment SALT
 * @param theirs the signature to be explained, in whatever form it came
 * @throws Failure (exit 2) what reading JSON finds, `duplicate-key`, `lone-surrogate`, `empty-salt`
 * @example
 * const { explanations } = await diagnose(body, salt, '063fc4b15627f2ab0efb60c179253a6a', { mask: '<SALT>' })
 * // [{ mistakes: [{ code: 'zeros-dropped', … }], stringToSign: '172800&2376&…' }]
 */
export async function diagnose(
  body: string,
  salt: string,
  theirs: string,
  options: DiagnoseOptions
): Promise<Diagnosis> {
  const { sign, refusals, warnings } = trySign(body, salt)
  const subject = subjectOf(readObject(body), body, salt, theirs, options.keys)
  const common = { sign, theirs, warnings: [...refusals, ...warnings], alsoCheck: CHECKS }
  if (theirs === sign) {
    return { ...common, verdict: 'right', explanations: [], tried: 1, interrupted: false }
  }
  const asItStands = signedSomehow(subject, theirs, refusals, options.mask)
  if (asItStands) return { ...common, verdict: 'explained', explanations: [asItStands], tried: 1, interrupted: false }
  const found = await search(subject, theirs, options)
  return { ...common, ...found, verdict: found.explanations.length > 0 ? 'explained' : 'unexplained' }
}

/** What mutations are made from; a `sign` that is the signature in question cannot have been part of what it signs. */
export function subjectOf(
  object: JsonObject,
  body: string,
  salt: string,
  theirs: string,
  keys: KeyCandidates = {}
): Subject {
  const members = object.members
    .map(({ key, value }): Member => ({ key, value, source: body.slice(value.start, value.end) }))
    .filter(({ key, value }) => key !== 'sign' || !('text' in value) || value.text !== theirs)
  const textOf = (key: string) => {
    const value = members.find((member) => member.key === key)?.value
    return value && 'text' in value ? value.text : undefined
  }
  const { app_id = textOf('app_id'), thirdparty_id = textOf('thirdparty_id') } = keys
  return { members, salt, keys: { ...keys, app_id, thirdparty_id } }
}

function trySign(body: string, salt: string): { sign?: string; refusals: readonly Finding[]; warnings: Finding[] } {
  try {
    return { refusals: [], ...traceSign(body, salt) }
  } catch (error) {
    const refusals = error instanceof Failure ? error.findings : []
    const others = refusals.filter(({ code }) => !SIGNED_SOMEHOW.has(code))
    if (others.length > 0 || refusals.length === 0) throw others.length > 0 ? new Failure(EXIT.input, others) : error
    return { refusals, warnings: [] }
  }
}

/** The body's own text of nested values, and null left out: neither right nor wrong by official sources. */
function signedSomehow(
  { members, salt }: Subject,
  theirs: string,
  refusals: readonly Finding[],
  mask: string
): Explanation | undefined {
  const parts = readParts(members, RIGHT)
  if (refusals.length === 0 || digestOf(stringToSign(parts, RIGHT, salt), RIGHT, salt) !== theirs) return undefined
  const mistakes = refusals.map((refusal): Mutation => {
    const [code, fix]: [MistakeCode, Fix] =
      refusal.code === 'null-value' ? ['nulls-left-out', 'nulls'] : ['nested-as-sent', 'nested']
    return { code, ...('key' in refusal && { key: refusal.key as string }), fix, rarity: 1, change: {} }
  })
  return { mistakes, stringToSign: stringToSign(parts, RIGHT, salt, mask) }
}
