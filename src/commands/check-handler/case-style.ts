import type { HandlerCase } from '../../protocol/callback/handler-case.js'
import type { Voice } from '../shared/result.js'

/** How cases are written on this terminal. Their codes are as wide as the widest of them. */
export async function styleOf(
  { words, language, catalogue, paint, columns, masking }: Voice,
  cases: readonly HandlerCase[]
) {
  return {
    ...{ words, language },
    findings: await catalogue.findings(),
    paint: paint.stdout,
    width: widthOf(cases),
    columns,
    mask: await masking()
  }
}

/** The width of the widest code. */
export function widthOf(cases: readonly HandlerCase[]): number {
  return cases.reduce((most, { code }) => Math.max(most, code.length), 0)
}
