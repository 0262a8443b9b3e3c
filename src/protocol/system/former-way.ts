import type { Endpoint } from './endpoint.js'
import type { System } from './system.js'

/** A call with its system. */
interface CallOfSystem {
  system: System
  endpoint: Endpoint
}

/** A call as it is sent in its former way, with the calls that have such a way; nothing if it has none. */
export function formerWay({ system, endpoint }: CallOfSystem): CallOfSystem | undefined {
  const found = atFormerPath(endpoint)
  if (!system.former || !found) return undefined
  const endpoints = async () => (await system.endpoints()).flatMap((one) => atFormerPath(one) ?? [])
  return { system: { ...system, ...system.former, endpoints }, endpoint: found }
}

function atFormerPath(endpoint: Endpoint): Endpoint | undefined {
  return endpoint.former === undefined ? undefined : { ...endpoint, path: endpoint.former }
}
