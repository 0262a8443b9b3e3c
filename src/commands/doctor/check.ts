import type { Config } from '../../config/resolve.js'
import type { Finding } from '../../findings/findings.js'
import type { RawAnswer } from '../../gateway/read-answer.js'
import type { Both } from '../../language.js'
import type { Context } from '../shared/command.js'
import type { Address } from '../shared/config-for.js'

/** The states of a check. Only `fail` makes the answer no. */
export const STATES = ['ok', 'warn', 'fail', 'skipped'] as const
export type State = (typeof STATES)[number]

/** What came of a check. */
export interface Outcome {
  state: State
  /** What was found, or why it was skipped. */
  detail?: Both
  /** What is wrong, each with its remedy. */
  problems?: readonly Finding[]
  /** Set if it was skipped because a check before it failed. */
  isBlocked?: true
}

/** What the checks look at. Each is made once, by the first check that needs it. */
export interface Subject {
  context: Context
  /** Whether nothing may be sent. */
  offline: boolean
  /** @throws EcpayError with everything that is wrong with it */
  config(): Promise<Config>
  address(): Promise<Address>
  /** The platform's answer to a request for its root, and when it was asked and answered by this machine's clock. */
  answer(): Promise<{ answer: RawAnswer; from: number; to: number }>
}

/** A check: one line of the report. */
export interface Check {
  /** Stable, for `--json`. */
  id: string
  title: Both
  /** If one of these failed, it is skipped. */
  needs?: readonly string[]
  /** Whether it sends something. */
  online?: true
  /** @throws EcpayError what is wrong, if it failed */
  run(subject: Subject): Outcome | Promise<Outcome>
}

export function ok(detail: Both | string): Outcome {
  return { state: 'ok', detail: inBoth(detail) }
}

export function skipped(en: string, zh: string): Outcome {
  return { state: 'skipped', detail: { en, zh } }
}

export function warn(problems: readonly Finding[]): Outcome {
  return { state: 'warn', problems }
}

export function fail(problems: readonly Finding[]): Outcome {
  return { state: 'fail', problems }
}

/** A warning if there are problems, otherwise ok with this detail. */
export function unless(problems: readonly Finding[], detail: Both | string): Outcome {
  return problems.length > 0 ? warn(problems) : ok(detail)
}

function inBoth(detail: Both | string): Both {
  return typeof detail === 'string' ? { en: detail, zh: detail } : detail
}
