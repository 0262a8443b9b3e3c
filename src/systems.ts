import { ecpay } from './ecpay/system.js'
import type { Entry } from './protocol/system/catalogue-entry.js'
import type { Endpoint } from './protocol/system/endpoint.js'
import type { System } from './protocol/system/system.js'
import { trade } from './trade/system.js'

/** Every payment system that this tool knows. The first is the default. */
export const SYSTEMS: readonly System[] = [ecpay, trade]

/** The system of this name; without one, the first. */
export function systemNamed(name: string | undefined): System {
  return SYSTEMS.find((one) => one.name === name) ?? ecpay
}

/** The name of the command that sends a call. */
export function commandName({ word }: System, { command }: Pick<Endpoint, 'command'>): string {
  return word === undefined ? command : `${word} ${command}`
}

/** A call, with the system that it belongs to. */
export interface SystemCall {
  system: System
  endpoint: Endpoint
}

export async function allCalls(): Promise<SystemCall[]> {
  const calls = SYSTEMS.map(async (system) => (await system.endpoints()).map((endpoint) => ({ system, endpoint })))
  return (await Promise.all(calls)).flat()
}

/** The entries of all catalogues. */
export async function allEntries(): Promise<Entry[]> {
  return (await Promise.all(SYSTEMS.map((system) => system.catalogue()))).flat()
}

/** The payment system of a pasted text, if the text has words that only this system uses. */
export function systemOf(text: string): System | undefined {
  const told = SYSTEMS.filter(({ traits }) => traits?.test(text))
  return told.length === 1 ? told[0] : undefined
}
