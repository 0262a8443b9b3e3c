import { suspectOf } from '../../ecpay/diagnose/suspect.js'
import { maskedStringToSign, traceSign } from '../../ecpay/sign/request-signature.js'
import { judgeSignature, type SignerCase, signerCases } from '../../ecpay/signer-cases/signer-cases.js'
import { shownMistake } from '../../output/diagnosis.js'
import { commonMistakes } from '../../protocol/search/common-mistakes.js'
import type { Answered, KnownCase, SignerSystem } from './signer-system.js'

/** Signatures in any form in which somebody has written a digest: hexadecimal, Base64, with hyphens. */
const DIGEST = /^(?:-?[0-9a-f]{12,}|[0-9a-f]{2}(?:-[0-9a-f]{2}){10,}|[a-z0-9+/_-]{22,}={0,2})$/i

/** The cases of 担保支付. */
export function ecpaySigner(): SignerSystem {
  const known = new Map(signerCases().map((one) => [one.id, one]))
  const caseOf = (id: string) => known.get(id) as SignerCase
  const suspect = ({ one, answer }: Answered, isWrong: boolean) => {
    const { id, body, salt } = caseOf(one.id)
    return suspectOf({ id, body, salt, theirs: answer, isWrong })
  }
  return {
    name: 'ecpay',
    cases: [...known.values()].map(asKnown),
    isAnswer: (line) => DIGEST.test(line),
    judge: ({ one, answer }) => judgeSignature(caseOf(one.id), answer).verdict,
    signedText({ id }) {
      const { body, salt, sign } = caseOf(id)
      // These SALTs are public.
      return sign === undefined ? undefined : maskedStringToSign(traceSign(body, salt), salt)
    },
    async explain({ wrong, right, disputed }, options) {
      const suspects = (some: readonly Answered[], isWrong: boolean) =>
        some.filter(({ one }) => caseOf(one.id).sign !== undefined).map((one) => suspect(one, isWrong))
      const besides = suspects(disputed, true)
      const all = [...suspects(wrong, true), ...suspects(right, false)]
      const found = await commonMistakes(all, { ...options, besides, clock: () => performance.now() })
      return {
        codes: new Map([...found.explained].map(([id, mistakes]) => [id, mistakes.map(({ code }) => code)])),
        isCutShort: found.isCutShort,
        async causes({ catalogue }, language) {
          const words = await catalogue.diagnose()
          return found.mistakes.map(({ mistake, cases }) => ({
            mistake: shownMistake(mistake, words, language),
            cases
          }))
        }
      }
    }
  }
}

function asKnown({ id, about, salt, body, sign, isDisputed }: SignerCase): KnownCase {
  return { id, about, isDisputed, document: { id, salt, body }, expected: sign }
}
