import type { ENTRIES } from './entries.js'
import type { Entry } from './topic.js'

export type { SaltOddity } from './signed-body.js'

type Entries = typeof ENTRIES

/**
 * Every code that this tool can report. Codes are stable, and each is one entry of `entries.ts` with its sentences. A
 * code names what is wrong with the user's input (`key` is the member it is about), never how it was noticed.
 */
export type Code = keyof Entries

/** The arguments of the sentence of every code. */
export type FindingArgs = { [C in Code]: Entries[C] extends Entry<infer Args> ? Args : never }

/** One thing found: its code and the arguments of its sentence. */
export type Finding<C extends Code = Code> = { [K in C]: { code: K } & FindingArgs[K] }[C]

/** The arguments of a code, which may be left out where none is needed. */
type ArgsOf<C extends Code> =
  Record<never, never> extends FindingArgs[C] ? [args?: FindingArgs[C]] : [args: FindingArgs[C]]

/** Builds a finding; the arguments are checked against the code. */
export function finding<C extends Code>(code: C, ...[args]: ArgsOf<C>): Finding<C> {
  return { code, ...args } as Finding<C>
}

/** What is refused, with everything that was found, never only the first: each by its code, see {@link Finding}. */
export class EcpayError extends Error {
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super(findings.map(({ code }) => code).join(', '))
    this.name = 'EcpayError'
    this.findings = findings
  }
}

/** The error of one finding, to be thrown. */
export function refuse<C extends Code>(code: C, ...[args]: ArgsOf<C>): EcpayError {
  return new EcpayError([{ code, ...args } as Finding])
}

/** The error of several findings, to be thrown. */
export function refuseAll(findings: readonly Finding[]): EcpayError {
  return new EcpayError(findings)
}
