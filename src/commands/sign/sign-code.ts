import type { SignTrace } from '../../ecpay/sign/request-signature.js'
import type { CodeLanguage } from '../../output/code/code-languages.js'
import { CODE_WORDS } from '../../output/code/code-words.js'
import type { CodeMember } from '../../output/code/coder.js'
import { coderOf } from '../../output/code/coders.js'
import { readObject } from '../../protocol/json/json.js'
import type { Result, Voice } from '../shared/result.js'
import type { Signed } from './disputed-answer.js'

/** The signature as a complete program with the values of the body. It contains no secret. */
export function codeResult(code: CodeLanguage, body: string, trace: SignTrace, signed: Signed): Result {
  const members = codeMembers(body, trace)
  const program = async ({ language, masking }: Voice) => {
    // Before they are written: what a language escapes in a secret would hide it from the mask.
    const mask = await masking()
    const shown = members.map((one) => ({ ...one, key: mask(one.key), text: mask(one.text) }))
    return (await coderOf(code)).salted(shown, CODE_WORDS[language])
  }
  return {
    document: async (voice) => ({ ...(await signed.document(voice)), language: code, code: await program(voice) }),
    text: async (voice) => [...(await signed.text(voice)), { result: await program(voice) }]
  }
}

/** Whole numbers of at most 15 digits: every language reads them exactly. */
const INTEGER = /^(?:0|-?[1-9]\d{0,14})$/

function codeMembers(body: string, { signed }: SignTrace): CodeMember[] {
  const { members } = readObject(body)
  return members.flatMap(({ key, value }): CodeMember[] => {
    if (key === 'sign') return []
    if (value.kind === 'string') return [{ key, text: value.text, isInteger: false }]
    if (value.kind === 'number' && INTEGER.test(value.text)) return [{ key, text: value.text, isInteger: true }]
    if (value.kind === 'number' || value.kind === 'boolean')
      return [{ key, text: value.text, isInteger: false, was: value.kind }]
    const text = signed.find((one) => one.key === key)?.text
    return text === undefined ? [] : [{ key, text, isInteger: false, was: 'nested' }]
  })
}
