import type { Code, Finding } from '../../findings/findings.js'

/** One check of a callback. */
export interface CallbackCheck<Name extends string = string> {
  name: Name
  ok: boolean
  /** Why it failed, or what is odd about it although it passed. */
  code?: Code
}

/** What verifying a callback found. */
export interface CallbackVerdict<Envelope extends CallbackMessage = CallbackMessage, Name extends string = string> {
  valid: boolean
  checks: CallbackCheck<Name>[]
  envelope: Envelope
  /** Why it is not valid. */
  problems: Finding[]
  /** Known mistakes that turn the right computation into the received signature. */
  causes: Finding[]
  warnings: Finding[]
}

/** What every callback carries. */
interface CallbackMessage {
  type: string | undefined
  /** JSON text. */
  msg: string
}

/** Whether the signature is right, whatever else is wrong. */
export function isSigned({ checks }: CallbackVerdict): boolean {
  return checks.some(({ name, ok }) => name === 'signature' && ok)
}
