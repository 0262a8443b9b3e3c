import { EcpayError, finding } from '../../findings/findings.js'
import { JSON_TYPE } from '../../protocol/callback/callback-post.js'
import type { CallbackTools, Inspected } from '../../protocol/callback/callback-tools.js'
import { decodeBody } from '../../protocol/json/bytes.js'
import { callbackFields } from '../catalogue/callback-types.js'
import { sameSignature } from '../sign/request-signature.js'
import { readEnvelope } from './check-callback.js'
import { callbackBody, callbackMessage, callbackStamp, callbackSubject, envelopeText } from './message.js'
import { RETRY_SECONDS } from './retries.js'
import { callbackSignature, spoiled } from './signature.js'

const SUCCESS = '{"err_no":0,"err_tips":"success"}'

/** Callbacks of 担保支付: all that is signed, and the signature, stands in the body. */
export const CALLBACK_TOOLS: CallbackTools = {
  signedWith: 'token',
  stamp: (now, random) => callbackStamp(now, random(4)),
  message: callbackMessage,
  fields: callbackFields,
  subject: callbackSubject,
  sign: (callback, token) => ({ body: callbackBody(callback, token), contentType: JSON_TYPE }),
  forge: (callback, token) => ({
    body: envelopeText(callback, spoiled(callbackSignature(callback, token))),
    contentType: JSON_TYPE
  }),
  read({ body }) {
    const { type = '', msg } = readEnvelope(decodeBody(body).text)
    return { type, msg }
  },
  needs: () => [],
  reply: () => SUCCESS,
  retries: () => RETRY_SECONDS,
  // Between quotes: in a msg, which is a text, they have a backslash before them.
  recognises: ({ body }) => Buffer.from(body.buffer, body.byteOffset, body.length).includes('"msg_signature"'),
  inspector:
    ({ token = '' }) =>
    ({ body }, limit) =>
      inspected(body, token, limit),
  whyForged(callback) {
    try {
      CALLBACK_TOOLS.read(callback)
      return [finding('signature-mismatch')]
    } catch (error) {
      if (error instanceof EcpayError) return error.findings
      throw error
    }
  },
  answerCheck(query, { token = '' }) {
    const [timestamp = '', nonce = '', msg = '', signature = ''] = ['timestamp', 'nonce', 'msg', 'signature'].map(
      (key) => query.get(key) ?? ''
    )
    const isRight = token !== '' && sameSignature(signature, callbackSignature({ timestamp, nonce, msg }, token))
    return isRight ? (query.get('echostr') ?? '') : undefined
  },
  async cases() {
    const { HANDLER_CASES, plainNonce } = await import('../handler-cases/handler-cases.js')
    return { all: HANDLER_CASES, nonce: plainNonce }
  }
}

function inspected(body: Uint8Array, token: string, limit: number): Inspected {
  try {
    const envelope = readEnvelope(decodeBody(body, limit).text)
    const { type = null, msg } = envelope
    const subject = { type, ...callbackSubject(type, msg) }
    if (token === '') return { valid: false, code: 'missing-token', ...subject }
    const valid = sameSignature(envelope.msg_signature, callbackSignature(envelope, token))
    return { valid, code: valid ? null : 'signature-mismatch', ...subject }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return { valid: false, code: error.findings[0]?.code ?? null, type: null, number: null, amount: null }
  }
}
