import { jsLiteral } from '../../../output/js-literal.js'
import type { Words } from '../../../output/words/words.js'
import type { JsonObject } from '../../../protocol/json/json.js'
import { CREATE_SIGN_ORDER_PATH, REQUEST_ORDER_PATH } from '../../../simulator/client/request-order-path.js'
import { type CheckedOrder, checkOrder } from '../../../trade/order/check-order.js'
import { checkSignOrder } from '../../../trade/order/check-sign-order.js'
import { ORDER_FIELDS, type OrderField } from '../../../trade/order/order-fields.js'
import { SIGN_ORDER_FIELDS } from '../../../trade/order/sign-order-fields.js'
import { CREATE_SIGN_ORDER, REQUEST_ORDER } from '../../../trade/sign/string-to-sign.js'

/** Data that a server signs for a call of its client. */
export interface DataKind {
  call: string
  /** What is signed as the path. */
  uri: string
  fields: readonly OrderField[]
  check(data: JsonObject, options: { local: boolean }): CheckedOrder
  /** The member with the developer's number, and that of the client with the platform's. */
  number: string
  id: string
  /** Where the local gateway plays the call. */
  path: string
  /** The note that the local gateway has played it. */
  stands(words: Words, number: string): string
  /** What the client passes besides, as JavaScript. */
  besides: readonly string[]
  /** What the client does with what `success` gets. */
  next: { takes: string; line: string }
}

export const ORDER_DATA: DataKind = {
  call: 'tt.requestOrder',
  uri: REQUEST_ORDER,
  fields: ORDER_FIELDS,
  check: checkOrder,
  number: 'outOrderNo',
  id: 'orderId',
  path: REQUEST_ORDER_PATH,
  stands: ({ order }, number) => order.stands(number),
  besides: [],
  next: { takes: '{ orderId }', line: 'tt.getOrderPayment({ orderId })' }
}

/** An agreement on periodic deduction. Source of what the client does: the page of tt.sign. */
export const AGREEMENT_DATA: DataKind = {
  call: 'tt.createSignOrder',
  uri: CREATE_SIGN_ORDER,
  fields: SIGN_ORDER_FIELDS,
  check: checkSignOrder,
  number: 'outAuthOrderNo',
  id: 'authOrderId',
  path: CREATE_SIGN_ORDER_PATH,
  stands: ({ order }, number) => order.agreementStands(number),
  besides: ['businessType: 2'],
  next: { takes: '{ authOrderId }', line: 'tt.sign({ businessType: 2, orderId: authOrderId })' }
}

/** The call in the mini program: `data` is the very text that was signed, and no object. */
export function snippet({ call, besides, next }: DataKind, data: string, byteAuthorization: string): string {
  return [
    `${call}({`,
    ...besides.map((one) => `  ${one},`),
    `  data: ${jsLiteral(data)},`,
    `  byteAuthorization: ${jsLiteral(byteAuthorization)},`,
    `  success(${next.takes}) {`,
    `    ${next.line}`,
    '  },',
    '  fail({ errNo, errMsg, errLogId }) {',
    '    console.error(errNo, errMsg, errLogId)',
    '  }',
    '})',
    ''
  ].join('\n')
}
