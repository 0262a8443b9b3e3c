import { type Finding, finding } from '../../findings/findings.js'
import { addAll } from '../add-all.js'
import { LARGEST_AMOUNT, parseFen } from '../fen.js'
import { duplicateKeys, type JsonValue, jsonIn, type MemberList, member, memberText } from '../json/json.js'
import { hasLostQuotes } from '../json/lost-quotes.js'
import { nearest } from '../nearest.js'
import { names } from '../text.js'
import type { Endpoint, Field, Limits, Member } from './endpoint.js'

export interface ValidateOptions {
  /** notify_url may have plain http, any port and an IP address: the local gateway delivers to loopback. */
  local?: boolean | undefined
  /** Whether `sign` must already be there. Otherwise it is added after validation. */
  signed?: boolean | undefined
}

/**
 * Checks a request body against the documented fields of a call.
 *
 * @returns every violation, with its member, its limit and the value or its length
 * @example
 * const createOrder = ENDPOINTS.find(({ name }) => name === 'create_order')
 * validate(createOrder, readObject('{"valid_time":1}')) // `missing-field` app_id, …, `below-minimum` valid_time
 */
export function validate(endpoint: Endpoint, body: MemberList, options: ValidateOptions = {}): Finding[] {
  const { fields } = endpoint
  const wanted = options.signed ? fields : fields.filter(({ key }) => key !== 'sign')
  return checkMembers(wanted, body, '', { ...options, nested: fields.some(({ key }) => key === 'sign') })
}

/**
 * Checks an object that is not the body of a call against its documented members.
 *
 * @returns as {@link validate}; nested members are named by their path, such as `skuList.0.title`
 */
export function validateMembers(
  members: readonly Member[],
  body: MemberList,
  options: ValidateOptions = {}
): Finding[] {
  return checkMembers(members, body, '', { ...options, nested: false })
}

/** @property nested whether the checks of the signature report objects and arrays */
type CheckOptions = ValidateOptions & { nested: boolean }

/** Times that are probably in seconds instead of milliseconds: as milliseconds they would be in January 1970. */
export function likelySeconds({ fields }: { fields: readonly Member[] }, body: MemberList, prefix = ''): Finding[] {
  return fields.flatMap(({ key, unit, limits }) => {
    const value = memberText(body, key) ?? ''
    const inside = limits?.object && jsonIn(value)
    if (inside?.kind === 'object') return likelySeconds({ fields: limits?.object?.of ?? [] }, inside, `${key}.`)
    const isSeconds = unit === 'milliseconds' && SECONDS.test(value)
    return isSeconds ? [finding('seconds-not-milliseconds', { key: `${prefix}${key}`, value })] : []
  })
}

/** Ten digits: seconds from 2001 to 2286. */
const SECONDS = /^[0-9]{10}$/

/** @param prefix the path of an object inside the body, put before its keys */
function checkMembers(
  fields: readonly (Member & Pick<Field, 'flag'>)[],
  body: MemberList,
  prefix: string,
  options: CheckOptions
): Finding[] {
  const found: Finding[] = []
  for (const field of fields) {
    const value = member(body, field.key)
    if (isGiven(value, field)) {
      // What must go needs no other value.
      if (field.notIf && holds(field.notIf, body))
        found.push(finding('not-both', { key: `${prefix}${field.key}`, other: field.notIf.key }))
      else addAll(found, checkValue(applying(field, body, prefix), value, options))
    } else if (field.required && holds(field.when, body)) addAll(found, checkMissing(field, value, body, prefix))
  }
  return found
}

function checkMissing(
  field: Member & Pick<Field, 'flag'>,
  value: JsonValue | undefined,
  body: MemberList,
  prefix: string
): Finding[] {
  const { unless, orUnless = [] } = field
  const key = `${prefix}${field.key}`
  const isEmpty = value?.kind === 'string' && value.text === ''
  const found = prefix && !field.flag ? finding('missing-field', { key }) : missing({ ...field, key })
  if (unless === undefined) return [{ ...found, ...(isEmpty && { empty: true }) }]
  // A switch that is off stands for nothing.
  const isThere = (other: string) => {
    const value = member(body, other)
    return isGiven(value, { type: 'string' }) && !(value.kind === 'boolean' && value.text === 'false')
  }
  if ([unless, ...orUnless].some(isThere)) return []
  const more = orUnless.length > 0 ? { more: orUnless } : {}
  return [finding('missing-one-of', { key, other: unless, ...more })]
}

function holds(when: Member['when'], body: MemberList): boolean {
  return when === undefined || [when.is].flat().includes(memberText(body, when.key) ?? '')
}

