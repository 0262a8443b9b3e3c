import { disputedBy, type Standing } from '../../ecpay/sign/disputed.js'
import { EcpayError, finding } from '../../findings/findings.js'
import type { Part, Result, Voice } from '../shared/result.js'

/** What came of signing, before it is compared. */
export interface Signed {
  document(voice: Voice): Promise<object>
  text(voice: Voice): Promise<Part[]>
}

/**
 * Answers `--check` where one official source gives the signature and others do not: `signature-disputed`.
 *
 * @param signed what is said beside the answer
 * @returns nothing where no source gives it: then it is wrong, or the body is refused
 */
export function disputedAnswer(
  body: string,
  salt: string,
  theirs: string | undefined,
  { document, text }: Signed
): Result | undefined {
  const standing = theirs === undefined ? undefined : attempt(body, salt, theirs)
  if (standing?.verdict !== 'disputed') return undefined
  const { verdict, source, codes } = standing
  return {
    document: async (voice) => ({ ...(await document(voice)), valid: false, verdict, source, mistakes: codes, theirs }),
    text,
    problems: [finding('signature-disputed', { source, mistake: codes[0]?.code ?? '' })]
  }
}

/** A body that is refused for something else is refused by whoever reads it first. */
function attempt(body: string, salt: string, theirs: string): Standing | undefined {
  try {
    return disputedBy(body, salt, theirs)
  } catch (error) {
    if (error instanceof EcpayError) return undefined
    throw error
  }
}
