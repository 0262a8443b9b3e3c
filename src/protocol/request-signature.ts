import { hash, timingSafeEqual } from 'node:crypto'
import { EXIT, Failure, type Finding, finding } from './findings.js'
import { goFormat } from './go-format.js'
import { duplicateKeys, type JsonValue, readObject } from './json.js'
import { suspiciousKey } from './suspicious-key.js'
import { compareBytes, edgeSpace, HIGH, invisibleCharacters, loneSurrogate, trimSpace } from './text.js'

/**
 * Members that never enter the signature, exactly and case-sensitively.
 * Source: bytedance/open-pay-signature-go-demo and -java-demo, 2022-07-27.
 */
export const EXCLUDED_KEYS: readonly string[] = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']

/** How to sign an object or array value: the platform's own rule is not known (docs/signing.md). */
export type NestedRule = 'go' | 'json'

export interface SignOptions {
  /** Signs nested values by this candidate rule; without it they are refused. */
  nested?: NestedRule | undefined
  /** Turns every warning into a refusal. */
  strict?: boolean | undefined
}

export type SkipReason = 'excluded' | 'empty' | 'null-text'

/** Everything that happened on the way to a signature. The SALT itself is not in it. */
export interface SignTrace {
  /** 32 lower-case hex digits. */
  sign: string
  /** The members that are signed, in the order of the body. */
  signed: SignedValue[]
  skipped: { key: string; reason: SkipReason }[]
  /** What is hashed, in order. */
  sorted: Part[]
  warnings: Finding[]
}

export interface SignedValue {
  key: string
  text: string
}

/** One element of the list that is hashed; the word stands where the SALT sorts in. */
export type Part = SignedValue | 'SALT'

/**
 * Signs a request body: md5 over the sorted values and the SALT, joined by `&`.
 *
 * @param body the JSON text of the object, byte for byte what will be sent
 * @param salt the payment SALT, used as it is
 * @throws Failure (exit 2) `nested-value`, `null-value`, `duplicate-key`, `lone-surrogate`,
 *   `empty-salt`: all that apply at once; with `strict` also `strict-warning`; what reading JSON finds
 * Source: bytedance/open-pay-signature-go-demo and -java-demo; docs/signing.md says where they part.
 */
export function traceSign(body: string, salt: string, options: SignOptions = {}): SignTrace {
  const object = readObject(body)
  const refusals: Finding[] = []
  const warnings: Finding[] = []
  const signed: SignedValue[] = []
  const skipped: SignTrace['skipped'] = []

  if (salt === '') refusals.push(finding('empty-salt', {}))
  for (const key of duplicateKeys(object)) refusals.push(finding('duplicate-key', { key }))

  for (const { key, value } of object.members) {
    if (EXCLUDED_KEYS.includes(key)) {
      skipped.push({ key, reason: 'excluded' })
      continue
    }
    const meant = suspiciousKey(key)
    if (meant) warnings.push(finding('suspicious-key', { key, meant }))
    const raw = valueText(key, value, body, options.nested, refusals, warnings)
    if (raw === undefined) continue
    const text = strip(key, raw, warnings)
    if (text === '') skipped.push({ key, reason: 'empty' })
    else if (text === 'null') skipped.push({ key, reason: 'null-text' })
    else signed.push({ key, text })
  }

  warnings.push(...saltWarnings(salt))
  const sorted = sortParts(signed, salt, warnings)
  if (options.strict) refusals.push(...warnings.map(asRefusal))
  if (refusals.length > 0) throw new Failure(EXIT.input, refusals)
  return { sign: digest(sorted.map((part) => partText(part, salt))), signed, skipped, sorted, warnings }
}

function digest(parts: string[]): string {
  return hash('md5', parts.join('&'), 'hex')
}

