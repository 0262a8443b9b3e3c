import type { JsonObject } from '../../protocol/json/json.js'
import type { Reason } from '../../protocol/system/reason.js'
import type { Numbers } from '../log-entry.js'
import type { ClientWorld } from './handed-over.js'
import { CREATE_SIGN_ORDER_PATH, REQUEST_ORDER_PATH } from './request-order-path.js'

/** What a client of 通用交易系统 gets for its parameters. */
interface ClientReply {
  err_no: number
  reasons: readonly Reason[]
  warnings: readonly Reason[]
  numbers?: Numbers
  json(logId: string): object
}

export interface ClientCall {
  /** Its name in the log. */
  call: string
  play(given: JsonObject, world: ClientWorld): Promise<ClientReply>
}

/** The calls of a client that take signed data. Their code is loaded with the first: it diagnoses RSA signatures. */
export const CLIENT_CALLS: readonly (ClientCall & { path: string })[] = [
  {
    path: REQUEST_ORDER_PATH,
    call: 'tt.requestOrder',
    async play(given, world) {
      const { clientJson, requestOrder } = await import('./request-order.js')
      const answer = await requestOrder(given, world)
      const { errNo: err_no, reasons, warnings = [], order } = answer
      const numbers = order ? { out_order_no: order.out_order_no } : {}
      return { err_no, reasons, warnings, numbers, json: (logId: string) => clientJson(answer, logId) }
    }
  },
  {
    path: CREATE_SIGN_ORDER_PATH,
    call: 'tt.createSignOrder',
    async play(given, world) {
      const { createSignOrder, signOrderJson } = await import('./create-sign-order.js')
      const answer = await createSignOrder(given, world)
      const [err_no, reasons] = 'errNo' in answer ? [answer.errNo, answer.reasons] : [0, []]
      return { err_no, reasons, warnings: answer.warnings ?? [], json: (logId: string) => signOrderJson(answer, logId) }
    }
  }
]
