import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import type { PostAnswer } from '../../protocol/callback/delivery.js'
import { answerIn } from './answer-in-text.js'

/** What came for one case. */
export interface UrlAnswer {
  answer?: string
  problem?: Finding
}

/**
 * Posts the document of a case and reads the signature: the whole text of the answer, or the only one in it.
 *
 * @param isAnswer whether a text alone may be a signature
 * @throws the error of an interruption
 */
export async function askUrl(
  post: () => Promise<PostAnswer>,
  isAnswer: (text: string) => boolean,
  signal: AbortSignal
): Promise<UrlAnswer> {
  try {
    const { status, body } = await post()
    if (status !== 200) return { problem: finding('signer-answered-status', { status }) }
    return { answer: answerIn(body, isAnswer)?.answer ?? body.trim() }
  } catch (error) {
    const problem = error instanceof EcpayError ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem }
  }
}
