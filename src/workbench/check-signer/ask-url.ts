import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import type { PostAnswer } from '../../protocol/callback/delivery.js'
import { jsonIn, memberText } from '../../protocol/json/json.js'

/** What came for one case. */
export interface UrlAnswer {
  answer?: string
  problem?: Finding
}

/** The members in which a signature may be. */
const MEMBERS = ['sign', 'signature', 'byteAuthorization', 'byte_authorization', 'data', 'result']

/**
 * Posts the document of a case and reads the signature: the whole text of the answer, or a member of a JSON object.
 *
 * @throws the error of an interruption
 */
export async function askUrl(post: () => Promise<PostAnswer>, signal: AbortSignal): Promise<UrlAnswer> {
  try {
    const { status, body } = await post()
    if (status !== 200) return { problem: finding('signer-answered-status', { status }) }
    return { answer: signatureIn(body) }
  } catch (error) {
    const problem = error instanceof EcpayError ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem }
  }
}

function signatureIn(body: string): string {
  const text = body.trim()
  if (!/^["{]/.test(text)) return text
  const value = jsonIn(text)
  if (value?.kind === 'string') return value.text.trim()
  if (value?.kind !== 'object') return text
  return MEMBERS.map((key) => memberText(value, key)).find((one) => one !== undefined && one !== '') ?? text
}