/** A member by its path, with the limits that apply to this body. */
function applying(field: Member, body: MemberList, prefix: string): Member {
  if (field.limitsThen && holds(field.when, body))
    return { ...field, key: `${prefix}${field.key}`, limits: field.limitsThen }
  const { object, ...others } = field.limits ?? {}
  const isWhole = !object || holds(object.when, body)
  if (isWhole && prefix === '') return field
  return { ...field, key: `${prefix}${field.key}`, limits: (isWhole ? field.limits : others) ?? {} }
}

/** Whether a member has a value. null counts as absent, and so does empty text where text is allowed. */
function isGiven(value: JsonValue | undefined, { type, or }: Pick<Member, 'type' | 'or'>): value is JsonValue {
  if (!value || value.kind === 'null') return false
  return value.kind !== 'string' || value.text !== '' || (wantedKind(type) === 'number' && or !== 'string')
}

function wantedKind(type: Member['type']): 'number' | 'boolean' | 'string' | 'array' | 'object' {
  if (type === 'list') return 'array'
  if (type === 'object' || type === 'boolean') return type
  return type === 'number' || type === 'switch' ? 'number' : 'string'
}

/** Members with a name like that of a documented field, but not the same. They are still sent and signed. */
export function nearMisses(endpoint: Endpoint, body: MemberList): Finding[] {
  const known = endpoint.fields.map(({ key }) => key)
  return body.members.flatMap(({ key }) => {
    const meant = known.includes(key) ? undefined : nearest(key, known)
    return meant ? [finding('unknown-field', { key, meant })] : []
  })
}

function checkValue(field: Member, value: JsonValue, options: CheckOptions): Finding[] {
  const { key, type, or } = field
  const wanted = value.kind === or ? or : wantedKind(type)
  if (value.kind !== wanted) {
    // Sources differ on nested values. The checks of the signature report them (`nested-value`).
    if (type === 'json-text' && options.nested && !('text' in value)) return checkShape(field, value, options)
    if (wanted === 'number' && value.kind === 'string' && !/^[0-9]+$/.test(value.text))
      return checkNumber(field, value.text)
    return [finding('wrong-field-type', { key, found: value.kind, expected: wanted })]
  }
  if (!('text' in value)) return checkShape(field, value, options)
  const { text } = value
  if (type === 'json-text') return [...checkText(key, text, field.limits, options), ...checkJson(field, text, options)]
  if (type === 'boolean') return []
  if (type === 'switch') return /^[01]$/.test(text) ? [] : [notOneOf(key, ['0', '1'], text)]
  return wantedKind(type) === 'number' ? checkNumber(field, text) : checkText(key, text, field.limits, options)
}

function missing({ key, type, flag }: Member & Pick<Field, 'flag'>): Finding<'missing-field'> {
  const assign = wantedKind(type) === 'string' ? '=' : ':='
  return finding('missing-field', { key, ...(flag && { option: flag.syntax }), assign })
}

function checkNumber({ key, unit, limits = {} }: Member, text: string): Finding[] {
  if (!/^-?[0-9]+$/.test(text)) {
    const amount = unit === 'fen' ? parseFen(text, key) : undefined
    return [amount && 'problem' in amount ? amount.problem : finding('not-an-integer', { key, value: text })]
  }
  const { min, max = unit === 'fen' ? LARGEST_AMOUNT : undefined, oneOf } = limits
  if (oneOf && !oneOf.includes(text)) return [notOneOf(key, oneOf, text)]
  if (min !== undefined && Number(text) < min) return [finding('below-minimum', { key, limit: min, value: text })]
  if (max !== undefined && Number(text) > max) return [finding('above-maximum', { key, limit: max, value: text })]
  return []
}

/** One rule for each kind of limit; each returns its findings. */
const TEXT_RULES: ((key: string, text: string, limits: Limits, options: ValidateOptions) => Finding[])[] = [
  (key, text, { bytes }) => {
    if (bytes === undefined) return []
    const length = Buffer.byteLength(text)
    return length > bytes ? [finding('too-many-bytes', { key, limit: bytes, length })] : []
  },
  (key, text, { characters }) => {
    // A character has one or two units.
    if (characters === undefined || text.length <= characters) return []
    const { length } = Array.from(text)
    return length <= characters ? [] : [finding('too-many-characters', { key, limit: characters, length })]
  },
  (key, text, { alphabet }) => {
    const strange = alphabet ? text.replace(new RegExp(`[${alphabet}]`, 'g'), '') : ''
    return strange && alphabet
      ? [finding('character-not-allowed', { key, allowed: alphabet, codePoints: names(strange) })]
      : []
  },
  (key, text, { oneOf }) => (oneOf && !oneOf.includes(text) ? [notOneOf(key, oneOf, text)] : []),
  (key, text, { listOf }) => {
    const wrong = listOf ? text.split(',').find((word) => !listOf.includes(word)) : undefined
    return listOf && wrong !== undefined ? [notOneOf(key, listOf, wrong)] : []
  },
  (key, text, { date }) =>
    date && !isDate(text, date) ? [finding('not-a-date', { key, found: text, expected: date })] : [],
  (key, text, { url }, options) => (url ? checkUrl(key, text, url, options) : []),
  (key, text, { page }) => (page ? checkPage(key, text) : [])
]

