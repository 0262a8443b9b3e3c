import { EcpayError } from '../../findings/findings.js'
import type { Both } from '../../language.js'
import { disputedBy } from '../sign/disputed.js'
import { sameSignature, traceSign } from '../sign/request-signature.js'
import { CATEGORIES, type Category, type Row } from './categories.js'
import { LONG_CASES } from './long-cases.js'
import rows from './sign-cases.json' with { type: 'json' }

/** A body with its signature, by which somebody's own signing code is checked. */
export interface SignerCase {
  id: string
  /** What is special about the body. */
  about: Both
  /** Published with the cases; no real SALT. */
  salt: string
  body: string
  /** Absent for a body that this tool refuses to sign. */
  sign?: string | undefined
  /** Whether honest implementations part about it, so that another signature is no mistake of the signing code. */
  isDisputed: boolean
}

const SALT = 'your_payment_salt'

/**
 * All cases. Those that nobody disputes come first, then long bodies, then the disputed ones: code that breaks down at
 * one of the latter has answered everything that matters.
 *
 * Source: four independent programs, in PHP, Java, Go and Python, compared with the Go and Java demos of ByteDance.
 */
export function signerCases(): SignerCase[] {
  const all: readonly Row[] = [...rows, ...LONG_CASES]
  const rank = ({ isDisputed, body }: SignerCase) => (isDisputed ? 2 : body.length > 1000 ? 1 : 0)
  return all.map(asCase).toSorted((a, b) => rank(a) - rank(b))
}

function asCase({ id, category, salt = SALT, body, sign, refuse, disputed = false }: Row): SignerCase {
  return {
    ...{ id, salt, body, sign },
    about: CATEGORIES[category as Category],
    isDisputed: disputed || refuse !== undefined || hasOddNumber(body, salt)
  }
}

/**
 * Whether a number is not a whole one below 2^53. The demos of ByteDance sign its digits as they are sent; whoever decodes
 * the JSON first has lost them, and is right as long as no such number is sent.
 */
function hasOddNumber(body: string, salt: string): boolean {
  const { warnings } = traceSign(body, salt)
  return warnings.some(({ code }) => code === 'non-integer-number' || code === 'unsafe-integer')
}

/** What a signature of a case is: right, that of one official source, or another one. */
export type Judged = { verdict: 'right' | 'wrong' } | { verdict: 'disputed'; source: string }

/** Judges the signature of a case. No signature is right for a body that must not be sent. */
export function judgeSignature({ body, salt, sign }: SignerCase, theirs: string): Judged {
  if (sign === undefined && theirs === '') return { verdict: 'right' }
  if (sign !== undefined && sameSignature(theirs, sign)) return { verdict: 'right' }
  try {
    const standing = disputedBy(body, salt, theirs)
    return standing.verdict === 'disputed' ? { verdict: 'disputed', source: standing.source } : { verdict: 'wrong' }
  } catch (error) {
    // A body that nobody can sign, such as one with a key twice.
    if (error instanceof EcpayError) return { verdict: 'wrong' }
    throw error
  }
}
