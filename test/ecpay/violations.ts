import type { Code } from '../../src/findings/findings.js'
import type { Endpoint, Member } from '../../src/protocol/system/endpoint.js'

/** A member set to a value that is just beyond one of its documented limits. */
export interface Violation {
  key: string
  value: unknown
  code: Code
  /** Where the limit is: the member, or inside its list. */
  at: string
}

type Body = Record<string, unknown>

/** The smallest body that a call takes; its signature is not right, and its secrets are made up. */
export function minimalBody(endpoint: Endpoint): Body {
  return validObject(endpoint.fields)
}

/** Each documented limit of a call, violated once. */
export function violations(endpoint: Endpoint): Violation[] {
  return endpoint.fields.flatMap((field) => ofMember(field).map((one) => ({ key: field.key, ...one })))
}

function validObject(members: readonly Member[]): Body {
  return Object.fromEntries(members.filter(({ required }) => required).map((one) => [one.key, validValue(one)]))
}

/** The shortest value that a member takes. */
function validValue({ type, limits = {} }: Member): unknown {
  if (type === 'object') return validObject(limits.object?.of ?? [])
  if (limits.object) return JSON.stringify(validObject(limits.object.of))
  if (type === 'list') return validList(limits)
  if (type === 'boolean') return true
  if (type === 'number') return Number(limits.oneOf?.[0] ?? limits.min ?? 0)
  if (type === 'switch') return 1
  if (type === 'json-text') return limits.list ? JSON.stringify(validList(limits)) : '{}'
  if (limits.date) return '20261122'
  if (limits.url) return 'https://example.com/'
  return limits.oneOf?.[0] ?? limits.listOf?.[0] ?? 'a'
}

function validList({ list }: NonNullable<Member['limits']>): unknown[] {
  return Array(list?.least ?? 0).fill(validItem(list))
}

/** An item of a list, with every member that it may have. */
function validItem(list: NonNullable<Member['limits']>['list']): unknown {
  if (list?.each) return validValue({ key: '', required: true, ...list.each })
  return Object.fromEntries((list?.of ?? []).map((one) => [one.key, validValue(one)]))
}

function ofMember({ key, type, limits = {} }: Member): Omit<Violation, 'key'>[] {
  const { bytes, characters, min, max, alphabet, oneOf, listOf, url, date } = limits
  const own: (readonly [Code, unknown])[] = [
    ['wrong-field-type', type === 'number' || type === 'switch' ? true : 1],
    ...(bytes === undefined ? [] : [['too-many-bytes', 'a'.repeat(bytes + 1)] as const]),
    ...(characters === undefined ? [] : [['too-many-characters', '字'.repeat(characters + 1)] as const]),
    ...(min === undefined ? [] : [['below-minimum', min - 1] as const]),
    ...(max === undefined ? [] : [['above-maximum', max + 1] as const]),
    ...(alphabet === undefined ? [] : [['character-not-allowed', '字'] as const]),
    ...(oneOf || listOf ? [['not-one-of', type === 'number' ? 4711 : 'another'] as const] : []),
    ...(url?.startsWith('https') ? [['not-https', 'http://example.com/'] as const] : []),
    ...(url === 'https-443' ? [['port-not-443', 'https://example.com:8443/'] as const] : []),
    ...(date ? ['2026-11-22', '20260229', '2026112', '20261322'].map((day) => ['not-a-date', day] as const) : []),
    ...(type === 'json-text' ? [['not-json-text', '{'] as const] : []),
    ...(limits.object ? [['wrong-field-type', type === 'object' ? [] : '[]'] as const] : []),
    ...(type === 'switch' ? [['not-one-of', 2] as const] : [])
  ]
  const inside = [...ofList(key, limits), ...ofObject(key, limits)]
  const asText = inside.map((one) =>
    type === 'list' || type === 'object' ? one : { ...one, value: JSON.stringify(one.value) }
  )
  return [...own.map(([code, value]) => ({ code, value, at: key })), ...asText]
}

function ofObject(key: string, { object }: NonNullable<Member['limits']>): Omit<Violation, 'key'>[] {
  const { of = [] } = object ?? {}
  const valid = validObject(of)
  return of.flatMap((one) => [
    ...(one.required
      ? [{ code: 'missing-field' as const, value: { ...valid, [one.key]: undefined }, at: `${key}.${one.key}` }]
      : []),
    ...ofMember(one).map(({ code, value, at }) => ({
      code,
      value: { ...valid, [one.key]: value },
      at: `${key}.${at}`
    }))
  ])
}

function ofList(key: string, { list }: NonNullable<Member['limits']>): Omit<Violation, 'key'>[] {
  if (!list) return []
  const { of = [] } = list
  const item = validItem(list)
  const changed = (key: string, value: unknown) => ({ ...(item as Body), [key]: value })
  const inItem = of.flatMap((one) => [
    ...(one.required
      ? [{ code: 'missing-field' as const, value: [changed(one.key, undefined)], at: `${key}.0.${one.key}` }]
      : []),
    ...ofMember(one).map(({ code, value, at }) => ({
      code,
      value: [item, changed(one.key, value)],
      at: `${key}.1.${at}`
    }))
  ])
  return [
    ...(list.least ? [{ code: 'too-few-items' as const, value: [], at: key }] : []),
    ...(list.most === undefined
      ? []
      : [{ code: 'too-many-items' as const, value: Array(list.most + 1).fill(item), at: key }]),
    { code: 'wrong-field-type', value: {}, at: key },
    { code: 'wrong-field-type', value: [item, []], at: `${key}.1` },
    ...inItem
  ]
}
