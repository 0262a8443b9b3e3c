import { disputedBy, type Standing } from '../../ecpay/sign/disputed.js'
import { EcpayError, refuse } from '../../findings/findings.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'

/**
 * Answers `--check` where one official source gives the signature and others do not.
 *
 * @param document the machine form so far
 * @returns nothing where no source gives it: then it is wrong, or the body is refused
 * @throws EcpayError `signature-disputed`, where no document was asked for
 */
export async function answerDisputed(
  { out }: Context,
  body: string,
  salt: string,
  theirs: string | undefined,
  document: object
): Promise<ExitCode | undefined> {
  const standing = theirs === undefined ? undefined : attempt(body, salt, theirs)
  if (standing?.verdict !== 'disputed') return undefined
  const { verdict, source, codes } = standing
  if (!out.json) throw refuse('signature-disputed', { source, mistake: codes[0]?.code ?? '' })
  await out.document({ ...document, valid: false, verdict, source, mistakes: codes, theirs })
  return EXIT.no
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
