import { type Finding, finding } from '../../findings/findings.js'
import { addAll } from '../../protocol/add-all.js'
import { jsonOf, type Placed } from '../../workbench/suite/placed.js'
import type { Step } from '../../workbench/suite/read-suite.js'
import { matching, type Patience, patienceOfStep, patternOf } from './patterns.js'
import { jsonOrText, type Ran } from './run-command.js'

/** What differs from what a step expects; where it was refused, also why. */
export function differences({ command, given }: Step, ran: Ran, filled: (value: Placed) => string): Finding[] {
  const wanted = (key: string) => given.findLast((one) => one.key === key)?.value
  const { refusals } = ran
  const codes = refusals.map(({ code }) => code)
  const refuse = given.filter(({ key }) => key === 'refuse').map(({ value }) => value)
  const missing = refuse.flatMap((one) => codesMissing('refuse', one, codes))
  if (refuse.length > 0) return missing.length > 0 ? [...missing, ...refusals] : []
  const document = asRecord(ran.document)
  const found: Finding[] = []
  const [valid, cause, warn, msg] = ['valid', 'cause', 'warn', 'msg'].map(wanted)
  // In the step and beside it.
  const expected = given.filter(({ key }) => key === 'expect').map(({ value }) => value)
  const isVerdict = typeof document.valid === 'boolean'
  const patience = patienceOfStep()
  const isChecked = (expected.length > 0 || msg) && ran.document !== null
  if (!isVerdict && codes.length > 0 && !isChecked)
    return [finding('step-refused', { command, codes: [...new Set(codes)] }), ...refusals]
  if (valid) addAll(found, differingAt(document, 'valid', document.valid, filled(valid)))
  else if (isVerdict && !cause) addAll(found, differing('valid', String(document.valid), 'true'))
  if (cause) addAll(found, codesMissing('cause', cause, codesIn(document, 'problems', 'causes')))
  if (warn) addAll(found, codesMissing('warn', warn, codesIn(document, 'warnings')))
  if (msg)
    addAll(found, members({ root: { ...document, msg: jsonOrText(document.msg) }, path: 'msg' }, msg, filled, patience))
  for (const expect of expected) {
    const isText = expect.kind === 'text'
    addAll(
      found,
      isText
        ? signature(document, filled(expect))
        : members({ root: answerOf(document), path: '' }, expect, filled, patience)
    )
  }
  return found
}

/** A signature of either system, or a whole byteAuthorization. */
function signature(document: Record<string, unknown>, expected: string): Finding[] {
  const all = [document.sign, document.signature, document.byte_authorization, document.header]
  const forms = all.filter((one): one is string => typeof one === 'string')
  return forms.includes(expected) ? [] : differing('sign', forms[0] ?? '', expected)
}

/** Of a call the answer, else the whole document. */
export function answerOf(document: Record<string, unknown>): unknown {
  return 'response' in document ? asRecord(document.response).body : document
}

/** A value, or `{ matches: … }`, of each path. */
function members(
  { root, path }: { root: unknown; path: string },
  expected: Placed,
  filled: (value: Placed) => string,
  patience: Patience
): Finding[] {
  const value = path === '' ? root : at(root, path)
  if (expected.kind !== 'map') return differing(path, textOf(value), filled(expected))
  return expected.entries.flatMap(({ key, value: wanted }) => {
    const found = at(value, key)
    const whole = path === '' ? key : `${path}.${key}`
    const pattern = patternOf(wanted)
    if (pattern) {
      const source = filled(pattern)
      const isNot = () => differingAt(root, whole, found, `/${source}/`)
      return matching(pattern, source, textOf(found), patience, isNot)
    }
    if (wanted.kind === 'map') return members({ root, path: whole }, wanted, filled, patience)
    return differingAt(root, whole, found, wanted.kind === 'list' ? jsonOf(wanted) : filled(wanted))
  })
}

/** What is at a path of a result, if that differs; where nothing is, also what there is. */
function differingAt(root: unknown, key: string, found: unknown, expected: string): Finding[] {
  if (found !== undefined || expected === '') return differing(key, textOf(found), expected)
  return [finding('expectation-differs', { key, found: '', expected, ...deepest(root, key) })]
}

/** In words: no result is as deep, and a path that a suite has may be of any length. */
const DEEPEST = 64

/** How far a path leads into a value, and the names of what is there. */
export function deepest(value: unknown, path: string): { within: string; there: string[] } {
  const words = path.split('.', DEEPEST)
  const ends = words.map((_, i) => words.slice(0, words.length - 1 - i).join('.'))
  const within = ends.find((one) => one !== '' && Object.keys(asRecord(at(value, one))).length > 0) ?? ''
  return { within, there: Object.keys(asRecord(within === '' ? value : at(value, within))) }
}

/** The member at a path like `data.order_id`, whose keys may have dots themselves. */
export function at(value: unknown, path: string): unknown {
  let inner = value
  let rest = path
  while (typeof inner === 'object' && inner !== null) {
    const record = asRecord(inner)
    if (Object.hasOwn(record, rest)) return record[rest]
    const dot = rest.indexOf('.')
    if (dot < 0) return undefined
    inner = record[rest.slice(0, dot)]
    rest = rest.slice(dot + 1)
  }
  return undefined
}

function differing(key: string, found: string, expected: string): Finding[] {
  return found === expected ? [] : [finding('expectation-differs', { key, found, expected })]
}

function codesMissing(key: string, wanted: Placed, found: readonly string[]): Finding[] {
  const codes = (wanted.kind === 'list' ? wanted.items : [wanted]).flatMap((one) =>
    one.kind === 'text' ? one.text : []
  )
  const missing = codes.filter((code) => !found.includes(code))
  return missing.length > 0 ? [finding('expectation-code-missing', { key, codes: missing, found: [...found] })] : []
}

function codesIn(document: Record<string, unknown>, ...keys: string[]): string[] {
  return keys.flatMap((key) => {
    const list = document[key]
    return Array.isArray(list) ? list.flatMap((one) => asRecord(one).code as string) : []
  })
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
}
