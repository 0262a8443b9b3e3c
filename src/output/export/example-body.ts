import { type Endpoint, type Field, isArgument, type Limits, type Member } from '../../protocol/system/endpoint.js'
import { fieldJson } from '../../protocol/system/field-json.js'

/** A member of an example: its JSON, or the variable that has its text. */
export interface ExampleMember {
  field: Field
  json: string
  /** Whether the example of the help has it. */
  isTyped: boolean
  variable?: string
}

/**
 * An example of a body: what the example of its help says, the defaults, and a sample of whatever else is required.
 *
 * @param numbers the members whose values are variables, see {@link numberKeys}
 * @returns its members in the documented order
 */
export function exampleBody(endpoint: Endpoint, numbers: ReadonlySet<string>): ExampleMember[] {
  const typed = typedExample(endpoint)
  const members = new Map<string, ExampleMember>()
  for (const field of endpoint.fields) {
    const json = typed.get(field.key) ?? (isWanted(field, members, typed) ? sampleOf(field) : undefined)
    const variable = variableOf(field, numbers)
    if (json !== undefined)
      members.set(field.key, { field, json, isTyped: typed.has(field.key), ...(variable && { variable }) })
  }
  return [...members.values()]
}

/** The numbers of orders, refunds and so on: the keys that calls make or are about, which so are the same in several. */
export function numberKeys(endpoints: readonly Endpoint[]): Set<string> {
  const isNumber = ({ type, flag, default: absent, limits }: Field) =>
    type === 'string' && !limits?.date && (absent?.kind === 'fresh-number' || (flag !== undefined && isArgument(flag)))
  return new Set(endpoints.flatMap(({ fields }) => fields.filter(isNumber).map(({ key }) => key)))
}

function variableOf({ key, secret, default: absent }: Field, numbers: ReadonlySet<string>): string | undefined {
  if (key === 'sign' || numbers.has(key)) return key
  if (secret) return secret
  if (absent?.kind === 'setting') return absent.setting
  return absent?.kind === 'now' ? 'now' : undefined
}

/** Whether an example needs a member that no example of the help has. */
function isWanted(
  field: Field,
  members: ReadonlyMap<string, ExampleMember>,
  typed: ReadonlyMap<string, string>
): boolean {
  const { required, unless, orUnless = [], when, beside, notBeside, default: absent } = field
  if ((beside && !members.has(beside)) || (notBeside && members.has(notBeside))) return false
  if (absent?.kind === 'value') return true
  if (!required || (unless && [unless, ...orUnless].some((key) => typed.has(key) || members.has(key)))) return false
  const other = when && members.get(when.key)?.json
  return when === undefined || [when.is].flat().some((value) => other === value || other === JSON.stringify(value))
}

/** What the first example of the help gives that has the whole body in its line, as JSON. */
function typedExample({ command, examples, fields }: Endpoint): Map<string, string> {
  const line = examples.find((one) => !/ (?:--from|--from-file|-d|--data) |@/.test(one)) ?? ''
  const [words = ''] = (line.split(` ${command}`)[1] ?? '').split(/ [|>&]/, 1)
  const places = fields.filter(({ flag }) => flag && isArgument(flag))
  const typed = new Map<string, string>()
  let option: Field | undefined
  let isValue = false
  for (const [, single, double, bare] of words.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)) {
    const word = single ?? double ?? bare ?? ''
    if (bare?.startsWith('--')) {
      option = fields.find(({ flag }) => flag?.syntax.split(' ')[0] === word)
      isValue = option === undefined || / [<[]/.test(option.flag?.syntax ?? '')
      if (option && !isValue) typed.set(option.key, option.type === 'boolean' ? 'true' : '1')
    } else {
      const field = isValue ? option : places.shift()
      if (field) typed.set(field.key, fieldJson(field, word))
      isValue = false
    }
  }
  return typed
}

/** A value within the limits of a member, as JSON. */
function sampleOf(member: Member & Pick<Field, 'default'>): string {
  const { default: absent } = member
  switch (absent?.kind) {
    case 'value':
      return fieldJson(member, absent.value)
    case 'now':
      return String(SAMPLES.milliseconds)
    case 'file-extension':
      return '"jpg"'
    default:
      return JSON.stringify(sample(member))
  }
}

function sample({ key, type, limits = {}, unit }: Member): unknown {
  switch (type) {
    case 'number':
      return Number(limits.oneOf?.[0] ?? Math.max(limits.min ?? 1, SAMPLES[unit ?? 'none']))
    case 'switch':
      return 1
    case 'boolean':
      return true
    case 'list':
      return sampleList(limits)
    case 'object':
      return sampleObject(limits)
    case 'json-text':
      return JSON.stringify(limits.list ? sampleList(limits) : sampleObject(limits))
    default:
      return sampleText(key, limits)
  }
}

const SAMPLES = { fen: 100, seconds: 900, milliseconds: 1_764_230_000_000, none: 1 }
const DATES = { yyyyMMdd: '20261122', 'yyyyMMdd, yyyyMM': '20261122', 'yyyy-MM-dd': '2026-11-22' }

function sampleText(key: string, { oneOf, listOf, url, date, page }: Limits): string {
  if (date) return DATES[date]
  if (page) return 'pages/index'
  return oneOf?.[0] ?? listOf?.[0] ?? (url ? 'https://example.com/notify' : `${key}_1`)
}

function sampleObject({ object }: Limits): object {
  return Object.fromEntries((object?.of ?? []).filter(({ required }) => required).map((one) => [one.key, sample(one)]))
}

function sampleList({ list }: Limits): unknown[] {
  return [
    list?.each ? sample({ key: 'a', required: true, ...list.each }) : sampleObject({ object: { of: list?.of ?? [] } })
  ]
}