/** A value's text before trimming; `undefined` when it was refused. */
function valueText(
  key: string,
  value: JsonValue,
  body: string,
  nested: NestedRule | undefined,
  refusals: Finding[],
  warnings: Finding[]
): string | undefined {
  switch (value.kind) {
    case 'string': {
      const codePoint = HIGH.test(value.text) ? loneSurrogate(value.text) : undefined
      if (codePoint === undefined) return value.text
      refusals.push(finding('lone-surrogate', { key, codePoint }))
      return undefined
    }
    case 'number':
      if (!/^-?[0-9]+$/.test(value.text)) warnings.push(finding('non-integer-number', { key, text: value.text }))
      else if (!Number.isSafeInteger(Number(value.text)))
        warnings.push(finding('unsafe-integer', { key, text: value.text }))
      return value.text
    case 'boolean':
      warnings.push(finding('boolean-value', { key, text: value.text }))
      return value.text
    case 'null':
      refusals.push(finding('null-value', { key }))
      return undefined
    default:
      if (nested) return nested === 'go' ? goFormat(value) : body.slice(value.start, value.end)
      refusals.push(finding('nested-value', { key, kind: value.kind }))
      return undefined
  }
}

/** Text in which nothing can be trimmed, unquoted or invisible: nearly every value. */
const CLEAN =
  /^[^"\s\u0085\u00ad\u200b-\u200d\u2060\ufeff](?:[^\u00ad\u200b-\u200d\u2060\ufeff]*[^"\s\u0085\u00ad\u200b-\u200d\u2060\ufeff])?$/

/** Trims, drops one outer pair of quotes, trims again. */
function strip(key: string, raw: string, warnings: Finding[]): string {
  if (CLEAN.test(raw)) return raw
  const outer = trimSpace(raw)
  const quoted = outer.length > 1 && outer.startsWith('"') && outer.endsWith('"')
  const inner = quoted ? outer.slice(1, -1) : outer
  const text = trimSpace(inner)
  const codePoints = [...new Set([...edgeSpace(raw), ...edgeSpace(inner)])]
  if (codePoints.length > 0) warnings.push(finding('edge-whitespace', { key, codePoints }))
  if (quoted) warnings.push(finding('outer-quotes', { key }))
  const invisible = invisibleCharacters(raw)
  if (invisible.length > 0) warnings.push(finding('invisible-character', { key, codePoints: invisible }))
  return text
}

function saltWarnings(salt: string): Finding[] {
  const findings: Finding[] = []
  if (trimSpace(salt) !== salt) findings.push(finding('suspicious-salt', { reason: 'white space' }))
  if (/^".*"$|^'.*'$/s.test(trimSpace(salt))) findings.push(finding('suspicious-salt', { reason: 'quotes' }))
  return findings
}

function partText(part: Part, salt: string): string {
  return part === 'SALT' ? salt : part.text
}

/** Sorts by UTF-8 bytes, and warns where UTF-16 order (Java, JavaScript, C#) differs for these values. */
function sortParts(signed: SignedValue[], salt: string, warnings: Finding[]): Part[] {
  const parts: Part[] = [...signed, 'SALT']
  const byUnits = parts.toSorted((a, b) => compareUnits(partText(a, salt), partText(b, salt)))
  if (!parts.some((part) => HIGH.test(partText(part, salt)))) return byUnits
  const byBytes = parts.sort((a, b) => compareBytes(partText(a, salt), partText(b, salt)))
  const moved = byBytes.filter((part, i) => partText(part, salt) !== partText(byUnits[i] ?? part, salt))
  const keys = moved.map((part) => (part === 'SALT' ? part : part.key))
  if (keys.length > 0) warnings.push(finding('sort-order', { keys }))
  return byBytes
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function asRefusal(warning: Finding): Finding {
  return finding('strict-warning', { warning: warning.code, ...('key' in warning && { key: warning.key }) })
}

/** Compares two signatures in constant time. */
export function sameSignature(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The string that is hashed, with `mask` in the SALT's place. */
export function maskedStringToSign(trace: SignTrace, mask: string): string {
  return trace.sorted.map((part) => partText(part, mask)).join('&')
}
