import { type Finding, finding } from '../../findings/findings.js'
import { nearestFew } from '../../protocol/nearest.js'
import { commandName, type SystemCall } from '../../systems.js'

/** The calls with this command, name or path. Calls of two systems can have one name. */
export function callsNamed(typed: string | undefined, calls: readonly SystemCall[]): readonly SystemCall[] {
  const byCommand = calls.filter(({ system, endpoint }) => typed === commandName(system, endpoint))
  return byCommand.length > 0
    ? byCommand
    : calls.filter(({ endpoint: { name, path } }) => typed === name || typed === path)
}

export function unknownCall(found: string, calls: readonly SystemCall[]): Finding<'unknown-call'> {
  const names = calls.map(({ endpoint }) => endpoint.name)
  return finding('unknown-call', { found, near: nearestFew(found, names, 3) })
}
