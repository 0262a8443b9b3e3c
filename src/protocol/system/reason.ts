import type { Finding } from '../../findings/findings.js'

/** Why something is refused or doubted: a stable code, and what it is about. */
export interface Reason<Code extends string = string> {
  code: Code
  /** The member of the body. */
  key?: string
  /** The key that was probably meant. */
  meant?: string
  /** Another member that can be given instead. */
  other?: string
  /** The path that was probably meant. */
  near?: string
  /** The host that the request named. */
  host?: string
  limit?: number
  length?: number
  digest?: string
  /** The present state of what the request is about. */
  state?: string
}

/** A finding as a reason, without the user's values, which may be long or secret. */
export function asReason(finding: Finding): Reason {
  const { code, key, meant, other, limit, length } = finding as Reason
  return {
    code,
    ...(key !== undefined && { key }),
    ...(meant !== undefined && { meant }),
    ...(other !== undefined && { other }),
    ...(limit !== undefined && { limit }),
    ...(length !== undefined && { length })
  }
}
