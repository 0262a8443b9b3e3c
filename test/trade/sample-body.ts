import type { Endpoint, Limits, Member } from '../../src/protocol/system/endpoint.js'

/** A body with every member of a call, each within its limits. */
export function sampleBody({ fields }: Pick<Endpoint, 'fields'>): Record<string, unknown> {
  return membersOf(fields)
}

function membersOf(members: readonly Member[]): Record<string, unknown> {
  return Object.fromEntries(members.map((one) => [one.key, valueFor(one)]))
}

function valueFor({ type, limits = {} }: Pick<Member, 'type' | 'limits'>): unknown {
  switch (type) {
    case 'number':
      return Number(limits.oneOf?.[0] ?? limits.min ?? 1)
    case 'switch':
      return 1
    case 'boolean':
      return true
    case 'list':
      return listOf(limits)
    case 'object':
      return membersOf(limits.object?.of ?? [])
    case 'json-text':
      return JSON.stringify(limits.list ? listOf(limits) : membersOf(limits.object?.of ?? []))
    default:
      return limits.oneOf?.[0] ?? (limits.url ? 'https://example.com/a' : limits.date ? '20261122' : 'a_1')
  }
}

function listOf({ list }: Limits): unknown[] {
  return [list?.each ? valueFor(list.each) : membersOf(list?.of ?? [])]
}
