import { type Finding, finding, refuseAll } from '../../findings/findings.js'
import { damagedText } from '../../protocol/damaged-text.js'
import { duplicateKeys, type JsonMember, readObject } from '../../protocol/json/json.js'
import type { Members } from '../../protocol/json/members.js'
import { goFormat } from '../../protocol/languages/go-format.js'
import { edgeSpace, invisibleCharacters, loneSurrogate, sortByBytes, trimSpace } from '../../protocol/text.js'
import { digest } from '../digest.js'
import { needsCloserLook } from './odd-text.js'
import { excludedKey } from './suspicious-key.js'

export { EXCLUDED_KEYS } from './suspicious-key.js'

/** How to sign an object or array. The platform's own rule is not known (docs/signing.md). */
export type NestedRule = 'go' | 'json'

export interface SignOptions {
  /** Signs nested values by this rule. If absent, they are refused. */
  nested?: NestedRule | undefined
  /** Turns every warning into a refusal. */
  strict?: boolean | undefined
}

export type SkipReason = 'excluded' | 'empty' | 'null-text'

/** A signature with every step to it. It does not contain the SALT. */
export interface SignTrace {
  /** 32 lower-case hex digits. */
  sign: string
  /** The signed members, in the order of the body. */
  signed: SignedValue[]
  skipped: { key: string; reason: SkipReason }[]
  /** The texts to hash, in order. */
  sorted: Part[]
  warnings: Finding[]
}

export interface SignedValue {
  key: string
  text: string
}

/** One element of the list to hash. `'SALT'` marks the position of the SALT. */
export type Part = SignedValue | 'SALT'

/**
 * Signs a request body: MD5 of the sorted values and the SALT, joined by `&`.
 *
 * @param body the JSON text of the object, exactly as it will be sent
 * @param salt the payment SALT, used as it is
 * @throws EcpayError `nested-value`, `null-value`, `duplicate-key`, `lone-surrogate`,
 *   `empty-salt`, all that apply; with `strict` also `strict-warning` and every warning; otherwise like `readObject`
 * @example
 * const { sign, skipped, warnings } = traceSign('{"app_id":"tt1","total_amount":100}', salt)
 * // skipped: [{ key: 'app_id', reason: 'excluded' }]
 * Source: bytedance/open-pay-signature-go-demo and -java-demo; docs/signing.md says where they differ.
 */
export function traceSign(body: string, salt: string, options: SignOptions = {}): SignTrace {
  return trace(readObject(body).members, ({ value }) => body.slice(value.start, value.end), salt, options)
}

/** Like {@link traceSign}, for members that were read already. */
export function traceMembers({ members }: Members, salt: string, options: SignOptions = {}): SignTrace {
  return trace(members, ({ json }) => json.trim(), salt, options)
}

/** The findings of a signature. */
interface Found {
  refusals: Finding[]
  warnings: Finding[]
}

/** @param sourceOf the JSON text of a value */
function trace<One extends JsonMember>(
  members: readonly One[],
  sourceOf: (member: One) => string,
  salt: string,
  { nested, strict }: SignOptions
): SignTrace {
  const refusals: Finding[] = duplicateKeys({ members }).map((key) => finding('duplicate-key', { key }))
  const warnings: Finding[] = []
  const found = { refusals, warnings }
  const signed: SignedValue[] = []
  const skipped: SignTrace['skipped'] = []

  if (salt === '') refusals.push(finding('empty-salt'))
  for (const member of members) {
    const { key, value } = member
    const meant = excludedKey(key)
    if (meant === key) {
      skipped.push({ key, reason: 'excluded' })
      continue
    }
    if (meant !== undefined) warnings.push(suspicious(members, key, meant))
    const isSource = nested !== undefined && !('text' in value)
    const raw = isSource ? (nested === 'go' ? goFormat(value) : sourceOf(member)) : scalarText(member, found)
    if (raw === undefined) continue
    const text = strip(key, raw, warnings)
    if (text === '') skipped.push({ key, reason: 'empty' })
    else if (text === 'null') skipped.push({ key, reason: 'null-text' })
    else signed.push({ key, text })
  }

  for (const reason of saltOddities(salt)) warnings.push(finding('suspicious-salt', { reason }))
  const sorted = sortParts(signed, salt)
  const toSign = joinParts(sorted, salt)
  if (needsCloserLook(toSign)) lookCloser({ signed, sorted }, salt, found)
  if (strict && warnings.length > 0) refusals.push(finding('strict-warning', { count: warnings.length }), ...warnings)
  if (refusals.length > 0) throw refuseAll(refusals)
  return { sign: digest('md5', toSign), signed, skipped, sorted, warnings }
}

