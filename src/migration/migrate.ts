import type { Finding } from '../findings/findings.js'
import type { Both } from '../language.js'
import { type JsonObject, type JsonValue, memberText, readObject } from '../protocol/json/json.js'
import { setPath, valueAt } from '../protocol/json/set-path.js'
import type { Field } from '../protocol/system/endpoint.js'
import { validateMembers } from '../protocol/system/validate.js'
import { ENDPOINTS } from '../trade/endpoints/endpoints.js'
import { checkOrder } from '../trade/order/check-order.js'
import { ENVELOPE, ENVELOPE_ADDED } from './callbacks.js'
import { CONVERSIONS, type Converted } from './conversions.js'
import type { CallMapping, MemberMapping, NewMember } from './mapping.js'
import { recogniseCallback, refuseNew } from './recognise.js'

/** What became of one member, or what a new one needs. */
export interface Step {
  /**
   * `filled` is a new member whose value was there, `empty` an old one without a value, `unknown` one that the old call
   * does not have.
   */
  how: MemberMapping['how'] | NewMember['how'] | 'filled' | 'empty' | 'unknown'
  /** The old member. */
  from?: string
  /** The new one, or several. */
  to: readonly string[]
  note?: Both
}

/** What a body became. */
export interface Migrated {
  /** The old call, or `callback` with its type. */
  from: string
  /** What takes its place; absent if nothing does. */
  to: { name: string; path?: string | undefined } | undefined
  about: Both
  /** The new body, without the members that are still needed; absent if there is none. */
  text: string | undefined
  steps: readonly Step[]
  /** What is wrong with the new body besides what it still needs. */
  problems: readonly Finding[]
}

/**
 * Writes the body of an old call as that of its successor.
 *
 * @param given more members for the new body
 */
export function migrateCall(
  mapping: CallMapping,
  body: JsonObject,
  source: string,
  given: readonly Converted[]
): Migrated {
  const { from, to, about, members, added } = mapping
  const { text, steps } = moved(body, source, { members, added }, given)
  const problems = to ? problemsOf(to.name, text) : []
  return { from, to, about, text: to && text, steps, problems }
}

/**
 * Writes a callback of the old system as it would arrive in the new one, without its headers.
 *
 * @throws EcpayError `already-migrated`, `unknown-old-call`; what reading `msg` finds
 */
export function migrateCallback(body: JsonObject): Migrated {
  refuseNew(body)
  const source = memberText(body, 'msg') ?? ''
  const msg = readObject(source)
  const { type, about, members, added } = recogniseCallback(memberText(body, 'type'), msg)
  const inner = moved(msg, source, { members, added }, [])
  const envelope = ENVELOPE.filter((one) => valueAt(body, one.from)).map((one) => stepOf(one))
  const inMsg = ({ from, to, ...step }: Step): Step => ({
    ...step,
    ...(from !== undefined && { from: `msg.${from}` }),
    to: to.map((key) => `msg.${key}`)
  })
  const isKnown = members.some(({ how }) => how !== 'gone')
  const text = JSON.stringify({ version: '3.0', type, msg: inner.text })
  return {
    from: `callback ${type}`,
    to: isKnown ? { name: `callback ${type}` } : undefined,
    about,
    text: isKnown ? text : undefined,
    steps: [
      ...envelope,
      ...ENVELOPE_ADDED.map((one) => ({ ...stepOf(one), how: 'filled' as const })),
      ...inner.steps.map(inMsg)
    ],
    problems: []
  }
}

interface Mapped {
  members: readonly MemberMapping[]
  added: readonly NewMember[]
}

function moved(body: JsonObject, source: string, mapped: Mapped, given: readonly Converted[]) {
  const old = body.members.map(({ key, value }) => moveOf(key, value, source, mapped))
  const fills = mapped.added.flatMap(({ to, filled }) => {
    const json = filled && ('json' in filled ? filled.json : jsonAt(body, filled.from, source))
    return json === undefined ? [] : [{ to, json }]
  })
  const all = [...fills, ...old.flatMap(({ values }) => values), ...given]
  const text = all.reduce((left, { to, json }) => setPath(left, to.split('.'), json), '{}')
  const order = readObject(text)
  const has = (path: string) =>
    path.split('.').reduce<JsonValue | undefined>((at, key) => at && valueAt(at, key), order)
  const isFilled = ({ to }: NewMember) => fills.some((one) => one.to === to)
  const added = mapped.added.flatMap((one): Step[] => {
    if (isFilled(one)) return [{ ...stepOf(one), how: 'filled' }]
    return has(one.to) ? [] : [stepOf(one)]
  })
  return { text, steps: [...old.map(({ step }) => step), ...added] }
}

/** What becomes of one member of the old body. */
function moveOf(
  key: string,
  value: JsonValue,
  source: string,
  { members }: Mapped
): { step: Step; values: readonly Converted[] } {
  const mapping = members.find(({ from }) => from === key)
  if (!mapping) return { step: { how: 'unknown', from: key, to: [] }, values: [] }
  const step = stepOf(mapping)
  if (mapping.how === 'gone') return { step, values: [] }
  // What says nothing here comes back as a wrong signature, or as a bad parameter, there.
  if (value.kind === 'null' || (value.kind === 'string' && value.text === ''))
    return { step: { how: 'empty', from: key, to: [] }, values: [] }
  if (mapping.how !== 'changed') return { step, values: [{ to: mapping.to, json: jsonOf(value, source) }] }
  const values = CONVERSIONS[mapping.by](value, mapping.to)
  return { step: { ...step, to: values.map(({ to }) => to) }, values }
}

function stepOf(one: MemberMapping | NewMember): Step {
  const { how, note } = one
  const from = 'from' in one ? { from: one.from } : {}
  return { how, ...from, to: 'to' in one ? [one.to].flat() : [], ...(note && { note }) }
}

/** The value as it is written, so that no digit of a number is lost. */
function jsonOf(value: JsonValue, source: string): string {
  return source.slice(value.start, value.end)
}

function jsonAt(body: JsonObject, key: string, source: string): string | undefined {
  const value = valueAt(body, key)
  return value && jsonOf(value, source)
}

/** What the checks of the new call find, but for what is still missing: that stands in the list. */
function problemsOf(name: string, text: string): Finding[] {
  const body = readObject(text)
  const found = name === 'tt.requestOrder' ? checkOrder(body).refusals : validateMembers(fieldsOf(name), body)
  const isMissing = ({ code }: Finding) => ['missing-field', 'missing-one-of', 'missing-tag-group'].includes(code)
  return found.filter((one) => !isMissing(one))
}

/** The fields of a call of the new system. */
function fieldsOf(call: string): readonly Field[] {
  return ENDPOINTS.find(({ name }) => name === call)?.fields ?? []
}
