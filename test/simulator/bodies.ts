import { traceSign } from '../../src/protocol/request-signature.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'

export const CREATE = '/api/apps/ecpay/v1/create_order'
export const QUERY = '/api/apps/ecpay/v1/query_order'

export const ORDER = {
  out_order_no: 'no-1',
  total_amount: 1999,
  subject: 'a subject',
  body: 'a body',
  valid_time: 900
}

export type Members = Record<string, unknown>

/** A body signed with the demo keys; `undefined` leaves a member out. */
export function signedBody(members: Members, salt = DEMO_KEYS.salt): string {
  const unsigned = { app_id: DEMO_KEYS.app_id, ...members }
  return JSON.stringify({ ...unsigned, sign: traceSign(JSON.stringify(unsigned), salt).sign })
}
