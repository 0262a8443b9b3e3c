import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'

export const CREATE = '/api/apps/ecpay/v1/create_order'
export const QUERY = '/api/apps/ecpay/v1/query_order'

export const REFUND = '/api/apps/ecpay/v1/create_refund'
export const QUERY_REFUND = '/api/apps/ecpay/v1/query_refund'

export const ORDER = {
  out_order_no: 'no-1',
  total_amount: 1999,
  subject: 'a subject',
  body: 'a body',
  valid_time: 900
}

export const A_REFUND = { out_order_no: 'no-1', out_refund_no: 'refund-1', refund_amount: 500, reason: 'returned' }

export type Members = Record<string, unknown>

/** A body signed with the demo keys; `undefined` leaves a member out. */
export function signedBody(members: Members, salt = DEMO_KEYS.salt): string {
  const unsigned = { app_id: DEMO_KEYS.app_id, ...members }
  return JSON.stringify({ ...unsigned, sign: traceSign(JSON.stringify(unsigned), salt).sign })
}
