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

/** Builds a finding; the arguments are checked against the code. */
export function finding<C extends Code>(code: C, args: FindingArgs[C]): Finding<C> {
  return { code, ...args } as Finding<C>
}

/** Exit codes of the command line: the contract of every script. */
export const EXIT = { done: 0, no: 1, input: 2, unknown: 3, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with an exit code and everything that was found, never only the first. */
export class Failure extends Error {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]

  constructor(exit: ExitCode, findings: readonly Finding[]) {
    super(findings.map((one) => one.code).join(', '))
    this.name = 'Failure'
    this.exit = exit
    this.findings = findings
  }
}
