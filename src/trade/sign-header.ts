import { damagedMembers } from '../protocol/damaged-text.js'
import type { Keys } from '../protocol/system/keys.js'
import type { CheckSignature, Moment, SignedCall, UnsignedCall } from '../protocol/system/system.js'
import { authorizationFaults, itemValue } from './diagnose/authorization-faults.js'
import { readPrivateKey, readPublicKey } from './keys/read-key.js'
import { readAuthorization } from './sign/authorization.js'
import { signRequest, verifyRequest } from './sign/sign-request.js'

/** The header of calls on developer.toutiao.com; its values are in quotes. Source: 签名算法. */
export const SIGNATURE_HEADER = 'byte-authorization'

/**
 * Signs a call of trade system 2.0 as developer.toutiao.com wants it: method, path, time, nonce and body.
 *
 * @throws EcpayError for a private key that is none
 */
export function signHeader(
  { endpoint: { method, path }, members }: UnsignedCall,
  { app_id = '', key_version = '', private_key = '' }: Keys,
  { now, random }: Moment
): SignedCall {
  const timestamp = `${Math.floor(now() / 1000)}`
  const nonce = Buffer.from(random(16)).toString('hex')
  const parts = { method, uri: path, timestamp, nonce, body: members.toText(), app_id, key_version }
  const { header } = signRequest(parts, readPrivateKey(private_key).keyObject)
  return { members, headers: { [SIGNATURE_HEADER]: header }, warnings: damagedMembers(members) }
}

/** Verifies the header as the platform does. Why it is wrong is said only as far as its text shows it. */
export const checkHeader: CheckSignature = async ({ endpoint: { method, path }, text, header }, _, { keysOf }) => {
  const given = header(SIGNATURE_HEADER) ?? ''
  const authorization = readAuthorization(given)
  const refusal = (codes: readonly string[]) => ({
    refusal: { err_no: 11004, err_tips: '签名校验异常', reasons: codes.map((code) => ({ code })) }
  })
  if (!authorization) return refusal([given === '' ? 'missing-byte-authorization' : 'not-an-authorization'])
  const value = (item: Parameters<typeof itemValue>[1]) => itemValue(authorization, item) ?? ''
  const { app_id = '', key_version, app_public_key = '' } = keysOf(value('appid'), value('key_version'))
  const faults = authorizationFaults(authorization, given, { isForClient: false, app_id, key_version })
  if (faults.length > 0) return refusal(faults.map(({ code }) => code))
  const parts = { method, uri: path, timestamp: value('timestamp'), nonce: value('nonce_str'), body: text }
  const isRight = verifyRequest(parts, value('signature'), readPublicKey(app_public_key).keyObject)
  return isRight ? { accepted: { signed: [], warnings: [], app_id } } : refusal(['signature-differs'])
}
