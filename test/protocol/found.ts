import { EcpayError, type Finding } from '../../src/findings/findings.js'

/** What a refusal found, code and arguments; anything else that is thrown goes on. */
export function findingsOf(act: () => unknown): readonly Finding[] {
  try {
    act()
  } catch (error) {
    if (error instanceof EcpayError) return error.findings
    throw error
  }
  return []
}

/** The codes of a refusal, in order. */
export function codesOf(act: () => unknown): string[] {
  return findingsOf(act).map(({ code }) => code)
}
