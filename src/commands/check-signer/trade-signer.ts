import { shownTradeMistake } from '../../output/trade-diagnosis.js'
import { commonMistakes } from '../../protocol/search/common-mistakes.js'
import { DEMO_KEY_PAIRS } from '../../simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import { EXAMPLE_KEY } from '../../trade/diagnose/example-key.js'
import type { NamedKey } from '../../trade/diagnose/open-signature.js'
import { suspectOf } from '../../trade/diagnose/suspect.js'
import { readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'
import { publicHalf } from '../../trade/keys/rsa-numbers.js'
import { readAuthorization, writeAuthorization } from '../../trade/sign/authorization.js'
import { type SignedRequest, signRequest } from '../../trade/sign/sign-request.js'
import { CREATE_SIGN_ORDER, REQUEST_ORDER } from '../../trade/sign/string-to-sign.js'
import { type SignerCase, signerCases } from '../../trade/signer-cases/signer-cases.js'
import type { Answered, KnownCase, SignerSystem } from './signer-system.js'

/** Base64 of an RSA signature and what comes in its place, or an authorization. */
const SIGNATURE = /^(?:[A-Za-z0-9+/_-]{22,}={0,2}|(?=.*(?:appid|nonce_str|timestamp)\s*=).*signature\s*=.*)$/

/** The cases of 通用交易系统, signed with the key of the local gateway. */
export function tradeSigner(): SignerSystem {
  const { private_key, key_version } = DEMO_KEY_PAIRS
  const { app_id } = DEMO_KEYS
  const key = readPrivateKey(private_key).keyObject
  const keys: NamedKey[] = [
    { role: 'own', key: publicHalf(key) },
    { role: 'example', key: readPublicKey(EXAMPLE_KEY).keyObject }
  ]
  const known = new Map(
    signerCases().map((one) => [one.id, { one, signed: signRequest({ ...one, app_id, key_version }, key) }])
  )
  const caseOf = (id: string) => known.get(id) as { one: SignerCase; signed: SignedRequest }
  const suspect = ({ one: { id }, answer }: Answered, isWrong: boolean) => {
    const { one } = caseOf(id)
    const { timestamp, nonce } = one
    const isForClient = [REQUEST_ORDER, CREATE_SIGN_ORDER].includes(one.uri)
    const authorizationText = readAuthorization(answer)
      ? answer
      : writeAuthorization(
          { app_id, key_version, timestamp, nonce, signature: plain(answer) },
          { quoted: !isForClient }
        )
    return suspectOf({ id, request: one, app_id, key_version, authorizationText, keys, isWrong })
  }
  return {
    name: 'trade',
    cases: [...known.values()].map(({ one, signed }): KnownCase => {
      const { about, ...request } = one
      const document = { ...request, app_id, key_version, private_key }
      return { id: one.id, about, isDisputed: false, document, expected: signed.signature }
    }),
    isAnswer: (line) => SIGNATURE.test(line),
    judge({ one, answer }) {
      const { signature, byteAuthorization, header } = caseOf(one.id).signed
      if (answer === signature) return 'right'
      if (!readAuthorization(answer)) return 'wrong'
      const isForClient = [REQUEST_ORDER, CREATE_SIGN_ORDER].includes(caseOf(one.id).one.uri)
      return sameItems(answer, isForClient ? byteAuthorization : header) ? 'right' : 'wrong'
    },
    signedText: ({ id }) => Buffer.from(caseOf(id).signed.stringToSign).toString(),
    async explain({ wrong, right }, options) {
      const all = [...wrong.map((one) => suspect(one, true)), ...right.map((one) => suspect(one, false))]
      const found = await commonMistakes(all, { ...options, clock: () => performance.now() })
      return {
        codes: new Map([...found.explained].map(([id, mistakes]) => [id, mistakes.map(({ code }) => code)])),
        isCutShort: found.isCutShort,
        async causes({ catalogue }, language) {
          const words = await catalogue.tradeDiagnose()
          return found.mistakes.map(({ mistake, cases }) => ({
            mistake: shownTradeMistake(mistake, words, language),
            cases
          }))
        }
      }
    }
  }
}

/** Whether it is the same authorization, with its items in any order. */
function sameItems(text: string, right: string): boolean {
  const sorted = (one: string) =>
    one
      .replace(/^(\S+) /, '$1,')
      .split(',')
      .toSorted()
      .join(',')
  return sorted(text) === sorted(right)
}

/** What could be in no authorization, as in a signature of several lines. */
function plain(answer: string): string {
  return answer.replace(/[\s"',\\\p{Cc}]/gu, '')
}
