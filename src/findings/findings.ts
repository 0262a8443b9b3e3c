import type { ENTRIES } from './entries.js'
import type { Entry } from './topic.js'

export type { SaltOddity } from './signed-body.js'

type Entries = typeof ENTRIES

/**
 * Every code that this tool can report. Codes are stable; each is one entry of `entries.ts` with its sentences. A code
 * names what is wrong with the user's input, not how it was noticed. `key` is the member that it is about.
 */
export type Code = keyof Entries

/** The arguments of each code's sentence. */
export type FindingArgs = { [C in Code]: Entries[C] extends Entry<infer Args> ? Args : never }

/** One finding: a code and the arguments of its sentence. */
export type Finding<C extends Code = Code> = { [K in C]: { code: K } & FindingArgs[K] }[C]

/** The arguments of a code; they may be left out if none is required. */
type ArgsOf<C extends Code> =
  Record<never, never> extends FindingArgs[C] ? [args?: FindingArgs[C]] : [args: FindingArgs[C]]

/** Makes a finding. The compiler checks the arguments against the code. */
export function finding<C extends Code>(code: C, ...[args]: ArgsOf<C>): Finding<C> {
  return { code, ...args } as Finding<C>
}

/** A refusal. It carries every finding, not only the first one; see {@link Finding}. */
export class EcpayError extends Error {
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super(findings.map(({ code }) => code).join(', '))
    this.name = 'EcpayError'
    this.findings = findings
  }
}

/** An error with one finding, for the caller to throw. */
export function refuse<C extends Code>(code: C, ...[args]: ArgsOf<C>): EcpayError {
  return new EcpayError([{ code, ...args } as Finding])
}

/** An error with several findings, for the caller to throw. */
export function refuseAll(findings: readonly Finding[]): EcpayError {
  return new EcpayError(findings)
}