function checkText(key: string, text: string, limits: Limits = {}, options: ValidateOptions): Finding[] {
  const found: Finding[] = []
  for (const rule of TEXT_RULES) addAll(found, rule(key, text, limits, options))
  return found
}

function checkUrl(
  key: string,
  text: string,
  wanted: NonNullable<Limits['url']>,
  { local }: ValidateOptions
): Finding[] {
  // A parser takes white space away at the ends, and escapes it inside; whoever sends to the address may not.
  const strange = text.replace(/[^\s\p{Cc}]/gu, '')
  if (strange !== '') return [finding('not-a-url', { key, length: text.length, codePoints: names(strange) })]
  if (!URL.canParse(text)) return [finding('not-a-url', { key, length: text.length })]
  const { protocol, port } = new URL(text)
  if ((local || wanted === 'web') && (protocol === 'http:' || protocol === 'https:')) return []
  if (wanted === 'web') return [finding('not-a-url', { key, length: text.length })]
  const findings: Finding[] = []
  if (protocol !== 'https:') findings.push(finding('not-https', { key, found: protocol }))
  if (port !== '' && wanted === 'https-443') findings.push(finding('port-not-443', { key, found: port }))
  return findings
}

/** What a page's path may be made of. */
const PAGE = '0-9A-Za-z_/'

function checkPage(key: string, text: string): Finding[] {
  const at = text.indexOf('?')
  const path = (at < 0 ? text : text.slice(0, at)).replace(/^\//, '')
  return [
    ...(text.startsWith('/') ? [finding('leading-slash', { key, path })] : []),
    ...(at < 0 ? [] : [finding('path-with-query', { key, path })]),
    ...checkText(key, path, { alphabet: PAGE }, {})
  ]
}

function notOneOf(key: string, allowed: readonly string[], found: string): Finding {
  return finding('not-one-of', { key, allowed: [...allowed], found })
}

const DIGITS = /^([0-9]{4})([0-9]{2})([0-9]{2})$/
const HYPHENS = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/

/** Whether a text in this form is a real date or, where a month is allowed, a real month. */
function isDate(text: string, allowed: NonNullable<Limits['date']>): boolean {
  if (allowed === 'yyyy-MM-dd') return isDay(text, HYPHENS)
  return isDay(text, DIGITS) || (allowed === 'yyyyMMdd, yyyyMM' && isDay(`${text}01`, DIGITS))
}

function isDay(text: string, form: RegExp): boolean {
  const [, year, month, day] = form.exec(text) ?? []
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
}

/** Checks JSON that a member holds as text. */
function checkJson(field: Member, text: string, options: CheckOptions): Finding[] {
  const value = jsonIn(text)
  if (value) return checkShape(field, value, options)
  const { key } = field
  return [hasLostQuotes(text) ? finding('quotes-lost', { found: text, key }) : finding('not-json-text', { key })]
}

/** Checks that a JSON value is the object or list that the field documents. */
function checkShape(
  { key, limits: { list, object } = {} }: Member,
  value: JsonValue,
  options: CheckOptions
): Finding[] {
  const wrongKind = (expected: string) => [finding('wrong-field-type', { key, found: value.kind, expected })]
  if (object) {
    if (value.kind !== 'object') return wrongKind('object')
    const twice = object.unique ? duplicateKeys(value) : []
    const doubled = twice.map((name) => finding('duplicate-key', { key: `${key}.${name}` }))
    return [...doubled, ...checkMembers(object.of, value, `${key}.`, options)]
  }
  if (!list) return []
  if (value.kind !== 'array') return wrongKind('array')
  const { items } = value
  const { least = 0, most = Number.POSITIVE_INFINITY } = list
  const { length } = items
  return [
    ...(length < least ? [finding('too-few-items', { key, limit: least, length })] : []),
    ...(length > most ? [finding('too-many-items', { key, limit: most, length })] : []),
    ...items.flatMap((item, i) => checkItem(`${key}.${i}`, list, item, options))
  ]
}

function checkItem(
  key: string,
  { of, each }: NonNullable<Limits['list']>,
  item: JsonValue,
  options: CheckOptions
): Finding[] {
  if (each) return checkValue({ ...each, key, required: true }, item, options)
  if (item.kind === 'object') return checkMembers(of, item, `${key}.`, options)
  return [finding('wrong-field-type', { key, found: item.kind, expected: 'object' })]
}
