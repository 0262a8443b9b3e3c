import { type Finding, finding, refuseAll } from '../../findings/findings.js'
import type { RawCallback } from '../../protocol/callback/callback-post.js'
import type { CallbackTools, Inspected } from '../../protocol/callback/callback-tools.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import { TRADE_CALLBACKS } from '../catalogue/callback-types.js'
import { readPublicKey } from '../keys/read-key.js'
import { checkTradeCallback } from './check-callback.js'
import { readEnvelope } from './envelope.js'
import { hasSigningHeader, readHeaders } from './headers.js'
import { tradeMessage, tradeSubject } from './message.js'
import { neededBy, signedPost, spoiled, withSignature } from './post.js'
import { retriesOf } from './retries.js'

/** Callbacks of the trade system: the signature is in the headers, and it is over the raw body. */
export const CALLBACK_TOOLS: CallbackTools = {
  signedWith: 'platform_private_key',
  stamp: (now, random) => ({
    timestamp: String(Math.floor(now / 1000)),
    nonce: Buffer.from(random(16)).toString('hex')
  }),
  message: tradeMessage,
  fields: fieldsOf,
  subject: tradeSubject,
  sign: (callback, key) => signedPost(callback, key),
  forge: (callback, key) => withSignature(signedPost(callback, key), spoiled),
  read({ body }) {
    const { envelope, problems } = readEnvelope(body)
    if (problems.length > 0) throw refuseAll(problems)
    return { ...envelope, type: envelope.type ?? '' }
  },
  needs: neededBy,
  reply(type) {
    const known = TRADE_CALLBACKS.find(({ code }) => code === type) ?? TRADE_CALLBACKS[0]
    return JSON.stringify(known?.reply.sample)
  },
  retries: retriesOf,
  recognises: ({ headers, body }) => hasSigningHeader(headers) || hasVersion(body),
  inspector({ platform_public_key: text }) {
    const key = text === undefined ? undefined : readPublicKey(text).keyObject
    return (callback, limit): Inspected => {
      const verdict = key && checkTradeCallback(callback, key, { limit })
      const { type = null, msg } = (verdict ?? readEnvelope(callback.body, limit)).envelope
      const about = { type, ...tradeSubject(type, msg) }
      if (!verdict) return { valid: false, code: 'missing-platform-public-key', ...about }
      return { valid: verdict.valid, code: verdict.problems[0]?.code ?? null, ...about }
    }
  },
  whyForged(callback) {
    const problems: Finding[] = [...readHeaders(callback.headers).problems, ...readEnvelope(callback.body).problems]
    return problems.length > 0 ? problems : [finding('rsa-signature-mismatch')]
  },
  async cases() {
    const { HANDLER_CASES, caseNonce } = await import('../handler-cases/handler-cases.js')
    return { all: HANDLER_CASES, nonce: caseNonce }
  }
}

/** Without its headers, a callback is still told from one of 担保支付 by its version. */
function hasVersion(body: RawCallback['body']): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  return bytes.includes('"version"') && !bytes.includes('"msg_signature"')
}

/** The status means something else in each type. */
function fieldsOf(type: string | undefined): readonly AnswerField[] {
  const known = TRADE_CALLBACKS.find(({ code }) => code === type)
  return known?.fields ?? TRADE_CALLBACKS.flatMap(({ fields }) => fields).filter(({ path }) => path !== 'status')
}
