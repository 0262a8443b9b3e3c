import type { Entry } from '../system/catalogue-entry.js'
import type { Endpoint } from '../system/endpoint.js'

/** The calls of a system that return a code: those whose data lists it, and those that the entry names. */
export function callsOf({ namespace, code, calls = [] }: Entry, endpoints: readonly Endpoint[]): string[] {
  const listed = endpoints.filter(
    (one) => namespace === namespaceOf(one) && one.errNos.some((number) => String(number) === code)
  )
  return [...new Set([...listed.map(({ name }) => name), ...calls])]
}

/** The codes other than 0 in the answers of a call. */
export function codesOf(endpoint: Endpoint, entries: readonly Entry[]): string[] {
  const more = entries.filter((one) => one.namespace === namespaceOf(endpoint) && one.calls?.includes(endpoint.name))
  return [...new Set([...endpoint.errNos.map(String), ...more.map(({ code }) => code)])].filter((code) => code !== '0')
}

function namespaceOf({ verdict }: Endpoint) {
  return verdict?.namespace ?? 'err_no'
}
