import type { Finding } from '../findings.js'
import { type JsonObject, readObject } from '../json/json.js'
import { type Dispute, disputeOf, type OfficialSource, trySign } from '../sign/disputed.js'
import { CHECKS, type CheckCode } from './codes.js'
import type { KeyCandidates, Mutation, Subject } from './mutation.js'
import { type Explanation, type SearchOptions, search } from './search.js'
import { type Member, readParts, stringToSign } from './steps.js'

export interface Diagnosis {
  verdict: 'right' | 'disputed' | 'explained' | 'unexplained'
  /** Who gives a disputed signature. */
  source?: OfficialSource
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
  const dispute = disputeOf(subject.members, salt, theirs)
  if (dispute) {
    const { verdict, source } = dispute
    const explanations = [inDispute(dispute, subject, options.mask)]
    return { ...common, verdict, source, explanations, tried: 1, interrupted: false }
  }
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

const DISPUTED_FIX = {
  'nested-as-go': 'nested',
  'nested-as-java': 'nested',
  'nested-as-sent': 'nested',
  'nulls-as-go': 'nulls',
  'nulls-left-out': 'nulls',
  'sorted-by-utf16': 'order',
  'trimmed-as-java': 'trim'
} as const

/** What a source does otherwise, in the form of an explanation. */
function inDispute({ codes, recipe }: Dispute, { members, salt }: Subject, mask: string): Explanation {
  const mistakes = codes.map((one): Mutation => ({ ...one, fix: DISPUTED_FIX[one.code], rarity: 1, change: {} }))
  return { mistakes, stringToSign: stringToSign(readParts(members, recipe), recipe, salt, mask) }
}
