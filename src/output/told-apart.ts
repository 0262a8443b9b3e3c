import { systemOf } from '../systems.js'
import type { Explanation, Findable } from './catalogue-text.js'

/** Whether an explanation belongs to this system, or to none. */
export function isOf(system: string | undefined) {
  return (one: Pick<Explanation, 'system'>) => system === undefined || one.system === null || one.system === system
}

/**
 * The entries to search: those of the named system. If none is named and the text shows its system, entries of other
 * systems are left out if this system has an entry with the same name.
 */
export function toldApart(all: readonly Findable[], asked: string, named?: string): Findable[] {
  if (named !== undefined) return all.filter(({ explanation }) => isOf(named)(explanation))
  const told = systemOf(asked)?.name
  const nameOf = ({ namespace, code }: Findable) => `${namespace}:${code}`
  const itsOwn = new Set(all.filter(({ explanation }) => explanation.system === told).map(nameOf))
  return all.filter((one) => one.explanation.system === told || !itsOwn.has(nameOf(one)))
}