function suspicious(members: readonly JsonMember[], key: string, meant: string): Finding {
  const isThere = members.some((one) => one.key === meant)
  return finding('suspicious-key', { key, meant, ...(isThere && { isThere }) })
}

/** The text of a value before trimming; `undefined` if it was refused. */
function scalarText({ key, value }: JsonMember, { refusals, warnings }: Found): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.text
    case 'number': {
      const { text } = value
      if (text.length < 16 && isDigits(text)) return text
      if (/[.eE]/.test(text)) warnings.push(finding('non-integer-number', { key, text }))
      else if (!Number.isSafeInteger(Number(text))) warnings.push(finding('unsafe-integer', { key, text }))
      return text
    }
    case 'boolean':
      warnings.push(finding('boolean-value', { key, text: value.text }))
      return value.text
    case 'null':
      refusals.push(finding('null-value', { key }))
      return undefined
    default:
      refusals.push(finding('nested-value', { key, kind: value.kind }))
      return undefined
  }
}

/** Whether it is an integer without a sign, like nearly every number. */
function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x30 || unit > 0x39) return false
  }
  return true
}

/** Trims, drops one outer pair of quotes, trims again. */
function strip(key: string, raw: string, warnings: Finding[]): string {
  const outer = trimSpace(raw)
  const quoted = outer.length > 1 && outer.charCodeAt(0) === 0x22 && outer.endsWith('"')
  if (!quoted && outer.length === raw.length) return raw
  const inner = quoted ? outer.slice(1, -1) : outer
  const codePoints = [...new Set([...edgeSpace(raw), ...edgeSpace(inner)])]
  if (codePoints.length > 0) warnings.push(finding('edge-whitespace', { key, codePoints }))
  if (quoted) warnings.push(finding('outer-quotes', { key }))
  return trimSpace(inner)
}

/** What is around a SALT that was probably copied with it by mistake. */
export function saltOddities(salt: string): ('white space' | 'quotes')[] {
  const inner = trimSpace(salt)
  const quoted = /^(["']).*\1$/s.test(inner)
  return [...(inner === salt ? [] : ['white space' as const]), ...(quoted ? ['quotes' as const] : [])]
}

function lookCloser(
  { signed, sorted }: Pick<SignTrace, 'signed' | 'sorted'>,
  salt: string,
  { refusals, warnings }: Found
): void {
  for (const { key, text } of signed) {
    refuseLoneSurrogate(key, text, refusals)
    const codePoints = invisibleCharacters(text)
    if (codePoints.length > 0) warnings.push(finding('invisible-character', { key, codePoints }))
    const damaged = damagedText(key, text)
    if (damaged) warnings.push(damaged)
  }
  refuseLoneSurrogate('SALT', salt, refusals)
  // Usually the byte order mark that an editor put into the file of the SALT.
  if (invisibleCharacters(salt).length > 0)
    warnings.push(finding('suspicious-salt', { reason: 'invisible characters' }))
  const keys = movedKeys(sorted, salt)
  if (keys.length > 0) warnings.push(finding('sort-order', { keys }))
}

function refuseLoneSurrogate(key: string, text: string, refusals: Finding[]): void {
  const codePoint = loneSurrogate(text)
  if (codePoint !== undefined) refusals.push(finding('lone-surrogate', { key, codePoint }))
}

/** The keys of the values that have another position in UTF-16 order, the order of Java, JavaScript and C#. */
function movedKeys(sorted: readonly Part[], salt: string): string[] {
  const byUnits = sorted.map((part) => partText(part, salt)).sort()
  const moved = sorted.filter((part, i) => partText(part, salt) !== byUnits[i])
  return moved.map((part) => (part === 'SALT' ? part : part.key))
}

function partText(part: Part, salt: string): string {
  return part === 'SALT' ? salt : part.text
}

function joinParts(sorted: readonly Part[], salt: string): string {
  return sorted.map((part) => partText(part, salt)).join('&')
}

function sortParts(signed: readonly SignedValue[], salt: string): Part[] {
  return sortByBytes<Part>([...signed, 'SALT'], (part) => partText(part, salt))
}

/** Compares two signatures in constant time. Node has this in `node:crypto`, which is not loaded here; see `digest`. */
export function sameSignature(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  if (left.length !== right.length) return false
  let differing = 0
  for (let i = 0; i < left.length; i++) differing |= (left[i] as number) ^ (right[i] as number)
  return differing === 0
}

/** The string to hash, with `mask` in place of the SALT. */
export function maskedStringToSign(trace: SignTrace, mask: string): string {
  return joinParts(trace.sorted, mask)
}
