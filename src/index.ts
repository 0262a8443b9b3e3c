/**
 * The protocol of Douyin/ByteDance guaranteed payment (担保支付, ecpay) as a library: pure functions over
 * text and bytes, without the command line, the network or the file system.
 *
 * Amounts are integers in fen, times are Unix seconds. A refusal is thrown as an {@link EcpayError}, whose
 * `findings` name everything that is wrong by stable codes, not only the first.
 */
import { type SignOptions, traceSign } from './ecpay/sign/request-signature.js'

/**
 * Signs a request body.
 *
 * @param body the JSON text, exactly as it will be sent; or an object, which is signed as `JSON.stringify` writes
 *   it: send exactly that text. A number in an object is a double, so an integer above 2^53-1, such as a 19-digit
 *   order number, is already wrong in the object. Pass text, or a string member.
 * @param salt the payment SALT, used as it is
 * @returns 32 lower-case hex digits
 * @throws EcpayError like {@link traceSign}
 * @example
 * const body = { app_id: 'tt1', out_order_no: 'no_1', total_amount: 100, subject: 's', body: 'b', valid_time: 900 }
 * await fetch(url, { method: 'POST', body: JSON.stringify({ ...body, sign: sign(body, salt) }) })
 */
export function sign(body: string | object, salt: string, options: SignOptions = {}): string {
  return traceSign(typeof body === 'string' ? body : JSON.stringify(body), salt, options).sign
}

export {
  CALLBACK_TYPES,
  type CallbackCheck,
  type CallbackVerdict,
  type Envelope
} from './ecpay/callback/check-callback.js'
export { type CallbackParts, callbackSignature } from './ecpay/callback/signature.js'
export { type VerifyOptions, verifyCallback } from './ecpay/callback/verify-callback-body.js'
export { ENDPOINTS } from './ecpay/endpoints/endpoints.js'
export { ERR_NOS, type ErrNo, errNo } from './ecpay/err-no.js'
export {
  EXCLUDED_KEYS,
  type NestedRule,
  type Part,
  type SignedValue,
  type SignOptions,
  type SignTrace,
  type SkipReason,
  traceSign
} from './ecpay/sign/request-signature.js'
export { type Code, EcpayError, type Finding, type FindingArgs } from './findings/findings.js'
export type { Both } from './language.js'
export { parseFen, yuan } from './protocol/fen.js'
export { fillSign } from './protocol/json/fill.js'
export {
  type JsonExpectation,
  type JsonMember,
  type JsonObject,
  type JsonValue,
  member,
  memberText,
  readJson,
  readObject
} from './protocol/json/json.js'
export type { AnswerField } from './protocol/system/answer-field.js'
export type { Endpoint, Field, Flag, Limits } from './protocol/system/endpoint.js'
export type { OtherKeys } from './protocol/system/system.js'
export { type ValidateOptions, validate } from './protocol/system/validate.js'
export * as trade from './trade/library.js'
