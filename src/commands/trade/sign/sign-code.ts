import type { CodeLanguage } from '../../../output/code/code-languages.js'
import { CODE_WORDS } from '../../../output/code/code-words.js'
import { coderOf } from '../../../output/code/coders.js'
import type { Result, Voice } from '../../shared/result.js'
import type { Signing } from './signing.js'

/** The authorization as a complete program with the text that is signed. It contains no secret. */
export function codeResult(code: CodeLanguage, request: Signing, signed: Result): Result {
  const body = Buffer.from(request.body).toString()
  const program = async ({ language, masking }: Voice) => {
    // Before it is written: what a language escapes in a secret would hide it from the mask.
    const mask = await masking()
    const { uri, nonce, app_id } = request
    const shown = { ...request, uri: mask(uri), nonce: mask(nonce), app_id: mask(app_id), body: mask(body) }
    return (await coderOf(code)).rsa(shown, CODE_WORDS[language])
  }
  return {
    document: async (voice) => {
      const document = await signed.document?.(voice)
      return { ...(typeof document === 'object' && document), language: code, code: await program(voice) }
    },
    text: async (voice) => [
      ...(await signed.text(voice)).filter((part) => !('result' in part || 'signatures' in part)),
      { result: await program(voice) }
    ]
  }
}
