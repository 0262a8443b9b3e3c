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
  if (!isVerdict && codes.length > 0 && !isChecked) return [finding('step-refused', { command, codes }), ...refusals]
  if (valid) addAll(found, differing('valid', String(document.valid), filled(valid)))
  else if (isVerdict && !cause) addAll(found, differing('valid', String(document.valid), 'true'))
  if (cause) addAll(found, codesMissing('cause', cause, codesIn(document, 'problems', 'causes')))
  if (warn) addAll(found, codesMissing('warn', warn, codesIn(document, 'warnings')))
  if (msg) addAll(found, members('msg.', jsonOrText(document.msg), msg, filled, patience))
  for (const expect of expected) {
    const isText = expect.kind === 'text'
    addAll(
      found,
      isText ? signature(document, filled(expect)) : members('', answerOf(document), expect, filled, patience)
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
  prefix: string,
  value: unknown,
  expected: Placed,
  filled: (value: Placed) => string,
  patience: Patience
): Finding[] {
  if (expected.kind !== 'map') return differing(prefix.replace(/\.$/, ''), textOf(value), filled(expected))
  return expected.entries.flatMap(({ key, value: wanted }) => {
    const found = at(value, key)
    const pattern = patternOf(wanted)
    if (pattern) {
      const source = filled(pattern)
      const isNot = () => differing(prefix + key, textOf(found), `/${source}/`)
      return matching(pattern, source, textOf(found), patience, isNot)
    }
    if (wanted.kind === 'map') return members(`${prefix}${key}.`, found, wanted, filled, patience)
    return differing(prefix + key, textOf(found), wanted.kind === 'list' ? jsonOf(wanted) : filled(wanted))
  })
}

/** The member at a path like `data.order_id`, whose keys may have dots themselves. */
export function at(value: unknown, path: string): unknown {
  const record = asRecord(value)
  if (Object.hasOwn(record, path)) return record[path]
  const dot = path.indexOf('.')
  return dot < 0 ? undefined : at(record[path.slice(0, dot)], path.slice(dot + 1))
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
