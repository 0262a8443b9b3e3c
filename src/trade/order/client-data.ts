import type { WithFields } from '../../protocol/catalogue/known-fields.js'
import { ORDER_FIELDS, type OrderField } from './order-fields.js'
import { SIGN_ORDER_FIELDS } from './sign-order-fields.js'

/** The data of tt.requestOrder and tt.createSignOrder, with the members of its objects and lists. */
export const CLIENT_DATA: readonly WithFields[] = [
  { name: 'tt.requestOrder', fields: withInside(ORDER_FIELDS), answer: [] },
  { name: 'tt.createSignOrder', fields: withInside(SIGN_ORDER_FIELDS), answer: [] }
]

function withInside(fields: readonly OrderField[]): OrderField[] {
  return fields.flatMap((field) => [field, ...withInside(field.inside ?? [])])
}
