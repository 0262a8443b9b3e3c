import { EcpayError, type Finding } from '../../findings/findings.js'
import { type JsonObject, member, readObject } from '../../protocol/json/json.js'
import { asReason, type Reason } from '../../protocol/system/reason.js'
import { CREATE_SIGN_ORDER, REQUEST_ORDER } from '../../trade/sign/string-to-sign.js'
import type { Outside } from '../../world.js'
import type { KnownApps } from '../demo-keys.js'
import type { Keeping, Records } from '../life-cycle/records.js'
import type { GatewayReason } from '../platform-answer.js'
import { checkAuthorization } from './check-authorization.js'

/** The calls of the client that take signed data, with what is signed as their path. */
const URIS = { requestOrder: REQUEST_ORDER, createSignOrder: CREATE_SIGN_ORDER } as const
export type ClientCall = keyof typeof URIS

export interface ClientWorld extends Outside, KnownApps {
  store: Keeping & Pick<Records, 'named'>
  /** See `AppOptions`. */
  strict?: boolean
}

/** Why a call of the client failed. */
export interface ClientFailure {
  errNo: 10000 | 11004
  /** In the platform's words. */
  errMsg: string
  reasons: readonly Reason[]
  warnings?: readonly Reason[]
}

/** Signed data that is right. */
export interface HandedOver {
  object: JsonObject
  /** The app that signed it. */
  app_id: string
  /** The text that was signed. */
  data: string
  warnings: readonly Reason[]
}

/**
 * Verifies `byteAuthorization` with the public key of the app, and checks `data`.
 *
 * @param given the object that was handed to the call
 * @param check what is wrong with the data
 */
export async function handedOver(
  call: ClientCall,
  given: JsonObject,
  world: ClientWorld,
  check: (object: JsonObject) => readonly Finding[]
): Promise<HandedOver | ClientFailure> {
  const [data, authorization] = [member(given, 'data'), member(given, 'byteAuthorization')]
  if (data?.kind !== 'string') return clientFailure(call, 10000, [textReason('data', data?.kind)])
  if (authorization?.kind !== 'string') {
    return clientFailure(call, 11004, [textReason('byteAuthorization', authorization?.kind)], '签名参数异常')
  }
  const {
    refused,
    app_id = '',
    warnings = []
  } = await checkAuthorization(data.text, authorization.text, world, URIS[call])
  if (refused) return clientFailure(call, 11004, refused.reasons, refused.text)
  const object = readData(data.text)
  if (Array.isArray(object)) return clientFailure(call, 10000, object)
  const reasons = check(object).map(asReason)
  // Users report that null and empty members come back as a wrong signature.
  const isNothing = reasons.some(({ code }) => code === 'null-member' || code === 'empty-member')
  return reasons.length > 0
    ? clientFailure(call, isNothing ? 11004 : 10000, reasons)
    : { object, app_id, data: data.text, warnings }
}

export function clientFailure(
  call: ClientCall,
  errNo: 10000 | 11004,
  reasons: readonly Reason[],
  text = errNo === 10000 ? '参数错误' : '签名校验异常'
): ClientFailure {
  return { errNo, errMsg: `${call}:fail ${text}`, reasons }
}

function readData(text: string): JsonObject | Reason[] {
  try {
    return readObject(text)
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return error.findings.map(asReason)
  }
}

function textReason(key: string, kind: string | undefined): GatewayReason {
  return { code: kind === undefined ? 'missing-field' : 'not-json-text', key }
}
