import type { Finding } from '../../findings/findings.js'
import type { OfficialSource } from '../../findings/request-comparison.js'
import { inSlices } from '../../protocol/in-slices.js'
import { type JsonObject, readObject } from '../../protocol/json/json.js'
import { type Dispute, disputeOf, trySign } from '../sign/disputed.js'
import { signatureIn } from '../sign/signature-in.js'
import { bareSign } from './bare-sign.js'
import { bodyCauses } from './body-causes.js'
import { CHECKS, type CheckCode } from './codes.js'
import type { KeyCandidates, Mutation, Subject } from './mutation.js'
import { type Explanation, type Found, type SearchOptions, search } from './search.js'
import { type Member, RIGHT, readParts, stringToSign } from './steps.js'

export interface Diagnosis {
  verdict: 'right' | 'disputed' | 'explained' | 'unexplained'
  /** The source of a disputed signature. */
  source?: OfficialSource
  /** Absent if official sources do not agree on the signature of the body. */
  sign: string | undefined
  theirs: string
  /** False if the cause is visible in the body, but the signature cannot be computed, because text is lost. */
  isProved?: false
  /** The best first. If it is proved, each gives exactly the user's signature. */
  explanations: Explanation[]
  /** The number of different computations that were tried. */
  tried: number
  interrupted: boolean
  /** Whether the time limit ended it: there may be more. */
  timedOut: boolean
  warnings: readonly Finding[]
  /** What is wrong in the body, whatever its signature. */
  causes: readonly Finding[]
  alsoCheck: readonly CheckCode[]
}

export interface DiagnoseOptions extends SearchOptions {
  keys?: KeyCandidates | undefined
  /** The path to which the body was sent. */
  path?: string | undefined
}

/**
 * Names the mistakes that turn the right signature of a body into the one that the user's code computed.
 *
 * @param body the JSON text of the object, as it was sent
 * @param salt the payment SALT
 * @param theirs the signature to explain, in any form
 * @throws EcpayError like `readObject`, and `duplicate-key`, `lone-surrogate`, `empty-salt`
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
  const { clock = () => performance.now(), timeLimit } = options
  const begun = clock()
  const ended = { explanations: [], tried: 1, interrupted: false, timedOut: false }
  const looked = await inSlices(lookAt(body, salt, theirs, options), { clock, signal: options.signal })
  if (!('value' in looked)) {
    const nothing = { sign: undefined, theirs, warnings: [], causes: [], alsoCheck: CHECKS }
    return { ...nothing, ...ended, verdict: 'unexplained', tried: 0, interrupted: true }
  }
  const { known, subject, dispute } = looked.value
  if (theirs === known.sign) return { ...known, ...ended, verdict: 'right' }
  if (dispute) {
    const { verdict, source } = dispute
    return { ...known, ...ended, verdict, source, explanations: [inDispute(dispute, subject, options.mask)] }
  }
  const { bare, around } = bareSign(theirs)
  if (bare === known.sign) {
    const right = stringToSign(readParts(subject.members, RIGHT), RIGHT, salt, options.mask)
    return { ...known, ...ended, verdict: 'explained', explanations: [{ mistakes: around, stringToSign: right }] }
  }
  // The time limit includes reading a long body.
  const left = timeLimit === undefined ? undefined : timeLimit - (clock() - begun)
  const found = withAround(await search(subject, bare, { ...options, timeLimit: left }), around)
  if (found.explanations.length > 0) return { ...known, ...found, verdict: 'explained' }
  const likely = found.interrupted || found.tried === 0 ? undefined : questionMarks(subject, options.mask)
  if (!likely) return { ...known, ...found, verdict: 'unexplained' }
  return { ...known, ...found, verdict: 'explained', isProved: false, explanations: [likely] }
}

/** The same explanations with the mistakes around the signature. */
function withAround(found: Found, around: readonly Mutation[]): Found {
  if (around.length === 0) return found
  const explanations = found.explanations.map((one) => ({ ...one, mistakes: [...one.mistakes, ...around] }))
  return { ...found, explanations }
}

/** Collects what is known about a body before the search. For a long body, this takes a while. */
function* lookAt(body: string, salt: string, theirs: string, { keys, path }: DiagnoseOptions) {
  const { sign, refusals, warnings } = trySign(body, salt)
  yield
  const object = readObject(body)
  const subject = subjectOf(object, body, salt, theirs, keys)
  yield
  const causes = bodyCauses(object, salt, path)
  const dispute = theirs === sign ? undefined : yield* disputeOf(subject.members, salt, theirs)
  return { known: { sign, theirs, warnings: [...refusals, ...warnings], causes, alsoCheck: CHECKS }, subject, dispute }
}

/** Whether two question marks follow a word in Latin letters, so that they are intended. */
function hasQuestion(text: string): boolean {
  return (text.match(/(?<!\w)\w+\?\?/g) ?? []).some((word) => /[a-z]/i.test(word))
}

/** The explanation for free text that consists of question marks. No signature can tell what it was before. */
function questionMarks({ members, salt }: Subject, mask: string): Explanation | undefined {
  const keys = members
    .filter(({ value }) => value.kind === 'string' && /\?\?|\ufffd/.test(value.text) && !hasQuestion(value.text))
    .map(({ key }) => key)
  if (keys.length === 0) return undefined
  const mistake: Mutation = { code: 'question-marks-sent', keys, fix: 'sent-text', rarity: 1, change: {} }
  return { mistakes: [mistake], stringToSign: stringToSign(readParts(members, RIGHT), RIGHT, salt, mask) }
}

/** The subject for mutations, without a `sign` that is the signature in question, because it cannot sign itself. */
export function subjectOf(
  object: JsonObject,
  body: string,
  salt: string,
  theirs: string,
  keys: KeyCandidates = {}
): Subject {
  const members = object.members
    .map(({ key, value }): Member => ({ key, value, source: body.slice(value.start, value.end) }))
    .filter(({ key }) => key !== 'sign' || signatureIn(object) !== theirs)
  const textOf = (key: string) => {
    const value = members.find((member) => member.key === key)?.value
    return value && 'text' in value ? value.text : undefined
  }
  const { app_id = textOf('app_id'), thirdparty_id = textOf('thirdparty_id') } = keys
  const order = object.members.map(({ key }) => key)
  const at = order.indexOf('sign')
  const behindSign = new Set(at < 0 ? [] : order.slice(at + 1))
  return { members, salt, keys: { ...keys, app_id, thirdparty_id }, behindSign }
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

/** The differences of a source, in the form of an explanation. */
function inDispute({ codes, recipe }: Dispute, { members, salt }: Subject, mask: string): Explanation {
  const mistakes = codes.map((one): Mutation => ({ ...one, fix: DISPUTED_FIX[one.code], rarity: 1, change: {} }))
  return { mistakes, stringToSign: stringToSign(readParts(members, recipe), recipe, salt, mask) }
}
