import { EcpayError, type Finding } from '../../findings/findings.js'
import type { AnyEntry } from '../../findings/topic.js'

/** The exit codes, on which scripts rely. */
export const EXIT = { done: 0, no: 1, input: 2, unknown: 3, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with an exit code that does not follow from the findings. */
export class CommandError extends EcpayError {
  readonly exit: ExitCode

  constructor(exit: ExitCode, findings: readonly Finding[]) {
    super(findings)
    this.exit = exit
  }
}

/** If there are several findings, the first of these decides: a clear no says more than an unknown. */
const BY_WEIGHT = ['interrupted', 'no', 'unknown'] as const

/** The exit code of a command that ends with these findings, by their entries; success without findings. */
export async function exitFor(findings: readonly Finding[]): Promise<ExitCode> {
  if (findings.length === 0) return EXIT.done
  const { ENTRIES } = await import('../../findings/entries.js')
  const exits = findings.map(({ code }): AnyEntry['exit'] => (ENTRIES[code] as AnyEntry).exit)
  return EXIT[BY_WEIGHT.find((one) => exits.includes(one)) ?? 'input']
}

/** The exit code of a command that ends with this error. */
export function exitOf(error: EcpayError): Promise<ExitCode> {
  return error instanceof CommandError ? Promise.resolve(error.exit) : exitFor(error.findings)
}
