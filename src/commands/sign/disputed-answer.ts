import { disputedBy, type Standing } from '../../ecpay/sign/disputed.js'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import type { Part, Result, Voice } from '../shared/result.js'

/** The result of signing, before it is compared. */
export interface Signed {
  document(voice: Voice): Promise<object>
  text(voice: Voice): Promise<Part[]>
}

/**
 * Answers `--check` if one official source gives the signature and others do not: `signature-disputed`.
 *
 * @param signed the warnings and other notes
 * @returns nothing if no source gives it: then it is wrong, or the body is refused
 */
export function disputedAnswer(
  body: string,
  salt: string,
  theirs: string | undefined,
  { document, text }: Signed
): Result | undefined {
  const dispute = disputeIn(body, salt, theirs)
  if (dispute === undefined) return undefined
  return {
    document: async (voice) => ({ ...(await document(voice)), ...dispute.document, theirs }),
    text,
    problems: [dispute.problem]
  }
}

/** The dispute about a signature, as it stands in a document and as it is said; nothing if there is none. */
export function disputeIn(
  body: string,
  salt: string,
  theirs: string | undefined
): { document: object; problem: Finding } | undefined {
  const standing = theirs === undefined ? undefined : attempt(body, salt, theirs)
  if (standing?.verdict !== 'disputed') return undefined
  const { verdict, source, codes } = standing
  return {
    document: { valid: false, verdict, source, mistakes: codes },
    problem: finding('signature-disputed', { source, mistake: codes[0]?.code ?? '' })
  }
}

/** What official sources say about the signature. A body refused for another reason was already reported. */
function attempt(body: string, salt: string, theirs: string): Standing | undefined {
  try {
    return disputedBy(body, salt, theirs)
  } catch (error) {
    if (error instanceof EcpayError) return undefined
    throw error
  }
}
